using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>Ports that the kernel did not hand out: each window that is used is one pool, with what bind() still finds there.</summary>
public sealed class WindowTests : NamespaceTest
{
    private const string Loopback = "127.0.0.1";
    private const int Port = 2049;

    [Fact]
    public void Ports_below_1024_are_counted_to_the_port_that_bind_still_gives()
    {
        Peers.Listen(Loopback, Port);
        Peers.Listen(Loopback, 600);
        using var client = new SocketHolder(Network, "nfs-like");
        client.ConnectChosen(Loopback, Loopback, Port, 1, 990, 1019).ShouldBe(30);

        var pool = Window("privileged");

        pool.Ledger().ShouldBe((30, BindsLeft(512, 1023), 511));
        pool.GetProperty("owners")[0].GetProperty("pid").GetInt32().ShouldBe(client.Id);
    }

    [Fact]
    public void Of_ports_that_a_program_chooses_outside_the_range_only_what_is_used_is_known()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40199");
        Peers.Listen(Loopback, Port);
        using var client = new SocketHolder(Network, "envoy-like");
        client.ConnectChosen(Loopback, Loopback, Port, 1, 20_000, 20_011).ShouldBe(12);

        var pool = Window("chosen");

        pool.GetProperty("used").GetInt32().ShouldBe(12);
        pool.TryGetProperty("free", out _).ShouldBeFalse();
        pool.TryGetProperty("capacity", out _).ShouldBeFalse();
        pool.GetProperty("owners")[0].GetProperty("pid").GetInt32().ShouldBe(client.Id);
    }

    [Fact]
    public void A_program_with_a_part_of_the_range_of_its_own_is_out_of_ports_before_the_pool_is()
    {
        Assert.SkipUnless(RawSocket.HasOwnRange, "needs IP_LOCAL_PORT_RANGE, Linux 6.3");
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40199");
        Peers.Listen(Loopback, Port);
        using var client = new SocketHolder(Network, "sharded");
        var given = client.ConnectFromPart(40_050, 40_069, Loopback, Port, 12);
        given.ShouldBe(12);
        using var polls = new PollStream(Network);

        var pool = Windows(polls.Until(static poll => Windows(poll, "ownRange").Length == 1), "ownRange")[0];
        pool.Ledger().ShouldBe((12, 8, 20));
        pool.GetProperty("window").GetProperty("low").GetInt32().ShouldBe(40_050);
        pool.GetProperty("owners")[0].GetProperty("pid").GetInt32().ShouldBe(client.Id);

        client.ConnectFromPart(40_050, 40_069, Loopback, Port, 12).ShouldBe(8, "the kernel gives as many more as porttop says");
        var full = Windows(polls.Until(static poll => Windows(poll, "ownRange") is [var only] && only.State() == "full"), "ownRange")[0];
        full.Ledger().ShouldBe((20, 0, 20));
    }

    [Fact]
    public void What_a_server_accepted_whose_listener_is_gone_is_one_pool()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40199");
        var server = Peers.Listen(Loopback, 40_100);
        using var clients = new SocketHolder(Network, "clients");
        clients.ConnectChosen("127.0.0.3", Loopback, 40_100, 1, 20_000, 20_059).ShouldBe(60);
        var accepted = Network.Run(() => Enumerable.Range(0, 60).Select(_ => server.Accept()).ToArray());
        Pools(Porttop.Poll(Network), "connect").ShouldBeEmpty("a listener accepted them");

        server.Dispose();

        var poll = Porttop.Poll(Network);
        var served = Windows(poll, "served").Single();
        served.GetProperty("window").GetProperty("ends").GetInt32().ShouldBe(60);
        served.GetProperty("window").GetProperty("low").GetInt32().ShouldBe(40_100);
        Pools(poll, "connect").ShouldBeEmpty(poll.GetRawText());
        Array.ForEach(accepted, static socket => socket.Dispose());
    }

    [Fact]
    public void A_server_in_the_range_that_is_not_reserved_is_a_warning_until_it_is()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40199");
        Peers.Listen(Loopback, 40_100);
        var before = Network.Run(static () => Porttop.Run("check", "--listeners", "--netns", "own"));
        before.Status.ShouldBe(1, before.Output);
        before.Output.ShouldContain("40100");
        before.Output.ShouldContain("sysctl -w net.ipv4.ip_local_reserved_ports=40100");

        Network.Sysctl("net.ipv4.ip_local_reserved_ports", "40100");
        var after = Network.Run(static () => Porttop.Run("check", "--listeners", "--netns", "own"));
        after.Status.ShouldBe(0, after.Output);
    }

    [Fact]
    public void A_server_whose_port_the_kernel_chose_needs_no_reservation()
    {
        Peers.Listen(Loopback, 0);
        var check = Network.Run(static () => Porttop.Run("check", "--listeners", "--netns", "own"));
        check.Status.ShouldBe(0, check.Output);
    }

    private JsonElement Window(string kind) => Windows(
        Porttop.PollUntil(
            Network, poll => Windows(poll, kind) is [var only] && only.TryGetProperty("owners", out _), "the window and its owner"),
        kind)[0];

    private static JsonElement[] Windows(JsonElement poll, string kind) => [.. poll.GetProperty("pools").EnumerateArray()
        .Where(pool => pool.TryGetProperty("window", out var window) && window.GetProperty("kind").GetString() == kind)];

    private static JsonElement[] Pools(JsonElement poll, string kind)
        => [.. poll.GetProperty("pools").EnumerateArray().Where(pool => pool.GetProperty("kind").GetString() == kind)];

    /// <summary>How many ports of a stretch bind() still gives, all held at once.</summary>
    private int BindsLeft(int low, int high) => Network.Run(() =>
    {
        var sockets = new List<RawSocket>();
        var given = 0;
        for (var port = low; port <= high; port++)
        {
            var socket = RawSocket.Tcp();
            sockets.Add(socket);
            given += socket.Bind(Loopback, port) == 0 ? 1 : 0;
        }

        sockets.ForEach(static socket => socket.Dispose());
        return given;
    });
}
