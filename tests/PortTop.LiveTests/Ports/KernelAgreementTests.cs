using System.Net.Sockets;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>What porttop shows beside what the kernel does.</summary>
public sealed class KernelAgreementTests : NamespaceTest
{
    public static TheoryData<string> Collectors => ["netlink", "procfs"];

    [Fact]
    public void Twenty_eight_thousand_connections_with_101_reserved_ports_are_exact()
    {
        Network.Sysctl("net.ipv4.ip_local_reserved_ports", "40000-40100");
        var script = Path.Combine(AppContext.BaseDirectory, "connections.py");
        using var holder = Network.Start(Command.Prepare("python3", [script, "28000", "1"]));
        holder.StandardOutput.ReadLine().ShouldBe("ready");

        var poll = Porttop.Poll(Network);
        var pool = poll.Pool("127.0.0.1", 9000);
        holder.StandardInput.Close();
        holder.WaitForExit();

        pool.Ledger().ShouldBe((28_000, 131, 28_131));
        pool.GetProperty("states").GetProperty("established").GetInt32().ShouldBe(28_000);
        poll.GetProperty("range").GetProperty("reserved").GetInt32().ShouldBe(101);
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_listener_takes_its_port_from_every_target(string collector)
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Listen("127.0.0.9", 61004);
        Peers.Listen("::1", 61005);
        Peers.Connect("127.0.0.2", 8080, 8);

        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
        var poll = Porttop.Poll(Network, "--collector", collector);
        poll.GetProperty("collector").GetString().ShouldBe(collector);
        poll.GetProperty("range").GetProperty("heldByBind").GetInt32().ShouldBe(2);
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((8, 0, 8));
    }

    [Theory]
    [MemberData(nameof(Collectors))]
    public void A_v4_mapped_socket_takes_an_IPv4_port_and_a_native_one_does_not(string collector)
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Listen("::1", 8080);
        Peers.Connect("127.0.0.1", 8080, 6);
        for (var i = 0; i < 4; i++)
        {
            Peers.ConnectMapped("127.0.0.1", 8080);
        }

        Peers.TryConnect("127.0.0.1", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
        Peers.Connect("::1", 8080, 10);
        var poll = Porttop.Poll(Network, "--collector", collector);
        poll.Pool("127.0.0.1", 8080).Ledger().ShouldBe((10, 0, 10));
        poll.Pool("::1", 8080).Ledger().ShouldBe((10, 0, 10));
    }

    [Theory]
    [InlineData("netlink", 2, true)]
    [InlineData("procfs", 2, true)]
    [InlineData("netlink", 1, true)]
    [InlineData("netlink", 0, false)]
    public void TIME_WAIT_ports_are_free_where_the_kernel_gives_them_out_again(string collector, int reuse, bool isFree)
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", $"{reuse}");
        var server = Peers.Listen("127.0.0.2", 8080);
        foreach (var client in Peers.Connect("127.0.0.2", 8080, 10))
        {
            using var child = server.Accept();
            client.Dispose();
            child.Receive(new byte[1]).ShouldBe(0, "the client closed first");
        }

        // Ports come back a second after the close, by the kernel's own delay; where they do not, two seconds are past it.
        var closed = DateTimeOffset.UtcNow;
        var pool = Deadline.Until(
            () => Porttop.Poll(Network, "--collector", collector),
            poll => isFree ? poll.Pool("127.0.0.2", 8080).Ledger().Free == 10 : poll.Time() > closed.AddSeconds(2),
            "ports of TIME-WAIT that are old enough",
            static poll => poll.GetRawText()).Pool("127.0.0.2", 8080);

        pool.Ledger().ShouldBe(isFree ? (0, 10, 10) : (10, 0, 10));
        pool.GetProperty("reclaimable").GetInt32().ShouldBe(isFree ? 10 : 0);
        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(isFree ? SocketError.Success : SocketError.AddressNotAvailable);
    }

    [Fact]
    public void TIME_WAIT_and_CLOSE_WAIT_hold_their_ports_and_are_told_apart()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        var server = Peers.Listen("127.0.0.2", 8080);
        var clients = Peers.Connect("127.0.0.2", 8080, 10).ToDictionary(static client => client.LocalEndPoint!);
        for (var i = 0; i < 10; i++)
        {
            using var child = server.Accept();
            var client = clients[child.RemoteEndPoint!];
            if (i < 4)
            {
                client.Shutdown(SocketShutdown.Both);
                client.Dispose();
                child.Receive(new byte[1]).ShouldBe(0, "the end of the stream: the client closed first");
            }
        }

        var poll = Porttop.PollUntil(Network, static poll => Count(poll, "timeWait") == 4 && Count(poll, "closeWait") == 6, "sockets change their state a moment after the call that makes them");
        poll.Pool("127.0.0.2", 8080).Ledger().ShouldBe((10, 0, 10));
        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
    }

    [Fact]
    public void Both_collectors_say_the_same()
    {
        Peers.Listen("0.0.0.0", 8080);
        Peers.Listen("::1", 8081);
        Peers.Connect("127.0.0.2", 8080, 30);
        Peers.Connect("127.0.0.3", 8080, 20);
        Peers.Connect("::1", 8081, 10);

        Pools("procfs").ShouldBe(Pools("netlink"));

        string Pools(string collector) => string.Join('\n', Porttop.Poll(Network, "--collector", collector).GetProperty("pools").EnumerateArray().Select(static pool =>
            $"{pool.GetProperty("source")} {pool.GetProperty("destination")} {pool.Ledger()} {pool.GetProperty("states")} {pool.GetProperty("ledger")}"));
    }

    [Fact]
    public void An_ordinary_user_sees_the_same_pools()
    {
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 30);
        var output = Network.Execute(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", Porttop.Path, "-b", "-n", "1", "-o", "json");
        using var poll = JsonDocument.Parse(output);

        poll.RootElement.Pool("127.0.0.2", 8080).GetProperty("used").GetInt32().ShouldBe(30);
        poll.RootElement.GetProperty("collector").GetString().ShouldBe("netlink");
    }

    [Fact]
    [Trait("race", "yes")]
    public void Rates_and_the_moment_of_filling_are_seen_while_it_happens()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 2);
        using var polls = new PollStream(Network);
        var first = polls.Next().Pool("127.0.0.2", 8080);
        Peers.Connect("127.0.0.2", 8080, 8);
        var filled = polls.Until(static poll => poll.Pool("127.0.0.2", 8080).Ledger().Used == 10).Pool("127.0.0.2", 8080);

        first.TryGetProperty("opened", out _).ShouldBeFalse("nothing is known before the second poll");
        filled.Ledger().ShouldBe((10, 0, 10));
        filled.GetProperty("opened").GetDouble().ShouldBeGreaterThan(0);
        filled.GetProperty("net").GetDouble().ShouldBe(filled.GetProperty("opened").GetDouble());
        filled.GetProperty("forecast").TryGetProperty("since", out _).ShouldBeTrue("it filled while porttop watched");
    }

    private static int Count(JsonElement poll, string state) => poll.GetProperty("states").GetProperty(state).GetInt32();
}
