namespace PortTop.Tui.Device;

/// <summary>There is no terminal to draw on. The message says why and what serves instead.</summary>
public sealed class TerminalException : Exception
{
    /// <summary>A failure without a message; the two others say more.</summary>
    public TerminalException()
    {
    }

    /// <summary>A failure in words.</summary>
    public TerminalException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with its cause.</summary>
    public TerminalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
