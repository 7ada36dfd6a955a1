using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>The network namespaces of a made-up machine as the pipeline reads them.</summary>
/// <param name="machines">One for each namespace.</param>
/// <param name="host">The name of the machine.</param>
/// <param name="seconds">Seconds of the simulation by now.</param>
/// <param name="asksKernel">The made-up kernel is asked for single ports.</param>
public sealed class SimulatedHost(IReadOnlyList<SimulatedMachine> machines, string host, Func<double> seconds, bool asksKernel = true)
    : IMachineSource
{
    private readonly NamespaceList _list = new(
        [
            .. machines.OrderByDescending(static machine => machine.Name == NamespacePlace.HostName)
                .Select(static machine => new NamespacePlace(machine.NetworkNamespace, machine.Name) { IsNamed = true }),
        ],
        Unseen: null);

    /// <inheritdoc/>
    public NamespaceList Discover() => _list;

    /// <inheritdoc/>
    public ISocketSource Open(NamespacePlace place) => new SimulatedSource(Find(place), host, seconds, asksKernel);

    /// <inheritdoc/>
    public void Close(ISocketSource source)
    {
    }

    /// <inheritdoc/>
    public NamespaceTraffic? ReadTraffic(NamespacePlace place)
    {
        var kernel = Find(place).Kernel;
        var alive = kernel.Sockets.Count(static socket => socket.State != TcpState.TimeWait);
        return new NamespaceTraffic(alive, kernel.TimeWaits, Udp: 0);
    }

    private SimulatedMachine Find(NamespacePlace place) => machines.First(machine => machine.NetworkNamespace == place.Inode);
}
