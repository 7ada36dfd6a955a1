using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.App;

/// <summary>What the terminal can show, by settings and environment.</summary>
internal static class TerminalTraits
{
    /// <summary>What cannot move a cursor by ECMA-48, or shows nothing but lines.</summary>
    private static readonly string[] LineTerminals = ["dumb", "unknown", "network", "emacs", "vt52"];

    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    /// <summary>
    /// Says why a screen would come out as garbage; null where it would not. A name that nobody knows counts as a terminal like xterm:
    /// nearly all are. A variant goes by what stands before its hyphen (term(7)), such as Emacs's dumb-emacs-ansi.
    /// </summary>
    internal static string? WhyNoScreen(Func<string, string?> variable)
    {
        var terminal = variable("TERM") ?? string.Empty;
        return terminal.Length == 0 ? "TERM is not set, so nothing says how to draw on this terminal"
            : LineTerminals.Contains(terminal.Split('-')[0]) ? $"this terminal (TERM={terminal}) cannot draw a screen"
            : null;
    }

    /// <summary>
    /// False where an operating system command (OSC, ECMA-48 8.3.89) would be printed: on a vt100 and the like, which end one at its first
    /// letter, and on the console of Linux, which before 4.20 took none with a number (<c>ESnonstd</c> in drivers/tty/vt/vt.c).
    /// </summary>
    internal static bool TakesCommands(Func<string, string?> variable)
        => !IsOld(variable) && variable("TERM") is { } terminal && !terminal.StartsWith("linux", StringComparison.Ordinal);

    private static bool IsOld(Func<string, string?> variable) => variable("TERM") is { } terminal && terminal.StartsWith("vt", StringComparison.Ordinal);

    /// <summary>How many colours to use.</summary>
    internal static ColorDepth Depth(Settings settings, Func<string, string?> variable) => settings.Color switch
    {
        "none" => ColorDepth.None,
        "16" => ColorDepth.Sixteen,
        "256" => ColorDepth.Indexed,
        "true" => ColorDepth.True,
        _ => ColorDepths.Detect(variable),
    };

    /// <summary>
    /// Which characters to use. A locale without UTF-8 and the oldest terminals get ASCII (locale(7): LC_ALL, LC_CTYPE, LANG, the first
    /// that is set).
    /// </summary>
    internal static Glyphs Glyphs(Settings settings, Func<string, string?> variable)
    {
        if (settings.Glyphs != "auto")
        {
            return settings.Glyphs == "ascii" ? Tui.Themes.Glyphs.Ascii : Tui.Themes.Glyphs.Unicode;
        }

        var locale = LocaleVariables.Select(variable).FirstOrDefault(static value => !string.IsNullOrEmpty(value)) ?? string.Empty;
        var isUtf8 = locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
        return isUtf8 && !IsOld(variable) ? Tui.Themes.Glyphs.Unicode : Tui.Themes.Glyphs.Ascii;
    }
}
