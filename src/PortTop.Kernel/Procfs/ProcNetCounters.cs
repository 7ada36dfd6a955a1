using System.Globalization;
using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Kernel.Procfs;

/// <summary>
/// Reads <see cref="KernelCounter.All"/> out of <c>/proc/net/netstat</c>, <c>snmp</c>, <c>sockstat</c>, <c>stat/nf_conntrack</c>,
/// <c>/proc/sys/fs/file-nr</c> and <c>/proc/sys/net/netfilter/nf_conntrack_count</c>.
/// </summary>
/// <param name="procRoot">Usually /proc.</param>
/// <param name="entrance">The way into the namespace that is counted.</param>
internal sealed class ProcNetCounters(string procRoot, INamespaceEntrance entrance)
{
    private const string FileCount = "file-nr";
    private const string TrackedCount = "nf_conntrack_count";
    private const string TrackedStatistics = "nf_conntrack";

    /// <summary>The values in the order of the catalogue; null for what this kernel does not have.</summary>
    internal IReadOnlyList<long?> Read()
    {
        var found = new Dictionary<(string File, string Section, string Field), long>();
        AddPairs(found, "netstat");
        AddPairs(found, "snmp");
        AddNames(found, "sockstat");
        AddColumns(found, TrackedStatistics);
        AddNumbers(found, FileCount, Path.Combine(procRoot, "sys/fs", FileCount));
        AddNumbers(found, TrackedCount, Path.Combine(procRoot, "sys/net/netfilter", TrackedCount));
        return [.. KernelCounter.All.Select(counter => found.TryGetValue((counter.File, counter.Section, counter.Field), out var value) ? value : (long?)null)];
    }

    /// <summary>Two lines a section: "TcpExt: name name", "TcpExt: 1 2".</summary>
    private void AddPairs(Dictionary<(string File, string Section, string Field), long> found, string file)
    {
        var lines = Lines(Path.Combine(entrance.Net, file));
        for (var i = 0; i + 1 < lines.Length; i += 2)
        {
            var (names, values) = (lines[i].Split(' '), lines[i + 1].Split(' '));
            for (var k = 1; k < Math.Min(names.Length, values.Length) && names[0] == values[0]; k++)
            {
                Add(found, (file, names[0].TrimEnd(':'), names[k]), values[k]);
            }
        }
    }

    /// <summary>One line a section: "TCP: inuse 1 orphan 0".</summary>
    private void AddNames(Dictionary<(string File, string Section, string Field), long> found, string file)
    {
        foreach (var line in Lines(Path.Combine(entrance.Net, file)))
        {
            var words = line.Split(' ');
            for (var i = 1; i + 1 < words.Length; i += 2)
            {
                Add(found, (file, words[0].TrimEnd(':'), words[i]), words[i + 1]);
            }
        }
    }

    /// <summary>
    /// A heading, and below it a line a processor, in hexadecimal (<c>ct_cpu_seq_show</c> in
    /// <c>net/netfilter/nf_conntrack_standalone.c</c>): summed.
    /// </summary>
    private void AddColumns(Dictionary<(string File, string Section, string Field), long> found, string file)
    {
        var lines = Lines(Path.Combine(entrance.Net, "stat", file));
        var names = lines.FirstOrDefault(string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines.Skip(1))
        {
            var values = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < Math.Min(names.Length, values.Length); i++)
            {
                if (long.TryParse(values[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                {
                    found[(file, string.Empty, names[i])] = found.GetValueOrDefault((file, string.Empty, names[i])) + value;
                }
            }
        }
    }

    /// <summary>Numbers alone, by their place.</summary>
    private void AddNumbers(Dictionary<(string File, string Section, string Field), long> found, string file, string path)
    {
        var words = Lines(path).FirstOrDefault(string.Empty).Split('\t');
        for (var i = 0; i < words.Length; i++)
        {
            Add(found, (file, string.Empty, i.ToString(CultureInfo.InvariantCulture)), words[i]);
        }
    }

    private static void Add(Dictionary<(string File, string Section, string Field), long> found, (string File, string Section, string Field) key, string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            found[key] = value;
        }
    }

    private string[] Lines(string path)
    {
        try
        {
            using var text = new StreamReader(entrance.Open(path));
            return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
