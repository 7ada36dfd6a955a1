using PortTop.Model;

namespace PortTop.Tests.Model.Groups;

public sealed class PoolGroupsTests
{
    [Fact]
    public void Pools_are_gathered_by_what_they_have_in_common_the_group_with_the_worst_pool_first()
    {
        PoolSample[] pools =
        [
            Samples.Pool(5432, 95, destination: "10.8.0.12"), Samples.Pool(443, 40, destination: "10.8.0.12"), Samples.Pool(5432, 30, destination: "10.8.0.31"),
            Samples.Pool(443, 10, destination: "2001:db8::5", source: "2001:db8::1"),
        ];

        Names(pools, GroupKind.RemoteIp).ShouldBe([("10.8.0.12", 2), ("10.8.0.31", 1), ("2001:db8::5", 1)]);
        Names(pools, GroupKind.RemotePort).ShouldBe([(":5432", 2), (":443", 2)]);
        Names(pools, GroupKind.Destination).ShouldBe([("10.8.0.12:5432", 1), ("10.8.0.12:443", 1), ("10.8.0.31:5432", 1), ("[2001:db8::5]:443", 1)]);
        Names(pools, GroupKind.Source).Select(static group => group.Count).ShouldBe([3, 1]);
        Names(pools, GroupKind.Owner).ShouldBe([("?", 4)]);
        Names(pools, GroupKind.Pool).ShouldBeEmpty();
    }

    [Fact]
    public void A_group_stands_as_its_worst_pool_and_sums_what_can_be_summed()
    {
        var owner = OwnerSamples.Payment;
        PoolSample[] pools =
        [
            Samples.Pool(5432, 100, 40, 40).OwnedBy((owner, 100, 0)) with { Failed = 12 },
            Samples.Pool(443, 20, 3, 1).OwnedBy((owner, 20, 0)) with { Failed = null },
        ];

        var group = PoolGroups.Of(pools, GroupKind.Owner).ShouldHaveSingleItem();

        group.Id.ShouldBe(new GroupId(GroupKind.Owner, "payment-api"));
        group.Worst.ShouldBeSameAs(pools[0]);
        (group.Used, group.Troubled, group.Failed).ShouldBe((120, 1, 12.0));
        group.Pools.ShouldBe(pools);
    }

    [Fact]
    public void A_sum_of_what_is_known_of_none_is_unknown()
        => PoolGroups.Of([Samples.Pool(5432, 5) with { Failed = null, Demand = null }], GroupKind.RemotePort)[0].ShouldSatisfyAllConditions(
            static group => group.Failed.ShouldBeNull(), static group => group.Asks.ShouldBeNull());

    /// <summary>A bind pool counts every port on its address, those of the connections beside it too.</summary>
    [Fact]
    public void Ports_are_not_counted_twice_by_a_bind_pool()
    {
        var bind = Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 70);

        PoolGroups.Of([Samples.Pool(5432, 60), bind], GroupKind.State)[0].Used.ShouldBe(60);
        PoolGroups.Of([bind], GroupKind.State)[0].Used.ShouldBe(70);
    }

    [Fact]
    public void Every_kind_is_found_by_its_name()
    {
        foreach (var kind in Enum.GetValues<GroupKind>())
        {
            PoolGroups.Find(PoolGroups.Id(kind)).ShouldBe(kind);
            PoolGroups.Describe(kind).ShouldNotBeEmpty();
        }

        PoolGroups.Find("remoteip").ShouldBe(GroupKind.RemoteIp);
        PoolGroups.Find("colour").ShouldBeNull();
    }

    [Fact]
    public void Every_column_sorts_and_a_tie_keeps_the_order_of_the_worst()
    {
        var groups = PoolGroups.Of([.. Enumerable.Range(1, 40).Select(static i => Samples.Pool(i, 90 - (i / 4 * 7)))], GroupKind.RemotePort);
        foreach (var column in GroupColumns.All)
        {
            var sorted = GroupColumns.Sort(groups, column.Id, isReversed: false);
            sorted.Select(static group => group.Id).Order(Comparer<GroupId>.Create(static (x, y) => string.CompareOrdinal(x.Name, y.Name)))
                .ShouldBe(groups.Select(static group => group.Id).Order(Comparer<GroupId>.Create(static (x, y) => string.CompareOrdinal(x.Name, y.Name))));
            sorted.Zip(sorted.Skip(1)).ShouldAllBe(pair => column.Comparison(pair.First, pair.Second) <= 0);
            GroupColumns.Sort(groups, column.Id, isReversed: true).Select(static group => group.Id).ShouldBe(sorted.Reverse().Select(static group => group.Id));
        }

        GroupColumns.Sort(groups, "severity", isReversed: false).ShouldBeSameAs(groups);
        GroupColumns.Sort(groups, "pools", isReversed: false).Select(static group => group.Id).ShouldBe(groups.Select(static group => group.Id));
    }

    private static IEnumerable<(string Name, int Count)> Names(PoolSample[] pools, GroupKind kind)
        => PoolGroups.Of(pools, kind).Select(static group => (group.Id.Name, group.Pools.Count));
}
