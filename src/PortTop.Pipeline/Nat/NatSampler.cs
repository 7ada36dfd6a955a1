using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes samples of NAT pools out of what was counted of them.</summary>
/// <param name="rules">Finds their ranges.</param>
/// <param name="networkNamespace">The namespace.</param>
internal sealed class NatSampler(NatRuleBook rules, uint networkNamespace)
{
    /// <summary>The sample; how it stands is for <see cref="NatWatch"/> to say.</summary>
    internal PoolSample Sample(NatGroup group)
    {
        var key = group.Key.ToPool(networkNamespace);
        var (range, rule, isCertain) = rules.Find(group, key);
        var states = default(StateCounts);
        var used = 0;
        for (var i = 0; i < group.Ports.Length; i++)
        {
            if (range.Contains(group.Ports[i]))
            {
                used++;
                states.Add(group.States[i]);
            }
        }

        var ledger = new PoolLedger(range.Size, 0, 0, 0, used);
        return new PoolSample
        {
            Key = key,
            Ledger = ledger with { FreeLower = isCertain ? ledger.Free : null },
            States = states,
            Status = default,
            Nat = new NatUse(range, rule)
            {
                SearchFailure = NatSearch.Failure(range, group.Ports),
                Clients = group.Clients,
                ClientCount = group.ClientCount,
                Bridge = rules.BridgeOf(group.Clients),
                Untranslated = Math.Max(0, used - NatGroup.CountIn(group.Translated, range)),
            },
        };
    }
}
