namespace PortTop.Model;

/// <summary>Something that can be done about a pool. PortTop does none of it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Title">What, in a few words.</param>
/// <param name="Risk">What may come of it that nobody wants.</param>
public sealed record Remedy(RemedyKind Kind, string Title, string Risk)
{
    /// <summary>What to copy, a line each.</summary>
    public IReadOnlyList<RemedyStep> Steps { get; init; } = [];

    /// <summary>How it is undone: a command for each line where the steps are commands, otherwise a word or two.</summary>
    public required string Undo { get; init; }

    /// <summary>The undoing is a command, or several.</summary>
    public bool IsUndoCommand { get; init; }

    /// <summary>What the pool would do then.</summary>
    public PoolProspect Then { get; init; }

    /// <summary>What is said of that in other words than a prospect's; null for those.</summary>
    public string? ThenText { get; init; }

    /// <summary>It buys time: the pool fills all the same, or some attempts still fail.</summary>
    public bool IsRespite => Then.Kind is ProspectKind.FullIn or ProspectKind.Fails;

    /// <summary>What the pool would do then, in words: "settles at 4 %".</summary>
    public string Outcome => ThenText ?? Say.Prospect(Then);
}
