namespace PortTop.Model;

/// <summary>
/// How far the NAT before a destination is used up by this machine. All pools towards the destination share it, whatever their local
/// address.
/// </summary>
/// <param name="Budget">What the NAT lets through.</param>
/// <param name="Used">How many of its ports this machine uses towards the destination, by the sockets that are seen.</param>
public sealed record PoolUpstream(UpstreamBudget Budget, int Used)
{
    /// <summary>From this share on little more is enough to fill it.</summary>
    public const double AtRiskRatio = .85;

    /// <summary>Below this share what is asked for in a few seconds says too little of what will be.</summary>
    internal const double HalfFull = .5;

    /// <summary>How many connections the destination can have.</summary>
    public int Limit => Budget.Limit;

    /// <summary>Used over limit; more than 1 where the NAT lets through more than was said.</summary>
    public double Ratio => Limit <= 0 ? 1 : (double)Used / Limit;

    /// <summary>What the pool asks for fills it nearly, or more than that, while half of it is used already.</summary>
    public bool IsFilling { get; init; }

    /// <summary>Nearly used up by this machine alone, or filling.</summary>
    public bool IsAtRisk => Ratio >= AtRiskRatio || IsFilling;

    /// <summary>A larger share of it is used than of the pool's own ports, of which some are left.</summary>
    internal bool IsNearerThan(PoolSample pool) => Ratio > pool.Ledger.UsedRatio && pool.Status.Condition < PoolCondition.Failed;
}
