using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Upstream;

/// <summary>Real connections, counted against a NAT that somebody names.</summary>
public sealed class UpstreamTests : NamespaceTest
{
    private const string Outside = "203.0.113.9";
    private const string Inside = "10.8.0.12";

    [Fact]
    public void What_leaves_through_the_NAT_is_held_against_it_and_what_stays_inside_is_not()
    {
        foreach (var address in new[] { Outside, Inside })
        {
            Network.Execute("ip", "addr", "add", address + "/32", "dev", "lo");
        }

        using var outside = new Load(Network, Outside, 443);
        using var inside = new Load(Network, Inside, 5432);
        using var holder = new SocketHolder(Network, "client");
        holder.Connect(Outside, 443, 60).ShouldBe(60);
        holder.Connect(Inside, 5432, 60).ShouldBe(60);
        var poll = Porttop.Poll(Network, "--upstream", "gcp-cloud-nat");
        var upstream = poll.Pool(Outside, 443).GetProperty("upstream");

        (upstream.GetProperty("used").GetInt32(), upstream.GetProperty("limit").GetInt32(), upstream.GetProperty("nearer").GetBoolean()).ShouldBe((60, 64, true));
        poll.Pool(Outside, 443).GetProperty("forecast").GetProperty("state").GetString().ShouldBe("atRisk");
        poll.Pool(Inside, 5432).TryGetProperty("upstream", out _).ShouldBeFalse();
        poll.GetProperty("events").EnumerateArray().ShouldContain(static happened => happened.GetProperty("kind").GetString() == "upstreamNear");

        var check = Network.Run(static () => Command.Run(Porttop.Path, ["check", "--upstream", "gcp-cloud-nat"]));
        check.Status.ShouldBe(1, check.Output);
        check.Output.ShouldContain(">60 of 64 at GCP Cloud NAT");
        check.Output.ShouldContain(" upstream=60;51.2;60.8;0;64");
        var explained = Network.Run(static () => Command.Run(Porttop.Path, ["explain", "--upstream", "gcp-cloud-nat", "-d", "0.2"])).Output;
        explained.ShouldContain("Why  GCP Cloud NAT is nearer than the host");
        explained.ShouldContain("--min-ports-per-vm=128");
        explained.ShouldNotContain("ip_local_port_range");
        Network.Run(static () => Command.Run(Porttop.Path, ["check"])).Status.ShouldBe(0, "unless somebody says so nothing is counted against a NAT");
    }

    /// <summary>What the whole matter is about: the NAT has 100 ports, the client has 28,232, and its kernel never refuses one.</summary>
    [Fact]
    public void Behind_a_gateway_that_is_used_up_connections_hang_without_an_error_and_the_gateway_is_said_to_be_nearer()
    {
        Assert.SkipUnless(Command.Exists("nft"), "needs nft");
        using var router = new NetworkNamespace();
        using var server = new NetworkNamespace();
        Link(router, Network, "10.0.3.1", "10.0.3.2");
        Link(router, server, "203.0.113.1", Outside);
        Network.Execute("ip", "route", "add", "default", "via", "10.0.3.1");
        router.Sysctl("net.ipv4.ip_forward", "1");
        router.Execute("nft", "add table ip t; add chain ip t c { type nat hook postrouting priority 100; }; add rule ip t c ip saddr 10.0.3.0/24 ip protocol tcp masquerade to :50000-50099");
        using var peers = new Peers(server);
        peers.Listen(Outside, 443);

        Socket[] sockets = [.. Enumerable.Range(0, 130).Select(_ => Network.Run(static () => Begin(new IPEndPoint(IPAddress.Parse(Outside), 443))))];
        using var held = new Closing(sockets);
        var settings = Path.GetTempFileName();
        File.WriteAllText(settings, """{ "upstream": "port-block", "upstreamPorts": 100 }""");
        var poll = Deadline.Until(
            () => Porttop.Poll(Network, "--config", settings),
            static poll => poll.Pool(Outside, 443).GetProperty("states").TryGetProperty("established", out var established) && established.GetInt32() == 100,
            "as many connections as the NAT has ports",
            static poll => poll.GetRawText());
        File.Delete(settings);
        var pool = poll.Pool(Outside, 443);

        (pool.GetProperty("states").GetProperty("established").GetInt32(), pool.GetProperty("states").GetProperty("synSent").GetInt32()).ShouldBe((100, 30), "as many as the NAT has ports");
        pool.GetProperty("free").GetInt32().ShouldBeGreaterThan(28_000, "the kernel would give more");
        pool.GetProperty("upstream").GetRawText().ShouldBe("""{"preset":"port-block","used":100,"atLeast":false,"limit":100,"usedRatio":1,"nearer":true,"atRisk":true}""");
        pool.GetProperty("forecast").GetProperty("state").GetString().ShouldBe("atRisk");
    }

    private static Socket Begin(IPEndPoint target)
    {
        var socket = new Socket(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
        Should.Throw<SocketException>(() => socket.Connect(target)).SocketErrorCode.ShouldBe(SocketError.WouldBlock);
        return socket;
    }

    /// <summary>Joins two namespaces by a pair of devices.</summary>
    private static void Link(NetworkNamespace one, NetworkNamespace other, string address, string otherAddress)
    {
        // A process says which namespace is meant.
        using var resident = other.Start(Command.Prepare("sleep", ["60"]));
        var name = "up" + address.Split('.')[0];
        one.Execute("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", resident.Id.ToString(CultureInfo.InvariantCulture));
        resident.Kill();
        one.Execute("ip", "addr", "add", address + "/24", "dev", name);
        one.Execute("ip", "link", "set", name, "up");
        other.Execute("ip", "addr", "add", otherAddress + "/24", "dev", "eth0");
        other.Execute("ip", "link", "set", "eth0", "up");
    }

    private sealed class Closing(Socket[] sockets) : IDisposable
    {
        public void Dispose() => Array.ForEach(sockets, static socket => socket.Dispose());
    }
}
