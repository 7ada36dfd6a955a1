using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// A port that a flow uses in a NAT pool, in 64 bits, in the order of pools and ports: pool 24, port 16, original source 20, state 4.
/// </summary>
internal readonly record struct NatRow(ulong Bits) : IComparable<NatRow>
{
    /// <summary>Pools with higher numbers are not kept.</summary>
    internal const int MostPools = 1 << 24;

    /// <summary>The flow is not translated: what it uses counts, but it is nobody's who is behind.</summary>
    internal const int Untranslated = (1 << 20) - 1;

    /// <summary>One of the sources that are too many to be told apart.</summary>
    internal const int OtherSource = Untranslated - 1;

    internal NatRow(int pool, ushort port, int source, TcpState state)
        : this(((ulong)pool << 40) | ((ulong)port << 24) | ((ulong)source << 4) | ((ulong)state & 15))
    {
    }

    internal int Pool => (int)(Bits >> 40);

    internal ushort Port => (ushort)(Bits >> 24);

    internal int Source => (int)(Bits >> 4) & Untranslated;

    internal TcpState State => (TcpState)(Bits & 15);

    internal bool IsTranslated => Source != Untranslated;

    /// <inheritdoc/>
    public int CompareTo(NatRow other) => Bits.CompareTo(other.Bits);
}
