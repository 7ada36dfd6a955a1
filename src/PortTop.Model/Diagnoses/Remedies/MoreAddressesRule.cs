namespace PortTop.Model;

/// <summary>
/// Each further source address, and each further address or port of the server, has all the ports again. connect() tries none by itself.
/// </summary>
internal sealed class MoreAddressesRule : IRemedyRule
{
    /// <summary>An address that is nearly used up too takes nothing over.</summary>
    private const double LeastFree = .5;

    private static readonly CauseKind[] Against =
    [
        CauseKind.ShortConnections, CauseKind.GrowingConnections, CauseKind.ManyConnections, CauseKind.OneAddress, CauseKind.BindBeforeConnect, CauseKind.PeerKeepsOpen,
    ];

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        var key = facts.Pool.Key;
        if (!Against.Any(causes.Contains) || key.Protocol == Protocol.Udp)
        {
            return null;
        }

        const string Setting = "IP_BIND_ADDRESS_NO_PORT, bind()   (nginx: proxy_bind, haproxy: source)";
        var others = facts.Siblings.Where(sibling => sibling.Free >= LeastFree * facts.Ledger.Capacity).ToArray();
        if (others.Length > 0)
        {
            return new Remedy(RemedyKind.MoreAddresses, others.Length == 1 ? $"use {others[0].Address} as a source too" : $"use {others[0].Address} and {Say.Count(others.Length - 1)} more as sources too", "firewalls and peers must know it")
            {
                Steps = [RemedyStep.Setting(Setting)],
                Undo = "without it",
                Then = Then(facts.Flow, others).Foresee(),
            };
        }

        var then = facts.Flow.Spread(2).Foresee();
        if (key.Source.IsLoopback)
        {
            return new Remedy(RemedyKind.MoreAddresses, "use a second address of 127.0.0.0/8 as a source", "none beyond this machine")
            {
                Steps = [RemedyStep.Setting("bind() to 127.0.0.2, with IP_BIND_ADDRESS_NO_PORT")],
                Undo = "without it",
                Then = then,
            };
        }

        return new Remedy(RemedyKind.MoreAddresses, "a second source address, and bind() to it", "nothing happens before the bind(); firewalls must know it")
        {
            Steps =
            [
                RemedyStep.Change($"ip addr add ADDRESS/{(key.Source.IsIPv4 ? 32 : 128)} dev DEVICE{(key.Source.IsWildcard ? string.Empty : $"   # the device of {key.Source}")}"),
                RemedyStep.Setting(Setting),
            ],
            Undo = "\"del\"",
            Then = then,
        };
    }

    /// <summary>The load of this pool, and what the other addresses carry already, spread evenly over all of them.</summary>
    private static PoolFlow Then(PoolFlow flow, SiblingAddress[] others)
    {
        foreach (var other in others)
        {
            if (other.Pool is { } pool)
            {
                var own = PoolFlow.Of(pool);
                flow = flow with { Used = flow.Used + own.Used, Asks = flow.Asks + (own.Asks ?? 0), Lasting = flow.Lasting + own.Lasting, Growth = flow.Growth + own.Growth };
            }
        }

        return flow.Spread(others.Length + 1);
    }
}
