namespace PortTop.Model;

/// <summary>Something that can be done about a pool. PortTop does none of it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Title">What, in a few words.</param>
/// <param name="Risk">What may come of it that nobody wants.</param>
public sealed record Remedy(RemedyKind Kind, string Title, string Risk)
{
    /// <summary>The commands to copy, or what to write into a program; a line each.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    /// <summary>The commands only look: what has to change is a program or its settings.</summary>
    public bool IsLookOnly { get; init; }

    /// <summary>How it is done beside the commands; null where they say all.</summary>
    public string? How { get; init; }

    /// <summary>How it is undone.</summary>
    public required string Undo { get; init; }

    /// <summary>The undoing is told in a word beside the risk, and is no command.</summary>
    public bool IsUndoShort { get; init; }

    /// <summary>What the pool would do then.</summary>
    public PoolProspect Then { get; init; }

    /// <summary>What is said of that in other words than a prospect's; null for those.</summary>
    public string? ThenText { get; init; }

    /// <summary>What the pool would do then, in words: "settles at 4 %".</summary>
    public string Outcome => ThenText ?? Say.Prospect(Then);
}
