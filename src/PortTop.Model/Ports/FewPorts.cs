using System.Runtime.InteropServices;

namespace PortTop.Model;

/// <summary>The lowest few of many ports, in order: enough to look for one in another tool. A value without an array behind it.</summary>
/// <param name="Low">The first four, 16 bits each, the lowest port in the lowest bits.</param>
/// <param name="High">The other four.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct FewPorts(ulong Low, ulong High, byte Count)
{
    /// <summary>How many are kept.</summary>
    public const int Most = 8;

    /// <summary>A port of them, the lowest first.</summary>
    public ushort this[int index] => (ushort)((index < Most / 2 ? Low : High) >> (16 * (index % (Most / 2))));

    /// <summary>The same with one more port, without the highest where there is no room.</summary>
    public FewPorts With(ushort port)
    {
        if (Count == Most && port >= this[Most - 1])
        {
            return this;
        }

        Span<ulong> words = [Low, High];
        var ports = MemoryMarshal.Cast<ulong, ushort>(words);
        var place = 0;
        while (place < Count && ports[place] < port)
        {
            place++;
        }

        if (place < Count && ports[place] == port)
        {
            return this;
        }

        var count = Math.Min(Most, Count + 1);
        ports[place..(count - 1)].CopyTo(ports[(place + 1)..]);
        ports[place] = port;
        return new FewPorts(words[0], words[1], (byte)count);
    }

    /// <summary>True for a port that is among them.</summary>
    public bool Contains(ushort port)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i] == port)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"40000, 40002, 40004".</summary>
    public override string ToString()
    {
        var ports = this;
        return string.Join(
            ", ", Enumerable.Range(0, Count).Select(i => ports[i].ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
