using System.Reactive.Concurrency;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>Which local ports a pool has: the lowest ones, and those that a filter asks about.</summary>
public sealed class SourcePortTests
{
    private static readonly Interest Asking = new(TimeSpan.FromSeconds(1)) { Ports = [150, 160, 190] };

    private readonly ScriptedSource _source = new(new HistoricalScheduler(Samples.Time)) { Duration = TimeSpan.Zero };
    private readonly Poller _poller;
    private int _polls;

    public SourcePortTests() => _poller = new Poller(_source, static () => TimeSpan.Zero);

    [Fact]
    public void A_pool_has_the_lowest_ports_of_its_sockets_and_those_that_are_asked_about()
    {
        for (var i = 0; i < 30; i++)
        {
            _source.Rows.Add(Rows.Socket((ulong)(1 + i), 160 - (2 * i), state: i == 29 ? TcpState.TimeWait : TcpState.Established));
        }

        _source.Rows.Add(Rows.Socket(100, 199, destinationPort: 80));
        var snapshot = Poll(Asking);

        Told(snapshot, 5432).ShouldBe(("102, 104, 106, 108, 110, 112, 114, 116", "150 160"));
        Told(snapshot, 80).ShouldBe(("199", string.Empty));
        Told(Poll(new Interest(TimeSpan.FromSeconds(1))), 5432)
            .ShouldBe(("102, 104, 106, 108, 110, 112, 114, 116", string.Empty), "nothing is asked any more");
    }

    [Fact]
    public void Ports_that_a_server_or_a_bound_socket_holds_count_among_them()
    {
        _source.Ports = Samples.Space("100-199", string.Empty, [Samples.Listener(150)], [Samples.Bound(160)]);
        _source.Rows.AddRange([Rows.Socket(1, 170), Rows.Socket(2, 160)]);

        Told(Poll(Asking), 5432).ShouldBe(("160, 170", "160"));
    }

    [Fact]
    public void They_are_those_of_this_poll()
    {
        _source.Rows.AddRange([Rows.Socket(1, 150), Rows.Socket(2, 152)]);
        Told(Poll(Asking), 5432).ShouldBe(("150, 152", "150"));
        _source.Rows.RemoveAt(0);

        Told(Poll(Asking), 5432).ShouldBe(("152", string.Empty));
    }

    [Fact]
    public void Of_UDP_the_pool_of_all_has_the_ports_of_all_and_an_address_has_its_own()
    {
        _source.Udp.AddRange([
            Rows.Socket(1, 190, destination: "0.0.0.0", destinationPort: 0, state: TcpState.Close, source: "10.0.2.15"),
            Rows.Socket(2, 150, destination: "10.8.0.53", destinationPort: 53, source: "10.0.2.16"),
            Rows.Socket(3, 120, destination: "0.0.0.0", destinationPort: 0, state: TcpState.Close, source: "10.0.2.15"),
        ]);
        var pools = Poll(Asking).Pools.Where(static pool => pool.Key.Protocol == Protocol.Udp).ToArray();
        var (all, own) = (pools.Single(static pool => pool.Key.Source.IsWildcard),
            pools.Single(static pool => !pool.Key.Source.IsWildcard));

        (all.SourcePorts.ToString(), string.Join(' ', all.AskedPorts.Order())).ShouldBe(("120, 150, 190", "150 190"));
        (own.Key.Source, own.SourcePorts.ToString(), string.Join(' ', own.AskedPorts))
            .ShouldBe((Samples.Address("10.0.2.15"), "120, 190", "190"));
    }

    [Fact]
    public void A_window_has_those_of_its_ports_that_are_asked_about_though_they_are_not_among_the_lowest()
    {
        var asking = new Interest(TimeSpan.FromSeconds(1)) { Ports = [720, 20_020] };
        var holders = Enumerable.Range(0, 21).SelectMany(static i => new[] { 700 + i, 20_000 + i })
            .Select(static port => new PortHolder(HolderKind.Chosen, Samples.Address("10.0.2.15"), (ushort)port) { Identity = (ulong)port })
            .OrderBy(static holder => holder.Port).ToArray();
        _source.Ports = Samples.Space("100-199", string.Empty, null, holders);
        _source.Rows.AddRange(holders.Select(static holder => Rows.Socket(holder.Identity, holder.Port)));
        var windows = Poll(asking).Pools.Where(static pool => pool.Key.Kind == PoolKind.Window).ToArray();

        windows.Length.ShouldBe(2);
        foreach (var window in windows)
        {
            var port = window.Key.Window == WindowKind.Privileged ? 720 : 20_020;
            window.AskedPorts.ShouldBe([(ushort)port]);
            PoolFilter.Parse($"sport:{port}").Matches(window, Samples.Time).ShouldBeTrue();
        }
    }

    [Fact]
    public void A_port_that_two_sockets_share_is_told_once()
    {
        _source.Udp.AddRange(Enumerable.Range(0, 3).Select(static i
            => Rows.Socket((ulong)(1 + i), 190, destination: "0.0.0.0", destinationPort: 0, state: TcpState.Close, source: "10.0.2.15")));

        Poll(Asking).Pools.ShouldAllBe(static pool => pool.AskedPorts.Count == 1);
    }

    [Fact]
    public void Who_has_the_ports_that_are_asked_about_is_told_of_each_and_of_UDP_where_something_is_on_it()
    {
        _source.Ports = Samples.Space("100-199", string.Empty, [Samples.Listener(150)]);
        _source.Rows.Add(Rows.Socket(1, 160));
        _source.Udp.Add(Rows.Socket(2, 190, destination: "10.8.0.53", destinationPort: 53));

        Poll(Asking).Lookups.Select(static lookup
            => (lookup.Port, lookup.Protocol, Hold: lookup.Occupants is [var first, ..] ? first.Hold : (PortHold?)null, lookup.Outcome))
                .ShouldBe([
            ((ushort)150, Protocol.Tcp, PortHold.Listening, ListenOutcome.No),
            ((ushort)160, Protocol.Tcp, PortHold.Connected, ListenOutcome.Unknown),
            ((ushort)190, Protocol.Tcp, null, ListenOutcome.Yes),
            ((ushort)190, Protocol.Udp, PortHold.Connected, ListenOutcome.No),
        ]);
        Poll(new Interest(TimeSpan.FromSeconds(1))).Lookups.ShouldBeEmpty();
    }

    private static (string Lowest, string Asked) Told(Snapshot snapshot, int port)
    {
        var pool = snapshot.Pools.Single(pool => pool.Key.IsTcpConnect && pool.Key.Port == port);
        return (pool.SourcePorts.ToString(), string.Join(' ', pool.AskedPorts.Order()));
    }

    private Snapshot Poll(Interest interest) => _poller.Poll(Samples.Time.AddSeconds(++_polls), _polls == 1 ? null : 1, interest);
}
