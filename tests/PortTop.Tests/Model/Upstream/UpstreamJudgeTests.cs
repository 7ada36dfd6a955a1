using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model.Upstream;

/// <summary>The nearer limit counts, and which that is is said.</summary>
public sealed class UpstreamJudgeTests
{
    private static readonly PortSpace Default = Samples.Space("32768-60999");

    [Theory]
    [InlineData(54, PoolCondition.Steady, "^84%")]
    [InlineData(55, PoolCondition.AtRisk, "^86%")]
    [InlineData(63, PoolCondition.AtRisk, "^98%")]
    [InlineData(64, PoolCondition.AtRisk, "^100")]
    [InlineData(100, PoolCondition.AtRisk, "^156")]
    [InlineData(5_000, PoolCondition.AtRisk, "^999")]
    public void From_85_per_cent_on_it_is_at_risk_and_never_full(int used, PoolCondition condition, string share)
    {
        var pool = Pool(used).Behind(UpstreamSamples.Budget("gcp-cloud-nat", hold: "60"));
        Span<char> text = stackalloc char[8];

        pool.IsUpstreamNearer.ShouldBeTrue();
        pool.Status.Condition.ShouldBe(condition);
        text[..PoolColumns.Use.Write(pool, Samples.Time, text)].ToString().ShouldBe(share);
        (UpstreamText.Figures(pool) is null).ShouldBe(condition == PoolCondition.Steady);
    }

    [Fact]
    public void Where_its_own_ports_are_nearer_nothing_changes()
    {
        var pool = Pool(20_000);
        var behind = pool.Behind(UpstreamSamples.Budget("aws-nat-gateway"));

        behind.IsUpstreamNearer.ShouldBeFalse();
        (behind.Status, behind.Demand, behind.NearerRatio).ShouldBe((pool.Status, pool.Demand, pool.Ledger.UsedRatio));
        Diagnostician.Explain(Samples.Snapshot([behind], Default), behind).Causes.ShouldNotContain(static cause => cause.Kind == CauseKind.Upstream);
    }

    [Fact]
    public void A_pool_without_a_port_is_full_whatever_the_NAT_has()
    {
        var pool = Pool(28_232).Behind(UpstreamSamples.Budget("gcp-cloud-nat"));

        (pool.Status.Condition, pool.IsUpstreamNearer).ShouldBe((PoolCondition.Full, false));
        Diagnostician.Explain(Samples.Snapshot([pool], Default), pool).Causes.ShouldNotContain(static cause => cause.Kind == CauseKind.Upstream);
    }

    [Fact]
    public void It_ranks_among_those_at_risk_by_the_share_of_the_NAT()
    {
        var budget = UpstreamSamples.Budget("gcp-cloud-nat", hold: "60");
        var (behind, own, calm) = (Pool(63, 1).Behind(budget), Pool(27_200, 2), Pool(20_000, 3));

        new[] { calm, own, behind }.Order(Comparer<PoolSample>.Create(PoolSeverity.Compare)).ShouldBe([behind, own, calm]);
    }

    [Theory]
    [InlineData(.44, PoolCondition.Steady)]
    [InlineData(.46, PoolCondition.AtRisk)]
    [InlineData(5, PoolCondition.AtRisk)]
    public void Where_more_is_asked_for_than_fits_through_the_NAT_it_is_at_risk_earlier(double asks, PoolCondition condition)
    {
        // 64 ports, each held for half a second of use and 120 s after it: 0.53 a second fit.
        var pool = Pool(40, opened: asks).Behind(UpstreamSamples.Budget("gcp-cloud-nat"));

        pool.Status.Condition.ShouldBe(condition);
        pool.Demand!.Value.Fits!.Value.ShouldBe(condition == PoolCondition.AtRisk ? 64 / 120.5 : 28_232 / 62.0, .0001);
        if (condition == PoolCondition.AtRisk)
        {
            var now = Diagnostician.Explain(Samples.Snapshot([pool], Default), pool).Now;
            (now.Kind, now.Share).ShouldBe(asks < .53 ? (ProspectKind.Settles, asks * 120.5 / 64) : (ProspectKind.Fails, 1 - (64 / 120.5 / asks)));
        }
    }

    [Fact]
    public void A_burst_towards_a_NAT_that_is_hardly_used_is_no_risk()
        => Pool(20, opened: 5).Behind(UpstreamSamples.Budget("gcp-cloud-nat")).Status.Condition.ShouldBe(PoolCondition.Steady);

    [Fact]
    public void What_other_addresses_use_of_it_fits_no_more()
    {
        var pool = Pool(20, opened: .4).Behind(UpstreamSamples.Budget("gcp-cloud-nat"), used: 44);

        pool.Demand!.Value.Fits!.Value.ShouldBe((64 - 24) / 120.5, .0001);
    }

    [Fact]
    public void The_cause_is_the_NAT_and_remedies_of_this_machines_ports_are_left_out()
    {
        var pool = Samples.Pool(443, 63, opened: .5, destination: UpstreamSamples.Outside, ports: Default, states: Samples.States((TcpState.TimeWait, 60), (TcpState.Established, 3)))
            .Behind(UpstreamSamples.Budget("gcp-cloud-nat"));
        var diagnosis = Diagnostician.Explain(Samples.Snapshot([pool], Default), pool);

        diagnosis.Causes.Select(static cause => cause.Kind).ShouldBe([CauseKind.Upstream, CauseKind.ShortConnections]);
        diagnosis.Causes[0].Evidence[0].ShouldBe(">63 of 64 connections to 203.0.113.9:443 from this machine; here 28,169 ports of 28,232 are free");
        diagnosis.Remedies.Select(static remedy => remedy.Kind).ShouldBe([RemedyKind.ReuseConnections, RemedyKind.PrivateWay, RemedyKind.WiderUpstream], ignoreOrder: true);
        diagnosis.Remedies.Single(static remedy => remedy.Kind == RemedyKind.WiderUpstream).Steps.Single().Text.ShouldStartWith("gcloud compute routers nats update ");
    }

    [Fact]
    public void Connections_that_stay_open_are_limited_to_half_of_the_NAT()
    {
        var pool = Pool(60, opened: 0).Behind(UpstreamSamples.Budget("gcp-cloud-nat"));

        Diagnostician.Explain(Samples.Snapshot([pool], Default), pool).Remedies
            .Single(static remedy => remedy.Kind == RemedyKind.LimitConnections).Title.ShouldBe("at most 32 connections, close idle ones");
    }

    [Theory]
    [InlineData("linux-gateway", "100", "a further address for the NAT: 100 more", 200)]
    [InlineData("port-block", "100", "a larger block of ports of the NAT: 256", 256)]
    [InlineData("gcp-cloud-nat", "preset", "more ports for each VM of Cloud NAT: 128", 128)]
    public void The_wider_NAT_is_foreseen_with_the_number_that_is_offered(string preset, string ports, string title, int limit)
    {
        var budget = UpstreamSamples.Budget(preset, ports);
        var used = (int)(.9 * budget.Limit);
        var pool = Pool(used, opened: null).Behind(budget);
        var remedy = Diagnostician.Explain(Samples.Snapshot([pool], Default), pool).Remedies.Single(static remedy => remedy.Kind == RemedyKind.WiderUpstream);

        remedy.Title.ShouldBe(title);
        remedy.Steps.ShouldAllBe(static step => !step.Text.Contains('{', StringComparison.Ordinal));
        budget.Limit.ShouldBeLessThan(limit);
    }

    [Fact]
    public void Every_preset_says_how_it_gets_wider()
    {
        foreach (var preset in UpstreamPresets.All)
        {
            var budget = UpstreamSamples.Budget(preset.Id, "60");
            var pool = Pool(59).Behind(budget);

            Diagnostician.Explain(Samples.Snapshot([pool], Default), pool).Remedies.ShouldContain(static remedy => remedy.Kind == RemedyKind.WiderUpstream, preset.Id);
        }
    }

    [Fact]
    public void The_larger_share_counts_and_the_condition_gets_no_milder()
        => Prop.ForAll(ArbMap.Default.ArbFor<(ushort Used, ushort Elsewhere, ushort Ports)>(), static drawn =>
        {
            var own = drawn.Used % 28_233;
            var pool = Pool(own, states: Samples.States((TcpState.Established, own % 50)));
            var budget = UpstreamSamples.Budget("linux-gateway", ports: $"{Math.Max(1, (int)drawn.Ports)}");
            var behind = pool.Behind(budget, drawn.Elsewhere);

            (behind.Status.Condition >= pool.Status.Condition).ShouldBeTrue();
            behind.Ledger.ShouldBe(pool.Ledger);
            if (behind.Status.Condition < PoolCondition.Failed)
            {
                behind.NearerRatio.ShouldBe(Math.Max(pool.Ledger.UsedRatio, (double)drawn.Elsewhere / budget.Limit));
            }

            (behind.Demand?.Fits ?? 0).ShouldBeGreaterThanOrEqualTo(0);
        }).QuickCheckThrowOnFailure();

    private static PoolSample Pool(int used, int port = 443, double? opened = 0, StateCounts? states = null)
        => Samples.Pool(port, used, opened, destination: UpstreamSamples.Outside, ports: Default, states: states);
}
