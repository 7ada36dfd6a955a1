namespace PortTop.Configuration;

/// <summary>A setting in force and where it comes from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">
/// Its value as text; of those that hold several one of them, or all, as <see cref="Model.SettingDefinition.Items"/> reads them.
/// </param>
/// <param name="Place">A file and a line, a variable, an option, or <see cref="Default"/>.</param>
internal sealed record SettingOrigin(string Name, string Value, string Place)
{
    /// <summary>The place of what nobody has changed.</summary>
    internal const string Default = "default";
}
