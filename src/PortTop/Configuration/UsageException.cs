namespace PortTop.Configuration;

/// <summary>The command line asks for something that cannot be. The message names it and the remedy; the program ends with 2.</summary>
internal sealed class UsageException : Exception
{
    public UsageException()
    {
    }

    public UsageException(string message)
        : base(message)
    {
    }

    public UsageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
