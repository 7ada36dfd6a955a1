using System.Globalization;

namespace PortTop.Kernel;

/// <summary>Which network namespaces are wanted: all, one's own, that of a process, or that of a name.</summary>
/// <param name="Kind">Which sort of wish.</param>
/// <param name="Name">The name that <c>ip netns</c>, a pod or a container goes by; empty for the other sorts.</param>
/// <param name="Process">The id of the process; 0 for the other sorts.</param>
public sealed record NamespaceChoice(NamespaceChoiceKind Kind, string Name = "", int Process = 0)
{
    /// <summary>The word for the one that this program runs in.</summary>
    public const string OwnWord = "own";

    /// <summary>The other word that is no name.</summary>
    public const string AllWord = "all";

    /// <summary>All that are found.</summary>
    public static NamespaceChoice All { get; } = new(NamespaceChoiceKind.All);

    /// <summary>Reads all, own, the id of a process, or a name.</summary>
    public static NamespaceChoice Parse(string text) => text switch
    {
        AllWord => All,
        OwnWord => new NamespaceChoice(NamespaceChoiceKind.Own),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var process) => new NamespaceChoice(NamespaceChoiceKind.Process, Process: process),
        _ => new NamespaceChoice(NamespaceChoiceKind.Named, text),
    };

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        NamespaceChoiceKind.Process => string.Create(CultureInfo.InvariantCulture, $"process {Process}"),
        NamespaceChoiceKind.Named => $"\"{Name}\"",
        NamespaceChoiceKind.Own => OwnWord,
        _ => AllWord,
    };
}
