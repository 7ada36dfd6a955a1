using System.Net.Sockets;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>What the person who asked for porttop tried by hand: a range of two ports gives two connections to EACH destination.</summary>
public sealed class UsersExperimentTests : IDisposable
{
    private readonly NetworkNamespace _network = new();
    private readonly Peers _peers;

    public UsersExperimentTests()
    {
        _peers = new Peers(_network);
    }

    public void Dispose()
    {
        _peers.Dispose();
        _network.Dispose();
    }

    [Fact]
    public void Two_ports_give_two_connections_to_each_destination_and_the_third_fails()
    {
        _network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        _peers.Listen("0.0.0.0", 8080);
        _peers.Listen("0.0.0.0", 8081);
        _peers.Connect("127.0.0.2", 8080, 2);

        _peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable, "EADDRNOTAVAIL");
        Porttop.Poll(_network).Pool("127.0.0.2", 8080).Ledger().ShouldBe((2, 0, 2));

        _peers.Connect("127.0.0.2", 8081, 2);
        _peers.Connect("127.0.0.3", 8080, 2);
        var poll = Porttop.Poll(_network);
        poll.GetProperty("pools").GetArrayLength().ShouldBe(3);
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((2, 0, 2));
        poll.Pool("127.0.0.2", 8081).Ledger().ShouldBe((2, 0, 2));
        poll.Pool("127.0.0.3", 8080).Ledger().ShouldBe((2, 0, 2));
        poll.Pool("127.0.0.3", 8080).GetProperty("forecast").GetProperty("state").GetString().ShouldBe("full");
    }

    [Fact]
    public void Reserved_ports_32768_to_60500_leave_499()
    {
        _network.Sysctl("net.ipv4.ip_local_reserved_ports", "32768-60500");
        _peers.Listen("0.0.0.0", 8080);
        _peers.Connect("127.0.0.2", 8080, 499);

        _peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
        var poll = Porttop.Poll(_network);
        poll.GetProperty("range").GetProperty("usable").GetInt32().ShouldBe(499);
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((499, 0, 499));
    }

    [Fact]
    public void Another_range_is_followed()
    {
        _peers.Listen("0.0.0.0", 8080);
        _network.Sysctl("net.ipv4.ip_local_port_range", "49152 65535");
        _peers.Connect("127.0.0.2", 8080, 3);

        var poll = Porttop.Poll(_network);
        poll.GetProperty("range").GetProperty("size").GetInt32().ShouldBe(16384);
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((3, 16381, 16384));
    }
}
