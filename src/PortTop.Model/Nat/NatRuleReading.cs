namespace PortTop.Model;

/// <summary>The rules of source NAT, as far as they can be read.</summary>
/// <param name="Rules">The rules in the order in which they stand; null where none could be asked for.</param>
/// <param name="Problem">Why not all of them are known; null where they are.</param>
public sealed record NatRuleReading(IReadOnlyList<NatRule>? Rules, string? Problem);
