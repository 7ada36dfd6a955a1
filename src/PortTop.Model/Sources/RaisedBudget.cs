namespace PortTop.Model;

/// <summary>More of a core may be used than usual, and polls come faster for it.</summary>
/// <param name="Share">The share of one core, 0 to 1.</param>
/// <param name="Reason">Why.</param>
public readonly record struct RaisedBudget(double Share, BudgetReason Reason);
