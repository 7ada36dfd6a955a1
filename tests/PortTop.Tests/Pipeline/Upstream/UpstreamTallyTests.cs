using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Upstream;

public sealed class UpstreamTallyTests
{
    private static readonly PortSpace Default = Samples.Space("32768-60999");
    private static readonly UpstreamBudget Budget = UpstreamSamples.Budget("gcp-cloud-nat", hold: "60");

    [Fact]
    public void All_local_addresses_and_namespaces_towards_one_destination_are_summed()
    {
        List<PoolSample> pools =
        [
            Pool("10.0.2.15", 443, 30), InAPod(Pool("10.244.0.7", 443, 28)), Pool("10.0.2.15", 80, 5),
            Samples.Pool(5432, 60, ports: Default), Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 9),
        ];
        var snapshot = new UpstreamTally(Budget).Apply(Samples.Snapshot(pools));

        pools.Select(pool => snapshot.Pools.Single(found => found.Key == pool.Key).Upstream?.Used).ShouldBe([58, 58, 5, null, null]);
        snapshot.Pools.Where(static pool => pool.Status.Condition == PoolCondition.AtRisk).Select(static pool => pool.Key).ShouldBe([pools[0].Key, pools[1].Key]);
        snapshot.Pools.Take(2).Select(static pool => pool.Key).ShouldBe([pools[0].Key, pools[1].Key], "they rank by the NAT");
    }

    [Fact]
    public void It_says_since_when_it_is_at_risk_and_begins_anew_after_it_was_not()
    {
        var tally = new UpstreamTally(Budget);
        Status(tally, 60, 0).ShouldBe((0, true));
        Status(tally, 60, 1).ShouldBe((0, true));
        Status(tally, 3, 2);
        Status(tally, 60, 3).ShouldBe((3, false));
        Status(tally, 61, 4).ShouldBe((3, false));
    }

    [Fact]
    public void Without_a_budget_nothing_is_done()
    {
        var pool = Pool("10.0.2.15", 443, 60);
        var snapshot = Samples.Snapshot([pool]);

        new UpstreamTally(null).Apply(snapshot).ShouldBeSameAs(snapshot);
    }

    private static (double Since, bool Before) Status(UpstreamTally tally, int used, int second)
    {
        var snapshot = Samples.Snapshot([Pool("10.0.2.15", 443, used)]) with { Time = Samples.Time.AddSeconds(second) };
        var pool = tally.Apply(snapshot).Pools[0];
        tally.IsNear(snapshot).ShouldBe(used >= 55);
        return ((pool.Status.Since - Samples.Time).TotalSeconds, pool.Status.SinceBeforeWatch);
    }

    private static PoolSample InAPod(PoolSample pool) => pool with { Key = pool.Key with { NetworkNamespace = 7 }, Namespace = "shop/api", IsElsewhere = true };

    private static PoolSample Pool(string source, int port, int used) => Samples.Pool(port, used, source: source, destination: UpstreamSamples.Outside, ports: Default);
}
