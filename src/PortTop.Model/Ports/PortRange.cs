using System.Globalization;

namespace PortTop.Model;

/// <summary>A range of ports, both ends included, as <c>net.ipv4.ip_local_port_range</c> has it.</summary>
/// <param name="Low">The first port.</param>
/// <param name="High">The last port, at least <paramref name="Low"/>.</param>
public readonly record struct PortRange(ushort Low, ushort High)
{
    private static readonly char[] Blanks = [' ', '\t', '\n'];

    /// <summary>Every port there is.</summary>
    public static PortRange All { get; } = new(1, ushort.MaxValue);

    /// <summary>The number of ports.</summary>
    public int Size => High - Low + 1;

    /// <summary>True when <paramref name="port"/> lies in the range.</summary>
    public bool Contains(ushort port) => port >= Low && port <= High;

    /// <summary>Reads the text of the sysctl file: two numbers, blanks between.</summary>
    public static bool TryParse(string text, out PortRange range)
    {
        range = default;
        var words = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2
            || !ushort.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var low)
            || !ushort.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var high)
            || low > high)
        {
            return false;
        }

        range = new(low, high);
        return true;
    }

    /// <summary>The range as people write it, with an en dash: 32768–60999.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low}–{High}");
}
