using PortTop.Model;

namespace PortTop.Configuration;

/// <summary>The strongest layer of settings: what options say.</summary>
/// <param name="options">The settings by their names, checked already.</param>
internal sealed class OptionLayer(IReadOnlyDictionary<string, string?> options) : SettingLayer
{
    /// <inheritdoc/>
    public override void Load()
    {
        foreach (var (name, value) in options)
        {
            var place = OptionOf(name);
            if (SettingDefinition.Find(name) is { IsMany: true } many)
            {
                Put(many, [.. SettingDefinition.Items(value ?? string.Empty).Select(item => new SettingOrigin(name, item, place))], place);
            }
            else
            {
                Put(name, value, place);
            }
        }
    }

    /// <summary>The option that gives a setting; most are called alike.</summary>
    internal static string OptionOf(string setting) => setting switch
    {
        "failures" => "--watch-syscalls",
        "logs" => "--log",
        "glyphs" => "--ascii",
        "color" => "--no-color",
        _ => "--" + setting,
    };
}
