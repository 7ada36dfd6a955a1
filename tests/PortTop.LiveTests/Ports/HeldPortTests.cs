using System.Net.Sockets;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>Ports that others hold: the ledger says where every one went.</summary>
public sealed class HeldPortTests : NamespaceTest
{
    [Fact]
    public void A_pool_that_fails_at_23830_of_28232_because_others_bound_4402_is_explained_to_the_port()
    {
        KernelFeatures.NeedTellingBound();
        var script = Path.Combine(AppContext.BaseDirectory, "connections.py");
        using var holder = Network.Start(Command.Prepare("python3", [script, "23830", "1", "4402"]));
        holder.StandardOutput.ReadLine().ShouldBe("ready");

        var refused = Peers.TryConnect("127.0.0.1", 9000).Error;
        var poll = Porttop.Poll(Network);
        var probe = Network.Run(() => Porttop.Run("probe", "127.0.0.1:9000"));
        holder.StandardInput.Close();
        holder.WaitForExit();

        refused.ShouldBe(SocketError.AddressNotAvailable);
        var pool = poll.Pool("127.0.0.1", 9000);
        pool.Ledger().ShouldBe((23_830, 0, 23_830));
        (pool.GetProperty("freeLower").GetInt32(), pool.GetProperty("freeUpper").GetInt32()).ShouldBe((0, 0));
        pool.GetProperty("ledger").GetRawText().ShouldBe(
            """{"range":28232,"reserved":0,"listeners":0,"boundFirst":4402,"suspected":0,"inUse":23830,"timeWait":0,"free":0}""");
        probe.Output.ShouldContain("no: EADDRNOTAVAIL");
    }

    [Fact]
    public void The_whole_default_range_goes_to_one_target_to_the_port()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "connections.py");
        using var holder = Network.Start(Command.Prepare("python3", [script, "28232", "1"]));
        holder.StandardOutput.ReadLine().ShouldBe("ready");

        var refused = Peers.TryConnect("127.0.0.1", 9000).Error;
        var pool = Porttop.Poll(Network).Pool("127.0.0.1", 9000);
        holder.StandardInput.Close();
        holder.WaitForExit();

        refused.ShouldBe(SocketError.AddressNotAvailable);
        pool.Ledger().ShouldBe((28_232, 0, 28_232));
        pool.GetProperty("slow").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("a listener")]
    [InlineData("bound")]
    [InlineData("bound on another address")]
    [InlineData("bound for IPv6 only")]
    [InlineData("chosen towards another target")]
    public void A_held_port_is_gone_for_every_target(string how)
    {
        if (how.StartsWith("bound", StringComparison.Ordinal))
        {
            KernelFeatures.NeedTellingBound();
        }

        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Listen("0.0.0.0", 8081);
        Peers.Listen("::1", 8081);
        Peers.Connect("127.0.0.2", 8080, 1);
        using var holder = Network.Run(() =>
        {
            var isIPv6 = how == "bound for IPv6 only";
            var socket = RawSocket.Tcp(isIPv6);
            if (isIPv6)
            {
                socket.OnlyIPv6();
            }

            socket.Bind(isIPv6 ? "::" : how == "bound on another address" ? "127.0.0.9" : "127.0.0.1", 61005).ShouldBe(0);
            _ = how switch
            {
                "a listener" => socket.Listen(),
                "chosen towards another target" => socket.Connect("127.0.0.3", 8081),
                _ => 0,
            };
            return socket;
        });

        var pool = Porttop.Poll(Network).Pool("127.0.0.2", 8080);
        pool.Ledger().Capacity.ShouldBe(9);
        pool.GetProperty("ledger").GetProperty(how == "a listener" ? "listeners" : "boundFirst").GetInt32().ShouldBe(1);
        Peers.Connect("127.0.0.2", 8080, 8);
        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
        Porttop.Poll(Network).Pool("127.0.0.2", 8080).Ledger().ShouldBe((9, 0, 9));
    }

    [Fact]
    [Trait("race", "yes")]
    public void What_binds_first_has_a_pool_of_its_own_for_all_targets_together()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        using var polls = new PollStream(Network);
        _ = polls.Next();
        using var sockets = new Many(Network.Run(() => Enumerable.Range(0, 10).Select(static i =>
        {
            var socket = RawSocket.Tcp();
            socket.Bind("127.0.0.1", 0).ShouldBe(0);
            socket.Connect($"127.0.0.{2 + (i % 4)}", 8080).ShouldBe(0);
            return socket;
        }).ToArray()));

        // Who holds ports is read more rarely than sockets, where that took long.
        var poll = polls.Until(static poll => Bound(poll) is { } bind && bind.Ledger().Used == 10);
        Bound(poll)!.Value.Ledger().ShouldBe((10, 0, 10));
        Network.Run(() => Porttop.Run("probe", "127.0.0.2:8080", "--bind")).Output.ShouldContain("no: EADDRINUSE");

        static JsonElement? Bound(JsonElement poll) => poll.GetProperty("pools").EnumerateArray().Cast<JsonElement?>()
            .FirstOrDefault(static pool => pool!.Value.GetProperty("kind").GetString() == "bind" && pool.Value.GetProperty("source").GetString() == "127.0.0.1");
    }

    [Fact]
    public void Connections_from_ports_outside_the_range_are_noticed()
    {
        Peers.Listen("0.0.0.0", 8080);
        using var socket = Network.Run(() =>
        {
            var client = RawSocket.Tcp();
            client.Bind("127.0.0.1", 20_001).ShouldBe(0);
            client.Connect("127.0.0.2", 8080).ShouldBe(0);
            return client;
        });

        var poll = Porttop.Poll(Network);
        poll.GetProperty("outside").GetRawText().ShouldBe("""{"sockets":1,"ports":1}""");
        poll.GetProperty("pools").EnumerateArray().Single().GetProperty("window").GetProperty("kind").GetString().ShouldBe("chosen");
    }

    [Fact]
    public void An_odd_range_may_already_fail_with_one_port_left()
    {
        KernelFeatures.NeedTellingBound();
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61002");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 2);

        var poll = Porttop.Poll(Network).Pool("127.0.0.2", 8080);
        poll.Ledger().ShouldBe((2, 1, 3));
        (poll.GetProperty("freeLower").GetInt32(), poll.GetProperty("freeUpper").GetInt32()).ShouldBe((0, 1));
        poll.GetProperty("forecast").GetProperty("state").GetString().ShouldBe("unclear");
        Network.Execute(Porttop.Path, "-b", "-n", "1").ShouldContain("may already fail");
    }

    [Fact]
    [Trait("race", "yes")]
    public void A_range_that_moves_while_porttop_runs_is_followed_to_the_port()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 6);
        using var polls = new PollStream(Network);
        polls.Next().Pool("127.0.0.2", 8080).Ledger().ShouldBe((6, 4, 10));

        Network.Sysctl("net.ipv4.ip_local_port_range", "61004 61023");

        var pool = polls.Until(static poll => poll.Pool("127.0.0.2", 8080).Ledger().Capacity == 20).Pool("127.0.0.2", 8080);
        pool.TryGetProperty("net", out _).ShouldBeFalse("other ports are counted: a difference is no change of use");
        Peers.Connect("127.0.0.2", 8080, pool.Ledger().Free);
        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
    }

    [Fact]
    public void A_device_takes_from_its_own_and_an_unbound_socket_from_all()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        var bound = Fill("lo");
        bound.Count.ShouldBe(10);
        var unbound = Fill(device: null);
        unbound.Count.ShouldBe(10, "a socket that is bound to a device takes nothing from those that are not");

        var pools = Porttop.Poll(Network).GetProperty("pools").EnumerateArray().ToArray();
        pools.Length.ShouldBe(2);
        foreach (var pool in pools)
        {
            pool.Ledger().ShouldBe((10, 0, 10));
        }

        bound.ForEach(static socket => socket.Reset());
        var rest = Porttop.PollUntil(Network, static poll => poll.GetProperty("pools").GetArrayLength() == 1, "the sockets of the device are gone").GetProperty("pools")[0];
        rest.TryGetProperty("interface", out _).ShouldBeFalse();
        Fill("lo").ShouldBeEmpty("an unbound socket takes from all");
        unbound.ForEach(static socket => socket.Reset());
    }

    [Fact]
    public void UDP_has_one_pool_for_all_destinations()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61019");
        using var connected = new Many(Network.Run(() => Enumerable.Range(0, 15).Select(static i =>
        {
            var socket = RawSocket.Udp();
            socket.Connect($"127.0.0.{2 + i}", 53).ShouldBe(0);
            return socket;
        }).ToArray()));

        var pool = Porttop.Poll(Network).GetProperty("pools").EnumerateArray().Single();
        (pool.GetProperty("protocol").GetString(), pool.GetProperty("source").GetString()).ShouldBe(("udp", "*"));
        pool.Ledger().ShouldBe((15, 5, 20));
        using var more = new Many(Network.Run(() => Enumerable.Range(0, 5).Select(static _ =>
        {
            var socket = RawSocket.Udp();
            socket.Bind("0.0.0.0", 0).ShouldBe(0);
            return socket;
        }).ToArray()));
        Network.Run(() => Porttop.Run("probe", "127.0.0.2:53", "--udp")).Output.ShouldContain("no: EAGAIN");
        Porttop.Poll(Network).GetProperty("pools").EnumerateArray().Single().Ledger().ShouldBe((20, 0, 20));
        var files = Network.Run(() => Porttop.Run("-b", "-n", "1", "-o", "json", "--collector", "procfs")).Output;
        using var document = JsonDocument.Parse(files);
        document.RootElement.GetProperty("pools").EnumerateArray().Single().Ledger().ShouldBe((20, 0, 20), "and by the files");
    }

    [Fact]
    public void Other_addresses_are_named_where_one_is_used_up()
    {
        KernelFeatures.NeedTellingBound();
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Network.Execute("ip", "addr", "add", "10.77.0.1/32", "dev", "lo");
        Network.Execute("ip", "addr", "add", "10.77.0.2/32", "dev", "lo");
        Network.Execute("ip", "addr", "add", "10.77.0.9/32", "dev", "lo");
        Peers.Listen("0.0.0.0", 8080);
        using var ours = new Many(Network.Run(() => Enumerable.Range(0, 10).Select(static _ => From("10.77.0.1")).Append(From("10.77.0.2")).ToArray()));

        var pool = Porttop.Poll(Network).GetProperty("pools").EnumerateArray().Single(static pool => pool.GetProperty("source").GetString() == "10.77.0.1");
        pool.Ledger().ShouldBe((10, 0, 10));
        pool.GetProperty("siblings").GetRawText().ShouldBe("""[{"source":"10.77.0.9","free":10,"freeLower":10},{"source":"10.77.0.2","free":9,"freeLower":9}]""");
        Network.Run(() => Porttop.Run("probe", "10.77.0.9:8080", "--source", "10.77.0.1")).Status.ShouldBe(1);
        Network.Run(() => Porttop.Run("probe", "10.77.0.9:8080", "--source", "10.77.0.2")).Status.ShouldBe(0);
    }

    /// <summary>Connects from one address with a port that connect() chooses.</summary>
    private static RawSocket From(string source)
    {
        var socket = RawSocket.Tcp();
        socket.BindAddressNoPort();
        socket.Bind(source, 0).ShouldBe(0);
        socket.Connect("10.77.0.9", 8080).ShouldBe(0);
        return socket;
    }

    private List<RawSocket> Fill(string? device) => Network.Run(() =>
    {
        var sockets = new List<RawSocket>();
        while (true)
        {
            var socket = RawSocket.Tcp();
            if (device is not null)
            {
                socket.BindToDevice(device);
            }

            var error = socket.Connect("127.0.0.2", 8080);
            if (error != 0)
            {
                error.ShouldBe(RawSocket.EADDRNOTAVAIL);
                socket.Dispose();
                return sockets;
            }

            sockets.Add(socket);
        }
    });
}
