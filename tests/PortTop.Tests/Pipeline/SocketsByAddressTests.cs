using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

public sealed class SocketsByAddressTests
{
    private readonly FlowBook _flows = new();
    private readonly SocketsByAddress _table;
    private readonly PortSpace _ports = Samples.Space("100-119");
    private int _poll;

    public SocketsByAddressTests() => _table = new SocketsByAddress(Protocol.Udp, new OwnerDesk(null, static () => TimeSpan.Zero), _flows);

    [Fact]
    public void All_sockets_share_one_pool_whatever_their_destination()
    {
        var pool = Poll(Connected(1, 100, "10.0.0.1"), Connected(2, 101, "10.0.0.2"), Bound(3, 102, "10.0.2.16"), Bound(4, 200, "0.0.0.0")).Single(static pool => pool.Key.Kind == PoolKind.Connect);

        (pool.Key.Protocol, pool.Key.Source, pool.Key.HasDestination).ShouldBe((Protocol.Udp, IpAddress.AnyIPv4, false));
        (pool.Ledger.Used, pool.Ledger.Free, pool.Ledger.Capacity).ShouldBe((3, 17, 20));
        (pool.States.Of(TcpState.Established), pool.States.Of(TcpState.Close)).ShouldBe((2, 1));
        pool.Ledger.IsExact.ShouldBeTrue();
        pool.Key.ErrorName.ShouldBe("EAGAIN");
    }

    [Fact]
    public void An_address_that_something_is_bound_to_has_a_pool_that_others_and_the_wildcard_count_in()
    {
        var pools = Poll(Bound(1, 100, "10.0.2.15"), Bound(2, 101, "0.0.0.0"), Connected(3, 102, "10.0.0.1"), Bound(4, 103, "10.0.2.16"));

        pools.Single(static pool => pool.Key.Source == Samples.Address("10.0.2.15")).Ledger.Free.ShouldBe(17, "100, 101 and 102");
        pools.Single(static pool => pool.Key.Source == Samples.Address("10.0.2.16")).Ledger.Free.ShouldBe(18, "101 and 103");
        pools.Single(static pool => pool.Key.Source == IpAddress.AnyIPv4).Ledger.Free.ShouldBe(16);
    }

    [Fact]
    public void IPv6_counts_for_IPv4_unless_it_is_for_IPv6_alone()
    {
        var pools = Poll(
            Bound(1, 100, "::") with { IsIPv6Only = false },
            Bound(2, 101, "::") with { IsIPv6Only = true },
            Connected(3, 102, "2001:db8::1", source: "2001:db8::2"),
            Bound(4, 103, "2001:db8::3") with { IsIPv6Only = true });

        var ipv4 = pools.Single(static pool => pool.Key.Source == IpAddress.AnyIPv4).Ledger;
        (ipv4.FreeLower, ipv4.Free, ipv4.FreeUpper).ShouldBe((18, 18, 19), "a connected one does not say what it is for");
        pools.Single(static pool => pool.Key.Source == default).Ledger.Free.ShouldBe(16);
    }

    [Fact]
    public void New_sockets_are_counted_by_their_cookies()
    {
        Poll(Connected(1, 100, "10.0.0.1")).Single().Opened.ShouldBeNull("nothing was seen before");
        var pool = Poll(Connected(1, 100, "10.0.0.1"), Connected(2, 101, "10.0.0.1"), Connected(2, 101, "10.0.0.1")).Single();

        (pool.Opened, pool.Net, pool.Ledger.Used).ShouldBe((1, 1, 2));
    }

    [Fact]
    public void No_socket_is_no_pool() => Poll().ShouldBeEmpty();

    private static SocketRow Connected(ulong identity, int port, string destination, string source = "10.0.2.15")
        => Rows.Socket(identity, port, destination, 53, TcpState.Established, source);

    private static SocketRow Bound(ulong identity, int port, string source)
        => Rows.Socket(identity, port, "0.0.0.0", 0, TcpState.Close, source);

    private List<PoolSample> Poll(params SocketRow[] rows)
    {
        var moment = new PollMoment(++_poll, DateTimeOffset.UnixEpoch.AddSeconds(_poll), _poll == 1 ? null : 1, IsComparable: _poll > 1);
        _flows.Begin(moment, TimeSpan.FromSeconds(1));
        _table.Begin(moment, _ports, 1);
        foreach (var row in rows)
        {
            _table.Add(row);
        }

        var ranked = new List<PoolSample>();
        _table.Finish(ranked);
        return ranked;
    }
}
