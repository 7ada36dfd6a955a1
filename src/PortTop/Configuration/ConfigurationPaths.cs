namespace PortTop.Configuration;

/// <summary>Where settings and themes are looked for, by the XDG base directory specification.</summary>
/// <param name="System">The machine's folder, usually /etc/porttop.</param>
/// <param name="User">The person's folder, usually ~/.config/porttop; null where there is no home.</param>
internal sealed record ConfigurationPaths(string System, string? User)
{
    /// <summary>The folders that the environment names.</summary>
    internal static ConfigurationPaths From(Func<string, string?> variable)
    {
        var home = variable("HOME");
        var configuration = variable("XDG_CONFIG_HOME");

        // The specification: a relative path is invalid and is to be ignored.
        if (string.IsNullOrEmpty(configuration) || !Path.IsPathRooted(configuration))
        {
            configuration = string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".config");
        }

        return new ConfigurationPaths("/etc/porttop", configuration is null ? null : Path.Combine(configuration, "porttop"));
    }

    /// <summary>The folders from the weakest to the strongest.</summary>
    internal IEnumerable<string> Folders => User is null ? [System] : [System, User];
}
