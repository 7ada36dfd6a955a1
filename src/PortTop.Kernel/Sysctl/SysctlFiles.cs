using System.IO.Enumeration;

namespace PortTop.Kernel.Sysctl;

/// <summary>
/// The files that set sysctls at boot, in the order of sysctl.d(5): by name over all folders, the earlier folder first among equals.
/// </summary>
/// <param name="root">Usually /.</param>
public sealed class SysctlFiles(string root)
{
    private static readonly string[] Folders = ["etc/sysctl.d", "run/sysctl.d", "usr/local/lib/sysctl.d", "usr/lib/sysctl.d", "lib/sysctl.d"];

    /// <summary>
    /// What the files set of <paramref name="names"/>, each with its file and line; the last one wins. A file that cannot be read is passed
    /// over.
    /// </summary>
    public IReadOnlyDictionary<string, (string? Value, string? Place)> Read(IEnumerable<string> names)
    {
        var wanted = names.ToArray();
        var found = new Dictionary<string, (string?, string?)>();
        foreach (var file in Find())
        {
            foreach (var (key, value, line) in Parse(file))
            {
                foreach (var name in wanted.Where(name => FileSystemName.MatchesSimpleExpression(key, name, ignoreCase: false)))
                {
                    found[name] = (value, $"{file}:{line}");
                }
            }
        }

        return found;
    }

    private IEnumerable<string> Find()
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in Folders)
        {
            foreach (var file in List(Path.Combine(root, folder)))
            {
                _ = files.TryAdd(Path.GetFileName(file), file);
            }
        }

        // sysctl(8) reads this one last; systemd-sysctl, where it runs, only by a link in sysctl.d.
        return Directory.Exists(Path.Combine(root, "run/systemd/system")) ? files.Values : files.Values.Append(Path.Combine(root, "etc/sysctl.conf"));
    }

    private static string[] List(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*.conf");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<(string Key, string Value, int Line)> Parse(string file)
    {
        var assignments = new List<(string, string, int)>();
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                var text = line.TrimStart();
                if (equals > 0 && text[0] is not ('#' or ';'))
                {
                    // A dash before the name: errors do not matter.
                    assignments.Add((Dotted(line[..equals].Trim().TrimStart('-')), line[(equals + 1)..].Trim(), number));
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return assignments;
        }

        return assignments;
    }

    /// <summary>A name whose first separator is a slash uses slashes throughout.</summary>
    private static string Dotted(string key)
        => key.IndexOfAny(['/', '.']) is >= 0 and var first && key[first] == '/' ? key.Replace('/', '.') : key;
}
