namespace PortTop.Simulation;

/// <summary>The ports of the range that one target's own sockets block.</summary>
/// <param name="size">The number of ports of the range.</param>
/// <param name="start">Where the first search begins.</param>
internal sealed class TargetPorts(int size, int start)
{
    /// <summary>Ports that connect() cannot be given.</summary>
    internal PortBits Blocked { get; } = new(size);

    /// <summary>TIME-WAIT too young to be given out again, the oldest first.</summary>
    internal Queue<SimulatedSocket> Young { get; } = new();

    /// <summary>The offset at which the next search begins: behind the last one (<c>table_perturb</c>).</summary>
    internal int Start { get; set; } = start;
}
