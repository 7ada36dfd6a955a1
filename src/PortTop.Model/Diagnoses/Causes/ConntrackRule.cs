using System.Globalization;

namespace PortTop.Model;

/// <summary>The connection tracking of this machine is nearly full: it drops packets, and connect() times out rather than fails.</summary>
internal sealed class ConntrackRule : ICauseRule
{
    private const double Near = .9;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        if (facts.ValueOf("conntrack") is not { } tracked || !TryLimit(facts, out var limit) || tracked < Near * limit)
        {
            return null;
        }

        return new Cause(
            CauseKind.Conntrack,
            .99,
            "the connection tracking table is nearly full: new connections are dropped",
            [$"{Say.Count(tracked)} of {Say.Count(limit)} entries (nf_conntrack_max); the pool itself has {Say.Ports(facts.Ledger.Free)} left"]);
    }

    /// <summary>The limit of the table.</summary>
    internal static bool TryLimit(DiagnosisFacts facts, out long limit)
        => long.TryParse(facts.Sysctl("net.netfilter.nf_conntrack_max"), CultureInfo.InvariantCulture, out limit) && limit > 0;
}
