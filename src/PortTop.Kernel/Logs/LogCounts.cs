using System.Text;
using PortTop.Model;

namespace PortTop.Kernel.Logs;

/// <summary>How often each sign was read in a log, and the last line of each.</summary>
internal sealed class LogCounts
{
    /// <summary>Of a line so many bytes before and after the phrase are shown.</summary>
    private const int ShownBefore = 120;
    private const int ShownAfter = 200;

    private const string Cut = "...";

    private readonly long[] _totals = new long[LogSign.All.Count];
    private readonly LogCount?[] _told = new LogCount?[LogSign.All.Count];
    private readonly byte[][] _lines = [.. LogSign.All.Select(static _ => new byte[ShownBefore + ShownAfter])];
    private readonly (int Length, bool IsCutBefore, bool IsCutAfter)[] _shown = new (int, bool, bool)[LogSign.All.Count];

    /// <summary>A line has a sign.</summary>
    /// <param name="sign">The index of the sign.</param>
    /// <param name="text">What is known around it.</param>
    /// <param name="at">Where its phrase begins.</param>
    internal void Add(int sign, ReadOnlySpan<byte> text, int at)
    {
        _totals[sign]++;
        var from = Math.Max(0, at - ShownBefore);
        var before = text[from..at].LastIndexOf((byte)'\n');
        var start = from + before + 1;
        var rest = text[at..Math.Min(text.Length, at + ShownAfter)];
        var after = rest.IndexOf((byte)'\n');
        var line = text[start..(at + (after < 0 ? rest.Length : after))];
        line.CopyTo(_lines[sign]);
        _shown[sign] = (line.Length, before < 0 && from > 0, after < 0 && rest.Length == ShownAfter);
    }

    /// <summary>The signs that were seen; what is new in them since the last call.</summary>
    internal IReadOnlyList<LogCount> Take()
    {
        var counts = new List<LogCount>();
        for (var sign = 0; sign < _totals.Length; sign++)
        {
            var total = _totals[sign];
            if (total == 0)
            {
                continue;
            }

            var added = total - (_told[sign]?.Total ?? 0);
            if (added > 0 || _told[sign]!.New > 0)
            {
                _told[sign] = new LogCount(LogSign.All[sign], total, added, added > 0 ? Show(sign) : _told[sign]!.Line);
            }

            counts.Add(_told[sign]!);
        }

        return counts;
    }

    /// <summary>The last line in characters; whatever is no UTF-8 or no harmless character shows as a mark.</summary>
    private string Show(int sign)
    {
        var (length, isCutBefore, isCutAfter) = _shown[sign];
        var text = Encoding.UTF8.GetString(_lines[sign].AsSpan(0, length)).Replace('\t', ' ').Trim();
        return (isCutBefore ? Cut : string.Empty) + MachineText.Clean(text) + (isCutAfter ? Cut : string.Empty);
    }
}
