namespace PortTop.Tui.Device;

/// <summary>Tells the colours of a terminal from its environment.</summary>
public static class ColorDepths
{
    /// <summary>The depth that TERM and COLORTERM promise; NO_COLOR, when not empty, means none (no-color.org).</summary>
    /// <param name="variable">Reads an environment variable, null when it is not set.</param>
    public static ColorDepth Detect(Func<string, string?> variable)
    {
        if (!string.IsNullOrEmpty(variable("NO_COLOR")))
        {
            return ColorDepth.None;
        }

        var terminal = variable("TERM") ?? string.Empty;
        if (variable("COLORTERM") is "truecolor" or "24bit" || terminal.EndsWith("-direct", StringComparison.Ordinal))
        {
            return ColorDepth.True;
        }

        if (terminal.Contains("256color", StringComparison.Ordinal))
        {
            return ColorDepth.Indexed;
        }

        return terminal is "" or "dumb" || terminal.StartsWith("vt", StringComparison.Ordinal) || terminal.EndsWith("-mono", StringComparison.Ordinal)
            ? ColorDepth.None
            : ColorDepth.Sixteen;
    }
}
