using System.Net.Sockets;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>What the person who asked for porttop tried by hand: a range of two ports gives two connections to EACH destination.</summary>
[Trait("builds", "both")]
public sealed class UsersExperimentTests : NamespaceTest
{
    [Fact]
    public void Two_ports_give_two_connections_to_each_destination_and_the_third_fails()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Listen("0.0.0.0", 8081);
        Peers.Connect("127.0.0.2", 8080, 2);

        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable, "EADDRNOTAVAIL");
        Porttop.Poll(Network).Pool("127.0.0.2", 8080).Ledger().ShouldBe((2, 0, 2));

        Peers.Connect("127.0.0.2", 8081, 2);
        Peers.Connect("127.0.0.3", 8080, 2);
        var poll = Porttop.Poll(Network);
        poll.GetProperty("pools").GetArrayLength().ShouldBe(3);
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((2, 0, 2));
        poll.Pool("127.0.0.2", 8081).Ledger().ShouldBe((2, 0, 2));
        poll.Pool("127.0.0.3", 8080).Ledger().ShouldBe((2, 0, 2));
        poll.Pool("127.0.0.3", 8080).GetProperty("forecast").GetProperty("state").GetString().ShouldBe("full");
    }

    [Fact]
    public void Reserved_ports_32768_to_60500_leave_499()
    {
        Network.Sysctl("net.ipv4.ip_local_reserved_ports", "32768-60500");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 499);

        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
        var poll = Porttop.Poll(Network);
        poll.GetProperty("range").GetProperty("usable").GetInt32().ShouldBe(499);
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((499, 0, 499));
    }

    [Fact]
    public void Another_range_is_followed()
    {
        Peers.Listen("0.0.0.0", 8080);
        Network.Sysctl("net.ipv4.ip_local_port_range", "49152 65535");
        Peers.Connect("127.0.0.2", 8080, 3);

        var poll = Porttop.Poll(Network);
        poll.GetProperty("range").GetProperty("size").GetInt32().ShouldBe(16384);
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((3, 16381, 16384));
    }
}
