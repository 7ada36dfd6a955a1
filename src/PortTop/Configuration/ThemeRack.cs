using PortTop.Model;
using PortTop.Tui.Device;

namespace PortTop.Configuration;

/// <summary>The themes that there are, and the looks of each on this terminal.</summary>
/// <param name="paths">Where themes are looked for beside the packaged ones.</param>
/// <param name="depth">How many colours the terminal has.</param>
internal sealed class ThemeRack(ConfigurationPaths paths, ColorDepth depth)
{
    /// <summary>
    /// The names: those of the packaged themes and of the machine's and the person's own, in the order of the alphabet, and the one in
    /// force before them where it is none of these but the path of a file.
    /// </summary>
    internal IReadOnlyList<string> Names(string current)
    {
        var names = new SortedSet<string>(Packaged.Names("themes"), StringComparer.Ordinal);
        foreach (var folder in paths.Folders)
        {
            names.UnionWith(FilesIn(Path.Combine(folder, "themes")));
        }

        return names.Contains(current) ? [.. names] : [current, .. names];
    }

    /// <summary>
    /// The looks of a theme. What is wrong with it is added to <paramref name="problems"/>, and taken from the default theme.
    /// </summary>
    internal Palette Load(string name, ICollection<string> problems) => new(ThemeLoader.Load(name, paths, problems), depth);

    /// <summary>
    /// A folder that is not there, or not for everybody, has none. A name that is not printable cannot be told to anybody.
    /// </summary>
    private static string[] FilesIn(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Where(static name => MachineText.Clean(name) == name)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
