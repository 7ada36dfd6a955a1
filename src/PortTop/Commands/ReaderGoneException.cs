namespace PortTop.Commands;

/// <summary>The reader of standard output is gone (head, a closed pipe): there is nobody left to write for.</summary>
internal sealed class ReaderGoneException : Exception
{
    public ReaderGoneException()
        : base("nobody reads standard output any more")
    {
    }

    public ReaderGoneException(string message)
        : base(message)
    {
    }

    public ReaderGoneException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
