using PortTop.Model;
using PortTop.Tests.Tui;

namespace PortTop.Tests.Model.Diagnoses;

public sealed class NatDiagnosisTests
{
    private static readonly Knob Timeout = new("net.netfilter.nf_conntrack_tcp_timeout_time_wait", "120", null, null);

    [Fact]
    public void A_narrow_rule_is_the_cause_and_all_ports_the_remedy()
    {
        var diagnosis = Explain(NatScenes.Full());

        diagnosis.Causes.Select(static cause => cause.Kind).ShouldBe([CauseKind.NatRange, CauseKind.NatTimeWait, CauseKind.NatFlows]);
        diagnosis.Remedies[0].Kind.ShouldBe(RemedyKind.MoreNatPorts);
        diagnosis.Remedies[0].Steps.Single().Text.ShouldBe("nft ip nat postrouting: masquerade to :1024-65535");
        diagnosis.Remedies.ShouldContain(static remedy => remedy.Kind == RemedyKind.ShorterTracking && remedy.Undo == "sysctl -w net.netfilter.nf_conntrack_tcp_timeout_time_wait=120");
        var shorter = diagnosis.Remedies.Single(static remedy => remedy.Kind == RemedyKind.ShorterTracking).Then;
        shorter.Share.ShouldBe(.55, .001, "60 of 100 ports are held for 30 s in the place of 120");
    }

    [Fact]
    public void A_whole_range_that_is_used_up_wants_addresses()
    {
        var pool = NatScenes.Full();
        pool = pool with { Nat = pool.Nat! with { Rule = pool.Nat.Rule! with { Ports = null } }, States = Samples.States((TcpState.Established, 100)) };

        Explain(pool).Causes.ShouldHaveSingleItem().Kind.ShouldBe(CauseKind.NatFlows);
        Explain(pool).Remedies.Select(static remedy => remedy.Kind).ShouldBe([RemedyKind.ReuseConnections, RemedyKind.MoreNatAddresses]);
    }

    [Fact]
    public void A_pool_with_ports_is_well()
    {
        var pool = NatScenes.Full() with { Failures = null, Status = default };

        Explain(pool with { Ledger = new PoolLedger(64_512, 0, 0, 0, 100) }).IsHealthy.ShouldBeTrue();
    }

    [Fact]
    public void What_sockets_do_is_no_cause_of_it_and_it_none_of_theirs()
    {
        var snapshot = NatScenes.Router() with { Surroundings = new Surroundings([new LocalAddress(Samples.Address("203.0.113.1"), 2), new LocalAddress(Samples.Address("203.0.113.2"), 2)], []) };

        new SiblingAddresses(snapshot).Of(NatScenes.Full().Key).ShouldBeEmpty();
        new TimeWaitReuse(1, true, 1000).DelayOf(NatScenes.Full().Key).ShouldBeNull();
        Diagnostician.Explain(snapshot, NatScenes.Full()).Causes.ShouldAllBe(static cause => cause.Kind == CauseKind.NatRange || cause.Kind == CauseKind.NatTimeWait || cause.Kind == CauseKind.NatFlows);
    }

    private static Diagnosis Explain(PoolSample pool)
        => Diagnostician.Explain(NatScenes.Router() with { Pools = [pool], Surroundings = new Surroundings([], [Timeout]) }, pool);
}
