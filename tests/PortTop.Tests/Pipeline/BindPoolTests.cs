using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>What bind() before connect() can still get on each address.</summary>
public sealed class BindPoolTests : PolledTable
{
    [Fact]
    public void Bind_pools_count_every_port_on_the_address_whatever_the_destination()
    {
        Ports = Samples.Space("100-199", "110-119", [Samples.Listener(120), Samples.Listener(121, "10.0.2.16")], [Samples.Bound(122), Samples.Bound(123, "10.0.2.15")]);
        Poll();
        var (_, all) = PollBoth(
            Rows.Socket(1, 100), Rows.Socket(2, 100, destinationPort: 80), Rows.Socket(3, 102, destinationPort: 80), Rows.Socket(4, 104, source: "10.0.2.16"));

        var first = all.Single(static pool => pool.Key.Source == Samples.Address("10.0.2.15")).Ledger;
        (first.Reserved, first.Listeners, first.BoundFirst, first.Used, first.Free).ShouldBe((10, 1, 2, 2, 85));
        var second = all.Single(static pool => pool.Key.Source == Samples.Address("10.0.2.16")).Ledger;
        (second.Reserved, second.Listeners, second.BoundFirst, second.Used, second.Free).ShouldBe((10, 2, 1, 1, 86));
        var any = all.Single(static pool => pool.Key.Source == IpAddress.AnyIPv4).Ledger;
        (any.Reserved, any.Listeners, any.BoundFirst, any.Used, any.Free).ShouldBe((10, 2, 2, 3, 83));
    }

    [Fact]
    public void A_bind_pool_ranks_only_where_something_binds_first()
    {
        Poll();
        PollBoth(Rows.Socket(1, 100)).Ranked.ShouldAllBe(static pool => pool.Key.Kind == PoolKind.Connect);
        PollBoth(Rows.Socket(1, 100), Rows.Socket(2, 151)).Ranked.Where(static pool => pool.Key.Kind == PoolKind.Bind).Select(static pool => pool.Key.Source)
            .ShouldBe([IpAddress.AnyIPv4, Samples.Address("10.0.2.15")], ignoreOrder: true, "a connected socket does not say whether it bound the wildcard");
        Ports = Samples.Space("100-199", bound: [Samples.Bound(140, "10.0.2.16")]);
        PollBoth(Rows.Socket(1, 100)).Ranked.Single(static pool => pool.Key.Kind == PoolKind.Bind).Key.Source.ShouldBe(Samples.Address("10.0.2.16"));
        Ports = Samples.Space("100-199", bound: [Samples.Bound(140)]);
        PollBoth(Rows.Socket(1, 100)).Ranked.Single(static pool => pool.Key.Kind == PoolKind.Bind).Key.Source.ShouldBe(IpAddress.AnyIPv4);
    }

    [Fact]
    public void IPv6_that_may_be_IPv6_only_leaves_a_doubt_for_the_wildcard_of_IPv4()
    {
        Ports = Samples.Space("100-199", bound: [Samples.Bound(140, "::") with { IsIPv6Only = true }]);
        Poll();
        var (_, all) = PollBoth(Rows.Socket(1, 100, source: "2001:db8::1", destination: "2001:db8::2"), Rows.Socket(2, 102));

        var ledger = all.Single(static pool => pool.Key.Source == IpAddress.AnyIPv4).Ledger;
        (ledger.FreeLower, ledger.Free, ledger.FreeUpper).ShouldBe((98, 98, 99), "140 is for IPv6 alone, 100 may be");
        all.Single(static pool => pool.Key.Source == default).Ledger.Free.ShouldBe(97, "the wildcard of IPv6 meets all");
        all.Single(static pool => pool.Key.Source == Samples.Address("2001:db8::1")).Ledger.Free.ShouldBe(98);
    }

    [Fact]
    public void More_addresses_than_anyone_reads_count_for_the_wildcard()
    {
        Ports = Samples.Space("10000-19999");
        Poll();
        var (_, all) = PollBoth([.. Enumerable.Range(0, 2000).Select(static i => Rows.Socket((ulong)i + 1, 10_000 + (2 * i), source: $"10.1.{i / 250}.{i % 250}"))]);

        all.Length.ShouldBe(1024 + 2);
        all.Single(static pool => pool.Key.Source == IpAddress.AnyIPv4).Ledger.Used.ShouldBe(2000);
    }
}
