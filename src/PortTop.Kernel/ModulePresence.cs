using System.Text;

namespace PortTop.Kernel;

/// <summary>
/// Whether the kernel has modules without being made to load them: a request for what a missing one would serve makes the kernel load it,
/// and looking must not change the machine.
/// </summary>
internal static class ModulePresence
{
    /// <summary>
    /// For each module true when it is loaded or built in, false when it would have to be loaded, null when nothing tells.
    /// </summary>
    /// <param name="procRoot">Usually /proc.</param>
    /// <param name="modulesRoot">Usually /lib/modules.</param>
    /// <param name="modules">Each with a function that the kernel has when it has the module.</param>
    internal static bool?[] Find(string procRoot, string modulesRoot, params (string Name, string Function)[] modules)
    {
        string[] names = [.. modules.Select(static module => module.Name)];
        var isLoaded = Search(Path.Combine(procRoot, "modules"), names, static (line, name) => line.StartsWith(name + " ", StringComparison.Ordinal));
        var release = ReadLine(Path.Combine(procRoot, "sys/kernel/osrelease"));
        var isThere = Search(
            Path.Combine(modulesRoot, release ?? "unknown", "modules.builtin"), names, static (line, name) => line.EndsWith("/" + name + ".ko", StringComparison.Ordinal));

        // A container without /lib/modules: the kernel's own symbols tell, built in or loaded alike.
        isThere ??= isLoaded?.Contains(false) == false ? isLoaded : SearchSymbols(Path.Combine(procRoot, "kallsyms"), modules);
        return [.. Enumerable.Range(0, modules.Length).Select(i => isLoaded?[i] == true ? true : isThere?[i])];
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

    /// <summary>For each module whether the kernel has its function; null when that cannot be read.</summary>
    private static bool[]? SearchSymbols(string path, (string Name, string Function)[] modules)
    {
        try
        {
            using var file = FileSearch.Open(path);
            return FileSearch.Find(file, [.. modules.Select(static module => Encoding.ASCII.GetBytes(" " + module.Function))]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>For each name whether a line tells of it; null when the file cannot be read.</summary>
    private static bool[]? Search(string path, string[] names, Func<string, string, bool> tells)
    {
        var found = new bool[names.Length];
        try
        {
            foreach (var line in File.ReadLines(path))
            {
                for (var i = 0; i < names.Length; i++)
                {
                    found[i] |= tells(line, names[i]);
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
