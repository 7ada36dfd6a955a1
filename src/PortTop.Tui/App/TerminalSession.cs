using PortTop.Tui.Device;

namespace PortTop.Tui.App;

/// <summary>
/// The terminal, taken for a screen, guarded, and with a first word on it. It needs neither settings nor themes nor views: they are read
/// behind it, and who waits sees within a tenth of a second that something is on its way.
/// </summary>
internal sealed class TerminalSession : IDisposable
{
    private TerminalSession(TerminalDevice device)
    {
        Device = device;
        Guard = new TerminalGuard(device);
    }

    /// <summary>The terminal.</summary>
    internal TerminalDevice Device { get; }

    /// <summary>What gives it back, whatever happens.</summary>
    internal TerminalGuard Guard { get; }

    /// <summary>ASCII, in the terminal's own colours: what it can show is not known yet.</summary>
    private static ReadOnlySpan<byte> FirstFrame => " porttop  reading"u8;

    /// <summary>Takes the terminal.</summary>
    /// <param name="variable">The environment.</param>
    /// <param name="lines">The words of the command line for lines instead of a screen: -b.</param>
    /// <exception cref="TerminalException">There is no terminal to draw on, or it cannot show a screen.</exception>
    internal static TerminalSession Take(Func<string, string?> variable, string lines)
    {
        if (!TerminalDevice.IsOutputTerminal)
        {
            throw new TerminalException($"standard output is no terminal; \"porttop {lines}\" writes lines instead");
        }

        if (TerminalTraits.WhyNoScreen(variable) is { } reason)
        {
            throw new TerminalException($"{reason}; \"porttop {lines}\" writes lines instead");
        }

        var terminal = new TerminalSession(TerminalDevice.Open());
        terminal.Device.Enter();
        terminal.Device.Write(FirstFrame);
        QuietStart.Warm();
        return terminal;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Device.Dispose();
        Guard.Dispose();
    }
}
