using System.Reactive.Concurrency;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Lookups;

/// <summary>Every socket on one port, and how each has it.</summary>
public sealed class PortReaderTests
{
    private const int Port = 8046;

    private readonly ScriptedSource _source = new(new HistoricalScheduler(Samples.Time))
    {
        Place = new NamespacePlace(7, "pod"),
        Duration = TimeSpan.Zero
    };

    [Fact]
    public void Every_kind_of_socket_is_told_by_how_much_it_stands_in_the_way()
    {
        Listen(Samples.Listener(Port, "10.0.2.15") with { Identity = 1, Inode = 11 });
        Bind(
            Samples.Bound(Port, "10.0.2.18") with { Identity = 2, Inode = 12, IsIPv6Only = false, UserId = 1000 },
            new PortHolder(HolderKind.Chosen, Samples.Address("10.0.2.16"), Port) { Identity = 3 });
        _source.Rows.AddRange([
            Rows.Socket(6, Port, source: "10.0.2.17", state: TcpState.TimeWait),
            Rows.Socket(7, Port, source: "10.0.2.17", destinationPort: 80,
                state: TcpState.FinWait2) with { Timer = TimeWaitReuse.TimeWaitTimer },
            Rows.Socket(5, Port, source: "10.0.2.17", destinationPort: 443, state: TcpState.FinWait2),
            Rows.Socket(4, Port, source: "10.0.2.15", destinationPort: 50_000),
            Rows.Socket(3, Port, source: "10.0.2.16"),
        ]);

        Told(Read()).ShouldBe([
            "Listening 1 10.0.2.15 Listen", "Bound 2 10.0.2.18 Close", "Chosen 3 10.0.2.16 Established", "Accepted 4 10.0.2.15 Established",
            "Connected 5 10.0.2.17 FinWait2", "Ended 7 10.0.2.17 FinWait2", "Ended 6 10.0.2.17 TimeWait",
        ]);
    }

    [Fact]
    public void Of_what_has_no_connection_the_remote_end_is_0_and_all_else_is_as_it_was_read()
    {
        Listen(Samples.Listener(Port, "::") with { Identity = 1, Inode = 11, IsIPv6Only = true, Interface = 3, UserId = 1000 });
        Bind(Samples.Bound(Port, "10.0.2.18") with { Identity = 2, Inode = 12 });
        var found = Read().Occupants;

        found[0].Socket.ShouldBe(new SocketRow
        {
            Identity = 1,
            Source = default,
            SourcePort = Port,
            Destination = default,
            DestinationPort = 0,
            State = TcpState.Listen,
            Interface = 3,
            UserId = 1000,
            Inode = 11,
            IsIPv6Only = true,
        });
        (found[1].Socket.Destination, found[1].Socket.DestinationPort, found[1].Socket.Inode).ShouldBe((IpAddress.AnyIPv4, (ushort)0, 12u));
    }

    [Theory]
    [InlineData("0.0.0.0", false, "10.0.2.15", PortHold.Accepted)]
    [InlineData("0.0.0.0", false, "2001:db8::1", PortHold.Connected)]
    [InlineData("::", false, "10.0.2.15", PortHold.Accepted)]
    [InlineData("::", false, "2001:db8::1", PortHold.Accepted)]
    [InlineData("::", true, "10.0.2.15", PortHold.Connected)]
    [InlineData("::", true, "2001:db8::1", PortHold.Accepted)]
    [InlineData("10.0.2.15", false, "10.0.2.15", PortHold.Accepted)]
    [InlineData("10.0.2.15", false, "10.0.2.16", PortHold.Connected)]
    public void A_connection_was_accepted_where_a_listener_takes_its_address(string listener, bool isIPv6Only, string source,
        PortHold expected)
    {
        Listen(Samples.Listener(Port, listener) with { Identity = 1, IsIPv6Only = isIPv6Only });
        _source.Rows.Add(Rows.Socket(2, Port, source: source, destination: source));

        Read().Occupants.Single(static found => found.Socket.Identity == 2).Hold.ShouldBe(expected);
    }

    [Fact]
    public void Of_one_kind_they_are_in_the_order_of_their_addresses_and_remote_ends()
    {
        _source.Rows.AddRange([
            Rows.Socket(1, Port, source: "10.0.2.16"), Rows.Socket(2, Port, destinationPort: 5433), Rows.Socket(3, Port),
            Rows.Socket(4, Port, destination: "10.8.0.2", destinationPort: 9000),
        ]);

        Read().Occupants.Select(static found => found.Socket.Identity).ShouldBe([4UL, 3UL, 2UL, 1UL]);
    }

    [Fact]
    public void Other_ports_are_left_out()
    {
        Listen(Samples.Listener(Port + 1) with { Identity = 1 });
        Bind(Samples.Bound(Port - 1) with { Identity = 2 });
        _source.Rows.Add(Rows.Socket(3, Port + 1));
        _source.Udp.Add(Rows.Socket(4, Port));

        Read().Occupants.ShouldBeEmpty();
        Read(_source.Ports).Occupants.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_poll_has_read_already_is_not_read_again_and_says_the_same()
    {
        Listen(Samples.Listener(Port) with { Identity = 1 });
        Bind(Samples.Bound(Port, "10.0.2.18") with { Identity = 2 });
        _source.Rows.Add(Rows.Socket(3, Port));
        var read = Read();
        var readings = _source.BoundReadings;

        Told(Read(_source.Ports)).ShouldBe(Told(read));
        _source.BoundReadings.ShouldBe(readings);
    }

    [Fact]
    public void Of_UDP_what_is_not_connected_takes_what_comes()
    {
        Listen(Samples.Listener(Port) with { Identity = 9 });
        _source.Udp.AddRange([
            Rows.Socket(1, Port, destination: "10.8.0.53", destinationPort: 53),
            Rows.Socket(2, Port, destination: "0.0.0.0", destinationPort: 0, state: TcpState.Close, source: "0.0.0.0"),
            Rows.Socket(3, Port + 1, destination: "0.0.0.0", destinationPort: 0, state: TcpState.Close, source: "0.0.0.0"),
        ]);
        var lookup = PortReader.Read(_source, Protocol.Udp, Port, Nobody);

        Told(lookup).ShouldBe(["Listening 2 0.0.0.0 Close", "Connected 1 10.0.2.15 Established"]);
        (lookup.Protocol, lookup.IsComplete).ShouldBe((Protocol.Udp, true));
    }

    [Fact]
    public void It_says_of_which_namespace_it_is_and_whether_every_socket_is_seen()
    {
        Read().ShouldSatisfyAllConditions(
            static lookup => lookup.Namespace.ShouldBe("pod"),
            static lookup => lookup.NetworkNamespace.ShouldBe(7u),
            static lookup => lookup.IsComplete.ShouldBeTrue(),
            static lookup => lookup.Settings.Range.ShouldBe(new PortRange(100, 199)));
        _source.Ports = new PortSpace(_source.Ports.Settings, [], BoundPorts.Unknown);

        Read().IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Each_socket_gets_the_owner_that_was_found_for_it()
    {
        Listen(Samples.Listener(Port) with { Identity = 1, Inode = 11 });
        _source.Rows.Add(Rows.Socket(2, Port) with { Inode = 12 });
        var lookup = PortReader.Read(_source, Protocol.Tcp, Port,
            static rows => [.. rows.Select(static row => row.Inode == 11 ? OwnerSamples.Payment : row.Inode == 12 ? OwnerSamples.Cart
                : null)]);

        lookup.Occupants.Select(static found => found.Owner).ShouldBe([OwnerSamples.Payment, OwnerSamples.Cart]);
    }

    private static IEnumerable<string> Told(PortLookup lookup)
        => lookup.Occupants.Select(static found => $"{found.Hold} {found.Socket.Identity} {found.Socket.Source} {found.Socket.State}");

    private static Owner?[] Nobody(IReadOnlyList<SocketRow> rows) => new Owner?[rows.Count];

    private void Listen(params PortHolder[] listeners)
        => _source.Ports = new PortSpace(_source.Ports.Settings, listeners, _source.Ports.Bound);

    private void Bind(params PortHolder[] holders)
        => _source.Ports = new PortSpace(_source.Ports.Settings, _source.Ports.AllListeners,
            new BoundPorts(holders, SeesBoundOnly: true, SeesChosen: true));

    private PortLookup Read(PortSpace? known = null) => PortReader.Read(_source, Protocol.Tcp, Port, Nobody, known);
}
