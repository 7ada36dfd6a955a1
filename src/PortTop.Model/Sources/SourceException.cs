namespace PortTop.Model;

/// <summary>A source could not be read. The message names the place and, where one is known, the remedy.</summary>
public sealed class SourceException : Exception
{
    /// <summary>A failure without a message; the two others say more.</summary>
    public SourceException()
    {
    }

    /// <summary>A failure in words.</summary>
    public SourceException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in words, with its cause.</summary>
    public SourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
