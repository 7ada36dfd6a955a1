using PortTop.Model;
using PortTop.Terminal;
using PortTop.Views;

namespace PortTop.Live;

/// <summary>What the terminal can show, by settings and environment.</summary>
internal static class TerminalTraits
{
    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>How many colours to use.</summary>
    internal static ColorDepth Depth(Settings settings, Func<string, string?> variable) => settings.Color switch
    {
        "none" => ColorDepth.None,
        "16" => ColorDepth.Sixteen,
        "256" => ColorDepth.Indexed,
        "true" => ColorDepth.True,
        _ => ColorDepths.Detect(variable),
    };

    /// <summary>Which characters to use. A locale without UTF-8 and the oldest terminals get ASCII (locale(7): LC_ALL, LC_CTYPE, LANG, the first that is set).</summary>
    internal static Glyphs Glyphs(Settings settings, Func<string, string?> variable)
    {
        if (settings.Glyphs != "auto")
        {
            return settings.Glyphs == "ascii" ? Views.Glyphs.Ascii : Views.Glyphs.Unicode;
        }

        var locale = LocaleVariables.Select(variable).FirstOrDefault(static value => !string.IsNullOrEmpty(value)) ?? string.Empty;
        var isUtf8 = locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
        var isOld = variable("TERM") is { } terminal && terminal.StartsWith("vt", StringComparison.Ordinal);
        return isUtf8 && !isOld ? Views.Glyphs.Unicode : Views.Glyphs.Ascii;
    }
}
