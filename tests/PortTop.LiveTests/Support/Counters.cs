using System.Globalization;

namespace PortTop.LiveTests.Support;

/// <summary>Every counter that the kernel keeps of a network namespace: of its interfaces, of IP, TCP and UDP, of both families.</summary>
internal static class Counters
{
    /// <summary>Reads all of the thread's namespace, by name.</summary>
    internal static SortedDictionary<string, long> Read()
    {
        var counters = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var file in (string[])["snmp", "netstat"])
        {
            // Two lines of a kind: the names, and the numbers.
            foreach (var pair in File.ReadLines("/proc/thread-self/net/" + file).Chunk(2))
            {
                var (names, values) = (Words(pair[0]), Words(pair[1]));
                for (var i = 1; i < names.Length; i++)
                {
                    Add(names[0].TrimEnd(':') + " " + names[i], values[i]);
                }
            }
        }

        foreach (var line in File.ReadLines("/proc/thread-self/net/snmp6"))
        {
            Add(Words(line)[0], Words(line)[1]);
        }

        foreach (var line in File.ReadLines("/proc/thread-self/net/dev").Skip(2))
        {
            var words = Words(line);
            for (var i = 1; i < words.Length; i++)
            {
                Add(string.Create(CultureInfo.InvariantCulture, $"{words[0]} {i}"), words[i]);
            }
        }

        return counters;

        void Add(string name, string value) => counters.Add(name, long.Parse(value, CultureInfo.InvariantCulture));
    }

    /// <summary>What differs between two readings.</summary>
    internal static string[] Changes(SortedDictionary<string, long> before, SortedDictionary<string, long> after)
        => [.. after.Where(pair => before.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => $"{pair.Key}: {before.GetValueOrDefault(pair.Key)} to {pair.Value}")];

    private static string[] Words(string line) => line.Split(' ', '\t').Where(static word => word.Length > 0).ToArray();
}
