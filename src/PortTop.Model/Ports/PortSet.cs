using System.Globalization;
using System.Numerics;

namespace PortTop.Model;

/// <summary>A set of ports: 65,536 bits. Not safe for use by several threads while it is changed.</summary>
public sealed class PortSet
{
    private readonly ulong[] _words = new ulong[1024];

    /// <summary>The number of ports in the set.</summary>
    public int Count => CountIn(new PortRange(0, ushort.MaxValue));

    /// <summary>True when <paramref name="port"/> is in the set.</summary>
    public bool Contains(ushort port) => (_words[port >> 6] >> (port & 63) & 1) != 0;

    /// <summary>Puts <paramref name="port"/> in.</summary>
    public void Add(ushort port) => _words[port >> 6] |= 1UL << (port & 63);

    /// <summary>Puts <paramref name="port"/> in and returns true when it was not in before.</summary>
    public bool TryAdd(ushort port)
    {
        ref var word = ref _words[port >> 6];
        var bit = 1UL << (port & 63);
        var isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    /// <summary>Puts every port of <paramref name="other"/> in.</summary>
    public void Add(PortSet other)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            _words[word] |= other._words[word];
        }
    }

    /// <summary>Puts every port of <paramref name="range"/> in.</summary>
    public void Add(PortRange range)
    {
        for (int port = range.Low; port <= range.High; port++)
        {
            Add((ushort)port);
        }
    }

    /// <summary>Takes <paramref name="port"/> out.</summary>
    public void Remove(ushort port) => _words[port >> 6] &= ~(1UL << (port & 63));

    /// <summary>Takes every port of <paramref name="other"/> out.</summary>
    public void Remove(PortSet other)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            _words[word] &= ~other._words[word];
        }
    }

    /// <summary>Takes every port out that is not in <paramref name="other"/>.</summary>
    public void Keep(PortSet other)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            _words[word] &= other._words[word];
        }
    }

    /// <summary>Calls <paramref name="take"/> with every port, in ascending order.</summary>
    public void ForEach(Action<ushort> take)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            for (var bits = _words[word]; bits != 0; bits &= bits - 1)
            {
                take((ushort)((word << 6) + BitOperations.TrailingZeroCount(bits)));
            }
        }
    }

    /// <summary>Takes every port out.</summary>
    public void Clear() => Array.Clear(_words);

    /// <summary>True when both hold the same ports.</summary>
    public bool IsSameAs(PortSet other) => _words.AsSpan().SequenceEqual(other._words);

    /// <summary>How many ports of <paramref name="range"/> are in the set.</summary>
    public int CountIn(PortRange range)
    {
        var count = 0;
        for (var word = range.Low >> 6; word <= range.High >> 6; word++)
        {
            var mask = ulong.MaxValue;
            if (word == range.Low >> 6)
            {
                mask &= ulong.MaxValue << (range.Low & 63);
            }

            if (word == range.High >> 6)
            {
                mask &= ulong.MaxValue >> (63 - (range.High & 63));
            }

            count += BitOperations.PopCount(_words[word] & mask);
        }

        return count;
    }

    /// <summary>How many ports are in this set and in <paramref name="other"/>.</summary>
    public int CountOf(PortSet other)
    {
        var count = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            count += BitOperations.PopCount(_words[word] & other._words[word]);
        }

        return count;
    }

    /// <summary>How many ports of <paramref name="range"/> at an even offset from its start are in the set.</summary>
    public int CountEven(PortRange range)
    {
        const ulong Even = 0x5555_5555_5555_5555;
        var count = 0;
        for (var word = range.Low >> 6; word <= range.High >> 6; word++)
        {
            var mask = Even << (range.Low & 1);
            mask &= word == range.Low >> 6 ? ulong.MaxValue << (range.Low & 63) : ulong.MaxValue;
            mask &= word == range.High >> 6 ? ulong.MaxValue >> (63 - (range.High & 63)) : ulong.MaxValue;
            count += BitOperations.PopCount(_words[word] & mask);
        }

        return count;
    }

    /// <summary>
    /// The ports as the sysctl writes them: 8080,9000-9010; those beyond <paramref name="max"/> ranges as a number behind.
    /// </summary>
    public string ToText(int max = int.MaxValue)
    {
        var parts = new List<string>();
        for (var port = 0; port <= ushort.MaxValue; port++)
        {
            if (!Contains((ushort)port))
            {
                continue;
            }

            var first = port;
            while (port < ushort.MaxValue && Contains((ushort)(port + 1)))
            {
                port++;
            }

            parts.Add(first == port
                ? first.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"{first}-{port}"));
        }

        return parts.Count <= max
            ? string.Join(',', parts)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', parts.Take(max))} and {parts.Count - max} more");
    }

    /// <summary>
    /// Reads the text of <c>ip_local_reserved_ports</c>: ports and ranges ("8080,9000-9010") joined by commas; empty means none.
    /// </summary>
    public static bool TryParse(string text, out PortSet set)
    {
        set = new PortSet();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (!TryParsePort(dash < 0 ? part : part[..dash], out var first)
                || !TryParsePort(dash < 0 ? part : part[(dash + 1)..], out var last)
                || first > last)
            {
                return false;
            }

            set.Add(new PortRange(first, last));
        }

        return true;
    }

    private static bool TryParsePort(string text, out ushort port)
        => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port);
}
