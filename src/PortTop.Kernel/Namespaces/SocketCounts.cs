using System.Globalization;
using PortTop.Model;

namespace PortTop.Kernel.Namespaces;

/// <summary>
/// Counts the sockets of a namespace by <c>sockstat</c> and <c>sockstat6</c> (<c>net/ipv4/proc.c</c>), and the flows that it tracks by
/// <c>stat/nf_conntrack</c> (<c>net/netfilter/nf_conntrack_standalone.c</c>): short files, whatever there is to count.
/// </summary>
/// <param name="procRoot">Usually /proc.</param>
internal sealed class SocketCounts(string procRoot)
{
    /// <summary>Counts; null where the files cannot be read.</summary>
    /// <param name="entrance">The way in where no process leads there.</param>
    /// <param name="processes">Processes in the namespace.</param>
    internal NamespaceTraffic? Read(INamespaceEntrance entrance, IReadOnlyList<int> processes)
    {
        foreach (var process in processes)
        {
            var folder = Path.Combine(procRoot, string.Create(CultureInfo.InvariantCulture, $"{process}/net"));
            if (Read(path => FileSearch.Open(path), folder) is { } counted)
            {
                return counted;
            }
        }

        return Read(entrance.Open, entrance.Net);
    }

    private const string Sockets = "sockstat";

    /// <summary>The columns of <c>stat/nf_conntrack</c>, a line for each processor; the first is the same in all lines.</summary>
    private const int EntriesColumn = 0;
    private const int InsertFailedColumn = 9;
    private const int DropColumn = 10;

    private static NamespaceTraffic? Read(Func<string, FileStream> open, string folder)
    {
        var counts = default(NamespaceTraffic);
        foreach (var file in (ReadOnlySpan<string>)[Sockets, "sockstat6", "stat/nf_conntrack"])
        {
            try
            {
                using var text = new StreamReader(open(Path.Combine(folder, file)), bufferSize: 1024);
                while (text.ReadLine() is { } line)
                {
                    counts = Add(counts, line.Split(' '));
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // Without IPv6, and without connection tracking, there is only the first.
                if (file == Sockets)
                {
                    return null;
                }
            }
        }

        return counts;
    }

    /// <summary>"TCP: inuse 4 orphan 0 tw 2 alloc 5 mem 1", "TCP6: inuse 3", "UDP: inuse 1 mem 0".</summary>
    private static NamespaceTraffic Add(NamespaceTraffic counts, string[] words) => words[0] switch
    {
        "TCP:" => counts with { Tcp = counts.Tcp + Field(words, "inuse"), TimeWait = Field(words, "tw") },
        "TCP6:" => counts with { Tcp = counts.Tcp + Field(words, "inuse") },
        "UDP:" or "UDP6:" => counts with { Udp = counts.Udp + Field(words, "inuse") },
        _ => AddTracked(counts, words),
    };

    /// <summary>"00000064  00000000 00000000 ...", in hexadecimal.</summary>
    private static NamespaceTraffic AddTracked(NamespaceTraffic counts, string[] words)
    {
        words = [.. words.Where(static word => word.Length > 0)];
        return words.Length > DropColumn && Hexadecimal(words[EntriesColumn]) is { } entries && Hexadecimal(words[InsertFailedColumn]) is { } failed && Hexadecimal(words[DropColumn]) is { } dropped
            ? counts with { Tracked = entries, Dropped = counts.Dropped + Math.Max(failed, dropped) }
            : counts;
    }

    private static long? Hexadecimal(string word) => word.Length == 8 && long.TryParse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static long Field(string[] words, string name)
        => Array.IndexOf(words, name) is > 0 and var i && i + 1 < words.Length && long.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
