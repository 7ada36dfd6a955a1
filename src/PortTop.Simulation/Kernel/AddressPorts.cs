namespace PortTop.Simulation;

/// <summary>On how many sockets of one local address, or of all, each port of the range is: what bind() must not give.</summary>
/// <param name="size">The number of ports of the range.</param>
internal sealed class AddressPorts(int size)
{
    private readonly int[] _sockets = new int[size];

    /// <summary>Ports with a socket.</summary>
    internal PortBits Taken { get; } = new(size);

    /// <summary>A socket comes.</summary>
    internal void Add(int offset)
    {
        if (++_sockets[offset] == 1)
        {
            Taken.Set(offset);
        }
    }

    /// <summary>A socket goes.</summary>
    internal void Remove(int offset)
    {
        if (--_sockets[offset] == 0)
        {
            Taken.Clear(offset);
        }
    }
}
