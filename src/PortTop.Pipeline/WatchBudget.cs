namespace PortTop.Pipeline;

/// <summary>How much of one core watching may use.</summary>
/// <param name="Share">The share, 0 to 1.</param>
/// <param name="InTrouble">The share while somebody sits before a pool in trouble, 0 to 1; never less than the usual one.</param>
public readonly record struct WatchBudget(double Share, double InTrouble)
{
    /// <summary>A budget that trouble does not raise: nobody sits before a report.</summary>
    public static WatchBudget Of(double share) => new(share, share);
}
