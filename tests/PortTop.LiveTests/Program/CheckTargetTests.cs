using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>
/// A check of one target answers for everything that a connection to it draws from: ports towards it, those of bind() before connect(), and
/// those of UDP.
/// </summary>
public sealed class CheckTargetTests : NamespaceTest
{
    private const string Server = "127.0.0.1";
    private const int Port = 9000;

    public CheckTargetTests() => Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41099");

    /// <summary>The odd half was bound first, by who connects here; the even half went to connect() towards another target.</summary>
    [Fact]
    public void The_bind_pool_of_its_source_is_in_the_answer()
    {
        Peers.Listen(Server, Port);
        Peers.Listen(Server, Port + 1);
        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectBoundFirst(Server, Server, Port, targets: 1, count: 50).ShouldBe(50);
        Peers.Connect(Server, Port + 1, 50);

        var check = Network.Run(static () => Porttop.Run("check", "127.0.0.1:9000"));
        var explanation = Network.Execute(Porttop.Path, "explain", "127.0.0.1:9000");

        Network.Run(static () => Ports.PortsLeft.Connect(Server, Server, Port)).ShouldBe(50, "towards the target half is left");
        Network.Run(static () => Ports.PortsLeft.Bind(Server)).ShouldBe(0, "and to who binds first nothing");
        check.Status.ShouldBe(2, check.Output);
        check.Output.ShouldContain("bind");
        explanation.ShouldNotContain("Healthy");
        explanation.ShouldContain("IP_BIND_ADDRESS_NO_PORT");
    }

    [Fact]
    public void A_target_is_not_well_whose_every_port_is_bound_first()
    {
        const int Targets = 8;
        for (var target = 0; target < Targets; target++)
        {
            Peers.Listen(Server, Port + target);
        }

        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectBoundFirst(Server, Server, Port, Targets).ShouldBe(100);

        var check = Network.Run(static () => Porttop.Run("check", "127.0.0.1:9005"));

        Network.Run(static () => Ports.PortsLeft.Connect(Server, Server, Port + 5)).ShouldBe(0, "this is what was made");
        check.Status.ShouldBe(2, check.Output);
        Network.Execute(Porttop.Path, "explain").ShouldContain("IP_BIND_ADDRESS_NO_PORT");
    }

    [Fact]
    public void UDP_without_a_port_is_in_the_answer()
    {
        using var sockets = new Many(Network.Run(static () => Enumerable.Range(0, 100).Select(static _ =>
        {
            var socket = RawSocket.Udp();
            socket.Connect(Server, 53).ShouldBe(0);
            return socket;
        }).ToArray()));

        var check = Network.Run(static () => Porttop.Run("check", "127.0.0.1:53"));

        check.Status.ShouldBe(2, check.Output);
        check.Output.ShouldContain("udp", Case.Insensitive);
    }

    /// <summary>The other side of all of them: where each has room the answer is that all is well.</summary>
    [Fact]
    public void A_target_with_room_of_every_kind_is_well()
    {
        Peers.Listen(Server, Port);
        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectBoundFirst(Server, Server, Port, targets: 1, count: 20).ShouldBe(20);
        Peers.Connect(Server, Port, 20);
        holder.Tell($"udp {Server} 53 20").ShouldBe("connected");

        var check = Network.Run(static () => Porttop.Run("check", "127.0.0.1:9000"));

        check.Status.ShouldBe(0, check.Output);
    }
}
