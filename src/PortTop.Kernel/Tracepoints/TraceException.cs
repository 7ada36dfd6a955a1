namespace PortTop.Kernel.Tracepoints;

/// <summary>A tracepoint cannot be watched. The message is one line with the reason and the remedy.</summary>
public sealed class TraceException : Exception
{
    /// <summary>A failure without a message; the two others say more.</summary>
    public TraceException()
    {
    }

    /// <summary>A failure in words.</summary>
    public TraceException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with its cause.</summary>
    public TraceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
