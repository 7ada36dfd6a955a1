namespace PortTop.Model;

/// <summary>Each further source address, and each further address or port of the server, has all the ports again.</summary>
internal sealed class MoreAddressesRule : IRemedyRule
{
    private static readonly CauseKind[] Against =
    [
        CauseKind.ShortConnections, CauseKind.GrowingConnections, CauseKind.ManyConnections, CauseKind.OneAddress, CauseKind.BindBeforeConnect, CauseKind.PeerKeepsOpen,
    ];

    /// <inheritdoc/>
    public Remedy? Offer(DiagnosisFacts facts, IReadOnlySet<CauseKind> causes)
    {
        if (!Against.Any(causes.Contains) || facts.Pool.Key.Protocol == Protocol.Udp)
        {
            return null;
        }

        var others = facts.Siblings.Where(static sibling => sibling.Free > 0).ToArray();
        var then = Then(facts.Flow, Math.Max(1, others.Length)).Foresee();
        if (others.Length > 0)
        {
            return new Remedy(RemedyKind.MoreAddresses, others.Length == 1 ? $"use {others[0].Address} as a source too" : $"use {others.Length} other source addresses too", "firewalls and peers must know them")
            {
                Commands = [$"bind(fd, {others[0].Address}) with IP_BIND_ADDRESS_NO_PORT, in turn   (nginx: proxy_bind, haproxy: source)"],
                Undo = "without that setting",
                IsUndoShort = true,
                Then = then,
            };
        }

        var source = facts.Pool.Key.Source;
        return new Remedy(RemedyKind.MoreAddresses, "a second address, here or at the server", "firewalls must know it, programs bind() it")
        {
            Commands = [$"ip addr add ADDRESS/{(source.IsIPv4 ? 32 : 128)} dev DEVICE{(source.IsWildcard ? string.Empty : $"   # the device of {source}")}"],
            Undo = "the same with \"del\"",
            IsUndoShort = true,
            Then = then,
        };
    }

    /// <summary>The load of one pool spread over itself and so many others.</summary>
    internal static PoolFlow Then(PoolFlow flow, int others) => flow.Spread(others + 1);
}
