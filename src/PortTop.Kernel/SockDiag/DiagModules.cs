using System.Text;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// Which modules of sock_diag the kernel has without being made to load them. A request for a missing one makes the kernel load it
/// (<c>request_module</c> in <c>net/core/sock_diag.c</c>), and looking must not change the machine.
/// </summary>
/// <param name="Tcp"><c>tcp_diag</c>: true when it is loaded or built in, false when it would have to be loaded, null when nothing tells.</param>
/// <param name="Udp"><c>udp_diag</c>, likewise.</param>
public readonly record struct DiagModules(bool? Tcp, bool? Udp)
{
    private static readonly string[] Names = ["tcp_diag", "udp_diag"];

    /// <summary>Looks.</summary>
    /// <param name="procRoot">Usually /proc.</param>
    /// <param name="modulesRoot">Usually /lib/modules.</param>
    public static DiagModules Find(string procRoot, string modulesRoot)
    {
        var isLoaded = Search(Path.Combine(procRoot, "modules"), static (line, name) => line.StartsWith(name + " ", StringComparison.Ordinal));
        var release = ReadLine(Path.Combine(procRoot, "sys/kernel/osrelease"));
        var isThere = Search(
            Path.Combine(modulesRoot, release ?? "unknown", "modules.builtin"),
            static (line, name) => line.EndsWith("/" + name + ".ko", StringComparison.Ordinal));

        // A container without /lib/modules: the kernel's own symbols tell, built in or loaded alike.
        isThere ??= isLoaded is [true, true] ? isLoaded : SearchSymbols(Path.Combine(procRoot, "kallsyms"));
        return new DiagModules(IsPresent(0), IsPresent(1));

        bool? IsPresent(int i) => isLoaded?[i] == true ? true : isThere?[i];
    }

    private static string? ReadLine(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault()?.Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>For each name whether the kernel has its dump function; null when that cannot be read.</summary>
    private static bool[]? SearchSymbols(string path)
    {
        try
        {
            using var file = FileSearch.Open(path);
            return FileSearch.Find(file, [.. Names.Select(static name => Encoding.ASCII.GetBytes($" {name}_dump"))]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>For each name whether a line tells of it; null when the file cannot be read.</summary>
    private static bool[]? Search(string path, Func<string, string, bool> tells)
    {
        var found = new bool[Names.Length];
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                for (var i = 0; i < Names.Length; i++)
                {
                    found[i] |= tells(line, Names[i]);
                }

                if (!found.Contains(false))
                {
                    break;
                }
            }

            return found;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
