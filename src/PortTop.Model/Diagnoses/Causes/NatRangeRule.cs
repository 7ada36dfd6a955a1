namespace PortTop.Model;

/// <summary>The rule of a NAT pool names few ports, and with all of them there would be no trouble.</summary>
internal sealed class NatRangeRule : ICauseRule
{
    private const double Narrow = .75;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
        => !facts.IsTroubled || facts.Pool.Nat is not { Rule: { Ports: { } ports } rule } || ports.Size >= Narrow * NatRange.Usual.Size ? null
            : new Cause(
                CauseKind.NatRange,
                .97,
                $"a rule of source NAT gives {Say.Ports(ports.Size)}: {ports.Low}-{ports.High}",
                [$"{Say.Count(facts.Ledger.Used)} are used towards this destination; without ports named it gives {Say.Count(NatRange.Usual.Size)}", $"{rule.Place}: {NatRuleText.Describe(rule)}"]);
}
