using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>Programs that bind before they connect: porttop, started afterwards, knows to the port what that leaves to everybody.</summary>
public sealed class BoundFirstTests : NamespaceTest
{
    private const string Sidecar = "127.0.0.6";
    private const string Server = "127.0.0.1";
    private const int Port = 8080;

    /// <summary>What an Envoy does whose connections are short.</summary>
    [Fact]
    public void An_address_whose_ports_all_wait_after_bind_has_none_for_any_target()
    {
        KernelFeatures.NeedTellingBound();
        const int Targets = 3;
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41119");
        var refusal = Network.Run(() => Forks.Without(static () => Close(Targets)));
        refusal.ShouldBe(RawSocket.EADDRINUSE);

        var poll = Porttop.Poll(Network);
        var check = Network.Run(static () => Porttop.Run("check"));
        var explanation = Network.Execute(Porttop.Path, "explain");

        Network.Run(static () => PortsLeft.Bind(Sidecar)).ShouldBe(0);
        using var server = Network.Run(static () => Listener(Port));
        Network.Run(static () => PortsLeft.Connect(Sidecar, Server, Port)).ShouldBe(0, "and leaving the port to connect() does not help");
        poll.BindPool(Sidecar).Bounds().ShouldBe(Porttop.Exactly(0));
        for (var target = 0; target < Targets; target++)
        {
            var pool = poll.Pool(Server, Port + target);
            pool.Bounds().ShouldBe(Porttop.Exactly(0));
            pool.State().ShouldBe("full");
        }

        check.Status.ShouldBe(2, check.Output);
        explanation.ShouldContain("bind");
        explanation.ShouldContain("IP_BIND_ADDRESS_NO_PORT");
    }

    /// <summary>How much of the range is bound first, over several targets of which none has much of it.</summary>
    [Theory]
    [InlineData(30)]
    [InlineData(76)]
    [InlineData(84)]
    [InlineData(120)]
    [InlineData(152)]
    [InlineData(160)]
    public void However_many_are_bound_first_they_are_counted_out(int count)
    {
        KernelFeatures.NeedTellingBound();
        const int Targets = 7;
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41159");
        for (var target = 0; target < Targets; target++)
        {
            Peers.Listen(Server, Port + target);
        }

        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectBoundFirst(Server, Server, Port, Targets, count).ShouldBe(count);

        var poll = Porttop.Poll(Network);

        var connect = Network.Run(static () => PortsLeft.Connect(Server, Server, Port));
        var bind = Network.Run(static () => PortsLeft.Bind(Server));
        (connect, bind).ShouldBe((160 - count, 160 - count), "this is what was made");
        poll.Pool(Server, Port).Bounds().ShouldBe(Porttop.Exactly(connect));
        poll.BindPool(Server).Bounds().ShouldBe(Porttop.Exactly(bind));
        poll.GetProperty("asking").GetProperty("held").GetInt32().ShouldBe(count);
    }

    [Fact]
    [Trait("race", "yes")]
    public void A_bind_that_is_refused_is_seen_where_system_calls_are_watched()
    {
        KernelFeatures.NeedTellingBound();
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41019");
        Peers.Listen(Server, Port);
        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectBoundFirst(Sidecar, Server, Port, targets: 1).ShouldBe(20);
        using var polls = new PollStream(Network, arguments: ["--watch-syscalls"]);
        _ = polls.Next();

        var seen = polls.Until(poll =>
        {
            holder.ConnectBoundFirst(Sidecar, Server, Port, targets: 1, count: 1).ShouldBe(0);
            return poll.GetProperty("pools").EnumerateArray().Any(Porttop.IsFailing) && poll.FindBindPool(Sidecar) is { } bind
                && bind.TryGetProperty("freeLower", out _);
        });

        seen.BindPool(Sidecar).Bounds().ShouldBe(Porttop.Exactly(0));
    }

    /// <summary>Binds, connects and closes, the client first, until bind() is refused. Returns its error.</summary>
    private static int Close(int targets)
    {
        var servers = Enumerable.Range(Port, targets).Select(Listener).ToArray();
        using var all = new Many(servers);
        for (var i = 0; ; i++)
        {
            using var client = RawSocket.Tcp();
            var error = client.Bind(Sidecar, 0);
            if (error != 0)
            {
                return error;
            }

            client.Connect(Server, Port + (i % targets)).ShouldBe(0);
            using var child = servers[i % targets].Accept();
            client.Dispose();
        }
    }

    private static RawSocket Listener(int port)
    {
        var server = RawSocket.Tcp();
        server.ReuseAddress();
        server.Bind(Server, port).ShouldBe(0);
        server.Listen().ShouldBe(0);
        return server;
    }
}
