using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>
/// A made-up network namespace: its kernel, its processes, and what happens in it, by a clock of its own. Seeded and deterministic.
/// </summary>
public sealed class SimulatedMachine
{
    private readonly PriorityQueue<Action, (double Time, long Number)> _events = new();
    private readonly Dictionary<(TargetKey Target, int Process), (int Failures, int Attempts)> _attempts = [];
    private readonly Dictionary<int, int> _refusedBinds = [];
    private long _number;

    /// <summary>A machine on which nothing happens yet.</summary>
    /// <param name="name">The name of the network namespace.</param>
    /// <param name="networkNamespace">Its inode.</param>
    /// <param name="settings">Range, reserved ports and reuse.</param>
    /// <param name="seed">Makes everything that happens by chance.</param>
    public SimulatedMachine(string name, uint networkNamespace, PortSettings settings, int seed)
    {
        Name = name;
        NetworkNamespace = networkNamespace;
        Kernel = new SimulatedKernel(settings, seed);
        Random = new Random(seed);
        Processes = new SimulatedProcesses(networkNamespace);
    }

    /// <summary>The name of the network namespace.</summary>
    public string Name { get; }

    /// <summary>Its inode.</summary>
    public uint NetworkNamespace { get; }

    /// <summary>Its ports.</summary>
    public SimulatedKernel Kernel { get; }

    /// <summary>Its processes.</summary>
    public SimulatedProcesses Processes { get; }

    /// <summary>Its addresses; the first is the one that routes give.</summary>
    public IList<IpAddress> Addresses { get; } = [];

    /// <summary>Sysctls that are set otherwise than by default, and are no matter of ports, by name.</summary>
    public IDictionary<string, string> Sysctls { get; } = new Dictionary<string, string>();

    /// <summary>What the kernel counts beside what this one does, by <see cref="KernelCounter.Id"/>.</summary>
    public IDictionary<string, long> Counters { get; } = new Dictionary<string, long>();

    /// <summary>Everything that happens by chance.</summary>
    internal Random Random { get; }

    /// <summary>Does something at a time.</summary>
    public void At(double time, Action action) => _events.Enqueue(action, (Math.Max(time, Kernel.Now), _number++));

    /// <summary>Does something after so many seconds.</summary>
    public void After(double seconds, Action action) => At(Kernel.Now + seconds, action);

    /// <summary>Goes on to a time.</summary>
    public void Advance(double to)
    {
        while (_events.TryPeek(out var action, out var next) && next.Time <= to)
        {
            _ = _events.Dequeue();
            Kernel.Advance(next.Time);
            action();
        }

        Kernel.Advance(to);
    }

    /// <summary>A process calls connect(). Returns its socket, null where it got no port or no descriptor.</summary>
    /// <param name="process">Who.</param>
    /// <param name="target">From where to where.</param>
    /// <param name="manner">How it comes to its port.</param>
    public SimulatedSocket? Connect(SimulatedProcess process, TargetKey target, PortManner manner = PortManner.Connect)
    {
        if (process.IsOutOfDescriptors)
        {
            return null;
        }

        var id = process.Description.ProcessId;
        SimulatedSocket? socket;
        if (manner == PortManner.BindFirst)
        {
            // What fails is bind(): no connect() is tried.
            if (Kernel.Bind(id, target.Source, 0, out socket) != SimulatedError.None)
            {
                _refusedBinds[id] = _refusedBinds.GetValueOrDefault(id) + 1;
                return null;
            }

            _ = Kernel.Connect(socket!, target);
        }
        else
        {
            var error = Kernel.Connect(id, target, out socket, isNoPort: manner == PortManner.BindAddressOnly);
            var (failures, attempts) = _attempts.GetValueOrDefault((target, id));
            _attempts[(target, id)] = (failures + (error == SimulatedError.None ? 0 : 1), attempts + 1);
        }

        if (socket is not null)
        {
            _ = process.Sockets.Add(socket);
        }

        return socket;
    }

    /// <summary>A process closes a socket.</summary>
    public void Close(SimulatedProcess process, SimulatedSocket socket, bool peerCloses = true)
    {
        _ = process.Sockets.Remove(socket);
        if (!socket.IsGone)
        {
            Kernel.Close(socket, peerCloses);
        }
    }

    /// <summary>A process listens, or keeps a port bound.</summary>
    public void Hold(SimulatedProcess process, IpAddress address, ushort port, bool isListening)
    {
        if (Kernel.Bind(process.Description.ProcessId, address, port, out var socket) == SimulatedError.None)
        {
            _ = process.Sockets.Add(socket!);
            if (isListening)
            {
                SimulatedKernel.Listen(socket!);
            }
        }
    }

    /// <summary>What was tried since the last time.</summary>
    internal FailureReading TakeAttempts()
    {
        ConnectAttempts[] failures = [.. _attempts.Where(static pair => pair.Value.Failures > 0).Select(pair => Attempts(pair.Key, pair.Value.Failures))];
        ConnectAttempts[] all = [.. _attempts.Select(pair => Attempts(pair.Key, pair.Value.Attempts))];
        SyscallFailures[] binds = [.. _refusedBinds.Select(pair => new SyscallFailures(SyscallFailureKind.Bind, pair.Key, pair.Value) { Process = Processes.Describe(pair.Key) })];
        _attempts.Clear();
        _refusedBinds.Clear();
        return new FailureReading(0, failures, all) { Syscalls = binds };
    }

    private ConnectAttempts Attempts((TargetKey Target, int Process) key, int count)
        => new(key.Target.Source, key.Target.Destination, key.Target.Port, key.Process, count) { Process = Processes.Describe(key.Process) };
}
