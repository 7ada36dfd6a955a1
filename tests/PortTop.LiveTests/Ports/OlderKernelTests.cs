using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>
/// On Debian's 6.1: what porttop finds there (section 12 of the model of capacity: the kernel tells of no socket that is bound only, and
/// searches every second port first), and what it says instead of what it cannot know.
/// </summary>
[Runs(RunsAttribute.Kernels, "it is about a kernel that this machine need not have")]
public sealed class OlderKernelTests : NamespaceTest
{
    public OlderKernelTests()
        => Assert.SkipWhen(KernelFeatures.TellsBound, "needs a kernel before 6.8, which does not tell of sockets that are bound only");

    [Fact]
    public void A_port_that_is_bound_only_is_not_seen_and_nobody_says_that_it_is_free()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61009");
        Peers.Listen("0.0.0.0", 8080);
        using var bound = Network.Run(static () =>
        {
            var socket = RawSocket.Tcp();
            socket.Bind("127.0.0.1", 61005).ShouldBe(0);
            return socket;
        });
        Peers.Connect("127.0.0.2", 8080, 1);

        var poll = Porttop.Poll(Network);
        var pool = poll.Pool("127.0.0.2", 8080);
        pool.Ledger().ShouldBe((1, 9, 10), "the bound port is not among what it counts");
        pool.TryGetProperty("freeLower", out _).ShouldBeFalse("nothing is certain to be free");
        pool.GetProperty("freeUpper").GetInt32().ShouldBe(9);
        Unseen(poll, "binds").ShouldContain("Linux 6.8");
        var table = Network.Execute(Porttop.Path, "-b", "-n", "1");
        table.ShouldContain("9 free of 10 (at most)");
        table.ShouldContain("at least 0 bound first");
        table.ShouldContain("~9");

        // The kernel itself decides, and porttop can ask it.
        Peers.Connect("127.0.0.2", 8080, 8);
        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
        Network.Run(static () => Porttop.Run("probe", "127.0.0.2:8080")).Output.ShouldContain("no: EADDRNOTAVAIL");
    }

    [Fact]
    public void A_port_that_connect_took_after_bind_is_asked_for_where_the_kernel_can_be_asked()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61019");
        Peers.Listen("0.0.0.0", 8080);
        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectBoundFirst("127.0.0.6", "127.0.0.1", 8080, targets: 1, count: 7).ShouldBe(7);

        // IP_LOCAL_PORT_RANGE is of 6.3, and Debian's 6.1 has it too.
        var poll = Porttop.Poll(Network);
        poll.GetProperty("range").GetProperty("boundFirst").GetInt32().ShouldBe(7);
        poll.GetProperty("asking").GetRawText().ShouldBe("""{"ports":7,"held":7,"unknown":0}""");
        poll.Pool("127.0.0.1", 8080).GetProperty("capacity").GetInt32().ShouldBe(20);
    }

    [Fact]
    public void Connect_takes_every_second_port_first_and_all_of_them_in_the_end()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61019");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 10);
        var half = Ports();
        half.Select(static port => port % 2).Distinct().ShouldHaveSingleItem();
        Porttop.Poll(Network).Pool("127.0.0.2", 8080).Ledger().ShouldBe((10, 10, 20));

        Peers.Connect("127.0.0.2", 8080, 10);
        Peers.TryConnect("127.0.0.2", 8080).Error.ShouldBe(SocketError.AddressNotAvailable);
        Ports().Count.ShouldBe(20);
        Porttop.Poll(Network).Pool("127.0.0.2", 8080).Ledger().ShouldBe((20, 0, 20));
    }

    private static string Unseen(JsonElement poll, string what)
        => poll.GetProperty("unseen").EnumerateArray().Select(static unseen => unseen.GetString()!)
            .Single(unseen => unseen.StartsWith(what, StringComparison.Ordinal));

    /// <summary>The local ports of the connections, in the fourth column but one of what ss writes for one state.</summary>
    private List<int> Ports()
    {
        var connections = Network.Execute("ss", "-Htn", "state", "established", "dport", "=", ":8080");
        return [.. connections.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2].Split(':')[^1])
            .Select(static port => int.Parse(port, CultureInfo.InvariantCulture))];
    }
}
