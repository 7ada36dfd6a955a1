namespace PortTop.Model;

/// <summary>Something that matters and is not seen. Green because it cannot see is the worst that a monitor can be.</summary>
/// <param name="What">What it is, in a word or two.</param>
/// <param name="Why">Why it is not seen, and what would show it where something can.</param>
public sealed record Unseen(string What, string Why)
{
    /// <summary>The word for failing system calls that are not seen.</summary>
    public const string SystemCalls = "system calls";

    /// <summary>The word for connections whose ports bind() took.</summary>
    public const string BoundFirst = "bound first";

    /// <summary>The word for network namespaces that are not seen.</summary>
    public const string Namespaces = "namespaces";

    /// <inheritdoc/>
    public override string ToString() => $"{What}: {Why}";
}
