using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>The settings in force, and what was wrong with those that are not.</summary>
/// <param name="Settings">The settings in force.</param>
/// <param name="Problems">What was wrong, each with its place and remedy.</param>
internal sealed record LoadedSettings(Settings Settings, IReadOnlyList<string> Problems)
{
    /// <summary>
    /// Every setting with where it comes from, in the order of <see cref="SettingDefinition.All"/>; of aliases each by itself.
    /// </summary>
    internal IReadOnlyList<SettingOrigin> Origins { get; init; } = [];

    /// <summary>The files that were looked for, the weakest first.</summary>
    internal IReadOnlyList<SettingFile> Files { get; init; } = [];
}
