namespace PortTop.Model;

/// <summary>What is told of a NAT pool beside its ledger.</summary>
/// <param name="Range">The ports that it is given.</param>
/// <param name="Rule">The first rule that it may be of; null where none is known, and the range is that of a rule without ports.</param>
public sealed record NatUse(PortRange Range, NatRule? Rule)
{
    /// <summary>
    /// The share of searches for a port that find none, 0 to 1: <see cref="NatSearch"/>. Flows that keep their own port, because it is
    /// free, do not search.
    /// </summary>
    public double SearchFailure { get; init; }

    /// <summary>Who is behind, most flows first; the first ones.</summary>
    public IReadOnlyList<NatClient> Clients { get; init; } = [];

    /// <summary>How many original sources there are.</summary>
    public int ClientCount { get; init; }

    /// <summary>The bridge of containers that all of them are on; null where they are not on one.</summary>
    public string? Bridge { get; init; }

    /// <summary>Ports that flows use which no rule translated: the same four-tuple cannot be had twice.</summary>
    public int Untranslated { get; init; }

    /// <summary>So many clients are kept.</summary>
    public const int MostClients = 20;

    /// <summary>From this share of searches on the pool counts as full, though some find a port.</summary>
    public const double FullFailure = .5;

    /// <summary>The share of used ports from which on it is at risk.</summary>
    public const double AtRiskRatio = .85;

    /// <summary>The range is so small that every free port is found.</summary>
    public bool IsExact => Range.Size <= NatSearch.ExactUpTo;
}
