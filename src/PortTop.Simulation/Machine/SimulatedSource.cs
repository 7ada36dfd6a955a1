using System.Globalization;
using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>
/// A made-up machine as the pipeline reads it. Reading settings, with which each poll begins, takes the machine on to the time of the
/// clock.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="host">The name of it.</param>
/// <param name="seconds">Seconds of the simulation by now.</param>
/// <param name="asksKernel">The made-up kernel is asked for single ports.</param>
public sealed class SimulatedSource(SimulatedMachine machine, string host, Func<double> seconds, bool asksKernel = true) : ISocketSource
{
    private readonly SourceDescription _description = new(
        "demo", host, machine.Name, machine.NetworkNamespace, [], [])
    {
        EntryCommand = machine.Name == NamespacePlace.HostName ? null : "ip netns exec " + machine.Name,
    };

    /// <inheritdoc/>
    public IProcessTable Processes => machine.Processes;

    /// <inheritdoc/>
    public IPortProbe Probe { get; } = new SimulatedProbe(machine, seconds);

    /// <inheritdoc/>
    public IPortAsker Asker { get; } = asksKernel ? new SimulatedAsker(machine)
        : new SilentAsker("the settings say so (\"askKernel\": \"never\")");

    /// <inheritdoc/>
    public SourceDescription Describe() => _description;

    /// <inheritdoc/>
    public PortSettings ReadSettings()
    {
        machine.Advance(seconds());
        return machine.Kernel.Settings;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PortHolder> ReadListeners(PortRange range)
        => Holders(socket => socket.State == TcpState.Listen && range.Contains(socket.Port), HolderKind.Listener);

    /// <inheritdoc/>
    public BoundPorts ReadBound() => new(
        [
            .. Holders(static socket => socket is { State: TcpState.Close, HoldsPort: true }, HolderKind.BoundOnly)
                .Concat(Holders(static socket => socket is { IsChosen: true, DestinationPort: not 0, State: not TcpState.TimeWait and not TcpState.FinWait2 }, HolderKind.Chosen))
                .OrderBy(static holder => holder.Port),
        ],
        SeesBoundOnly: true,
        SeesChosen: true);

    /// <inheritdoc/>
    public void ReadSockets(PortRange range, ISocketSink sink) => Push(range, sink, static _ => true);

    /// <inheritdoc/>
    public void ReadUdp(PortRange range, ISocketSink sink) => sink.Restart();

    /// <inheritdoc/>
    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink)
        => Push(range, sink, socket => !pool.HasDestination || (socket.DestinationPort == pool.Port && socket.Destination == pool.Destination));

    /// <inheritdoc/>
    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink)
        => Push(range, sink, socket => socket.State != TcpState.TimeWait && socket.DestinationPort == pool.Port && socket.Destination == pool.Destination);

    /// <inheritdoc/>
    public FailureReading? ReadFailures() => machine.TakeAttempts();

    /// <inheritdoc/>
    public IReadOnlyList<long?> ReadCounters() => [.. KernelCounter.All.Select(Count)];

    /// <inheritdoc/>
    public Surroundings ReadSurroundings()
    {
        var settings = machine.Kernel.Settings;
        var values = new Dictionary<string, (string Value, string? Default)>
        {
            ["net.ipv4.ip_local_port_range"] = (string.Create(CultureInfo.InvariantCulture, $"{settings.Range.Low} {settings.Range.High}"), "32768 60999"),
            ["net.ipv4.ip_local_reserved_ports"] = (settings.Reserved.ToText(), string.Empty),
            ["net.ipv4.tcp_tw_reuse"] = (settings.Reuse.Mode.ToString(CultureInfo.InvariantCulture), "2"),
            ["net.ipv4.tcp_tw_reuse_delay"] = (settings.Reuse.DelayMilliseconds.ToString(CultureInfo.InvariantCulture), "1000"),
            ["net.ipv4.tcp_timestamps"] = (settings.Reuse.HasTimestamps ? "1" : "0", "1"),
            ["net.ipv4.tcp_fin_timeout"] = (machine.Kernel.FinTimeout.ToString("0", CultureInfo.InvariantCulture), "60"),
            ["net.ipv4.tcp_syn_retries"] = ("6", "6"),
            ["net.ipv4.tcp_syn_linear_timeouts"] = ("4", "4"),
            ["net.ipv4.ip_unprivileged_port_start"] = ("1024", "1024"),
        };
        foreach (var (name, value) in machine.Sysctls)
        {
            values[name] = (value, null);
        }

        return new Surroundings(
            [.. machine.Addresses.Select(static address => new LocalAddress(address, 2))],
            [.. values.Select(static pair => new Knob(pair.Key, pair.Value.Value, null, null) { Default = pair.Value.Default })]);
    }

    private void Push(PortRange range, ISocketSink sink, Func<SimulatedSocket, bool> isWanted)
    {
        sink.Restart();
        foreach (var socket in machine.Kernel.Sockets)
        {
            if (socket.DestinationPort != 0 && range.Contains(socket.Port) && isWanted(socket))
            {
                sink.Add(socket.ToRow(machine.Kernel.Now));
            }
        }
    }

    private PortHolder[] Holders(Func<SimulatedSocket, bool> isWanted, HolderKind kind)
        => [.. machine.Kernel.Sockets.Where(isWanted).Select(socket => new PortHolder(kind, socket.Source, socket.Port)
        {
            Identity = socket.Identity,
            UserId = SimulatedProcesses.User,
            Inode = SimulatedProcesses.InodeOf(socket),
        }).OrderBy(static holder => holder.Port)];

    private long? Count(KernelCounter counter) => counter.Id switch
    {
        "twRecycled" => machine.Kernel.Recycled,
        "twOverflow" => machine.Kernel.Overflows,
        "timeWaits" => machine.Kernel.TimeWaits,
        _ => machine.Counters.TryGetValue(counter.Id, out var value) ? value : null,
    };
}
