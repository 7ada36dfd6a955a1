using System.Numerics;

namespace PortTop.Simulation;

/// <summary>A bit for each port of a range, by its offset from the start: a pool has one, and there may be ten thousand pools.</summary>
/// <param name="size">The number of ports.</param>
internal sealed class PortBits(int size)
{
    private const ulong Even = 0x5555_5555_5555_5555;

    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    /// <summary>True when the bit of an offset is set.</summary>
    internal bool this[int offset] => (_words[offset >> 6] >> (offset & 63) & 1) != 0;

    /// <summary>Sets the bit of an offset.</summary>
    internal void Set(int offset) => _words[offset >> 6] |= 1UL << (offset & 63);

    /// <summary>Clears the bit of an offset.</summary>
    internal void Clear(int offset) => _words[offset >> 6] &= ~(1UL << (offset & 63));

    /// <summary>True when an offset of one parity is set in neither this nor the other.</summary>
    /// <param name="other">Of the same size.</param>
    /// <param name="parity">0 for even offsets, 1 for odd ones.</param>
    internal bool LeavesAny(PortBits other, int parity)
    {
        var mask = Even << parity;
        for (var i = 0; i < _words.Length; i++)
        {
            var last = i == _words.Length - 1 && (size & 63) != 0 ? (1UL << (size & 63)) - 1 : ulong.MaxValue;
            if ((~(_words[i] | other._words[i]) & mask & last) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many bits are set in neither this nor the other.</summary>
    internal int CountLeft(PortBits other)
    {
        var taken = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            taken += BitOperations.PopCount(_words[i] | other._words[i]);
        }

        return size - taken;
    }
}
