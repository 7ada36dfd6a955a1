using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Configuration;

/// <summary>Finds and reads themes: a name among the person's, the machine's and the packaged ones, or a path.</summary>
internal static class ThemeLoader
{
    private const string DefaultName = "default";

    /// <summary>
    /// The styles of all roles, in the order of the palette. What a theme gets wrong is named with its line and taken from the
    /// default theme; a theme that cannot be found is the default theme.
    /// </summary>
    internal static IReadOnlyList<Style> Load(string theme, ConfigurationPaths paths, ICollection<string> problems)
    {
        var styles = Read(Packaged.Read($"themes/{DefaultName}.json"), DefaultName, [], problems);
        if (theme == DefaultName && FindFile(theme, paths) is null)
        {
            return [.. Roles.Names.Select(role => styles[role])];
        }

        if (TryFind(theme, paths, problems) is var (content, name))
        {
            styles = Read(content, name, styles, problems);
        }

        return [.. Roles.Names.Select(role => styles[role])];
    }

    /// <summary>True when a theme of that name or path is there.</summary>
    internal static bool Exists(string theme, ConfigurationPaths paths)
        => FindFile(theme, paths) is not null || Packaged.Names("themes").Contains(theme);

    /// <summary>"there is no theme …" with the names that there are.</summary>
    internal static string Missing(string theme)
        => $"there is no theme \"{Model.MachineText.Clean(theme)}\"; there are {string.Join(", ", Packaged.Names("themes"))}, or give the path of a file";

    /// <summary>Where a theme is read from: a file, or the program itself.</summary>
    internal static string Place(string theme, ConfigurationPaths paths)
        => FindFile(theme, paths) ?? (Packaged.Names("themes").Contains(theme) ? "in the program" : "not there, the default theme is used");

    private static string? FindFile(string theme, ConfigurationPaths paths)
    {
        if (theme.Contains('/', StringComparison.Ordinal) || theme.EndsWith(".json", StringComparison.Ordinal))
        {
            return File.Exists(theme) ? theme : null;
        }

        return paths.Folders.Reverse().Select(folder => Path.Combine(folder, "themes", theme + ".json")).FirstOrDefault(File.Exists);
    }

    private static (byte[] Content, string Name)? TryFind(string theme, ConfigurationPaths paths, ICollection<string> problems)
    {
        if (FindFile(theme, paths) is { } path)
        {
            try
            {
                return (File.ReadAllBytes(path), path);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{path}: cannot be read: {problem.Message}; the default theme is used");
                return null;
            }
        }

        if (Packaged.TryRead($"themes/{theme}.json") is { } packaged)
        {
            return (packaged, theme);
        }

        problems.Add(Missing(theme) + "; the default theme is used");
        return null;
    }

    /// <summary>Reads role after role over <paramref name="fallback"/>.</summary>
    private static Dictionary<string, Style> Read(byte[] content, string name, Dictionary<string, Style> fallback, ICollection<string> problems)
    {
        var styles = new Dictionary<string, Style>(fallback);
        foreach (var entry in FlatJson.Read(content, name, problems))
        {
            if (entry.Key == CheckedJsonSource.SchemaKey)
            {
                continue;
            }

            if (!Roles.Names.Contains(entry.Key))
            {
                var nearest = Model.SettingDefinition.Nearest(entry.Key, Roles.Names);
                problems.Add($"{name}:{entry.Line}: there is no role \"{Model.MachineText.Clean(entry.Key)}\"; "
                    + (nearest is null ? "known are " + string.Join(", ", Roles.Names) : $"did you mean \"{nearest}\"?"));
            }
            else if (!Style.TryParse(entry.Value ?? "{...}", out var style, out var problem))
            {
                problems.Add($"{name}:{entry.Line}: {entry.Key}: {Model.MachineText.Clean(problem)}");
            }
            else
            {
                styles[entry.Key] = style;
            }
        }

        return styles;
    }
}
