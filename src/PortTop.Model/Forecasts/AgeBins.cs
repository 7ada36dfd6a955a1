using System.Numerics;

namespace PortTop.Model;

/// <summary>
/// The bins by which the ages of sockets are counted: 0-1, 1-2, 2-4, 4-8 … 2048-4096 poll intervals since a socket was first seen, and
/// older. They widen with age as the certainty about lifetimes does.
/// </summary>
public static class AgeBins
{
    /// <summary>How many bins there are.</summary>
    public const int Count = 14;

    /// <summary>The bin of an age.</summary>
    /// <param name="intervals">Whole poll intervals since the socket was first seen.</param>
    public static int Of(int intervals) => intervals <= 0 ? 0 : Math.Min(Count - 1, BitOperations.Log2((uint)intervals) + 1);

    /// <summary>Where a bin begins, in poll intervals.</summary>
    public static int Start(int bin) => bin == 0 ? 0 : 1 << (bin - 1);
}
