using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>The settings in force, and what was wrong with those that are not.</summary>
/// <param name="Settings">The settings in force.</param>
/// <param name="Problems">What was wrong, each with its place and remedy.</param>
internal sealed record LoadedSettings(Settings Settings, IReadOnlyList<string> Problems);
