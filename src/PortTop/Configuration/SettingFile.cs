namespace PortTop.Configuration;

/// <summary>A file of settings that was looked for.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Outcome">"read", "not there", or why it cannot be read.</param>
internal sealed record SettingFile(string Path, string Outcome);
