using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Diagnoses;

/// <summary>
/// What is wrong is told first, by <c>porttop explain</c> on the real kernel; and nothing is told where nothing is wrong.
/// </summary>
[Trait("race", "yes")]
public sealed class LiveSituationTests : NamespaceTest
{
    private const string Server = "127.0.0.2";
    private const int Port = 7000;

    [Fact]
    public void Ports_that_are_bound_before_they_connect()
    {
        Peers.Listen(Server, Port);
        Peers.Listen(Server, Port + 1);
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40999");
        using var explaining = Begin();
        explaining.AwaitBegin();
        using var many = new Many(Network.Run(static () => Enumerable.Range(0, 1000).Select(static i =>
        {
            var socket = RawSocket.Tcp();
            socket.Bind("127.0.0.1", 0).ShouldBe(0);
            socket.Connect(Server, Port + (i % 2)).ShouldBe(0);
            Thread.Sleep(i % 5 == 0 ? 20 : 0);
            return socket;
        }).ToArray()));

        var page = explaining.End();

        Why(page).ShouldMatch(@"binds before it connects|bind\(\) before connect\(\)");
        page.ShouldContain("IP_BIND_ADDRESS_NO_PORT");
    }

    [Fact]
    public async Task A_range_that_somebody_narrowed()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40999");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(Network, Server, Port);
        using var explaining = Begin();
        await load.RunWhile(_ => explaining.IsBusy, static _ => 160, static _ => false);

        var page = explaining.End();

        Why(page).ShouldContain("the range has 1,000 ports");
        page.ShouldContain("sysctl -w net.ipv4.ip_local_port_range=\"32768 60999\"");
    }

    [Fact]
    public async Task Reserved_ports()
    {
        Network.Sysctl("net.ipv4.ip_local_reserved_ports", "32768-59999");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(Network, Server, Port);
        using var explaining = Begin();
        await load.RunWhile(_ => explaining.IsBusy, static _ => 180, static _ => false);

        Why(explaining.End()).ShouldContain("27,232 of 28,232 ports are reserved");
    }

    [Fact]
    public async Task Short_connections_that_this_side_closes()
    {
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(Network, Server, Port);
        using var explaining = Begin();
        await load.RunWhile(_ => explaining.IsBusy, static _ => 2_500, static _ => false);

        var page = explaining.End();

        Why(page).ShouldContain("short connections that ");
        page.ShouldContain("reuse connections");
    }

    [Fact]
    public async Task Connections_that_only_grow()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "30000 59999");
        using var load = new Load(Network, Server, Port);
        using var explaining = Begin();
        await load.RunWhile(_ => explaining.IsBusy, static time => time < 5 ? 200 : 1_500, static _ => true);

        Why(explaining.End()).ShouldContain("opens connections and closes hardly any");
    }

    [Fact]
    public void A_server_that_does_not_answer()
    {
        // The packets go to a neighbour that is not there.
        Network.Execute("ip", "link", "add", "nowhere", "type", "veth", "peer", "name", "end");
        Network.Execute("ip", "link", "set", "end", "up");
        Network.Execute("ip", "addr", "add", "10.99.0.1/24", "dev", "nowhere");
        Network.Execute("ip", "link", "set", "nowhere", "up");
        Network.Execute("ip", "neigh", "add", "10.99.0.2", "lladdr", "02:00:00:00:00:02", "dev", "nowhere", "nud", "permanent");
        using var many = new Many(Network.Run(static () => Enumerable.Range(0, 300).Select(static _ =>
        {
            var socket = RawSocket.Impatient();
            socket.Connect("10.99.0.2", Port).ShouldBe(RawSocket.EINPROGRESS);
            return socket;
        }).ToArray()));

        var page = Explain("10.99.0.2:7000");

        Why(page).ShouldContain("10.99.0.2:7000 does not answer");
        page.ShouldContain("300 connections, 100 % of the ports in use, wait in SYN-SENT");
    }

    [Fact]
    public void Descriptors_that_end_before_ports_do()
    {
        Peers.Listen(Server, Port);
        using var holder = new SocketHolder(Network, "crawler");
        Command.Run("prlimit", ["--pid", $"{holder.Id}", "--nofile=400:400"]).Status.ShouldBe(0);

        // Room for what it has open besides.
        holder.Connect(Server, Port, 370).ShouldBe(370);

        var page = Explain();

        Why(page).ShouldContain($"crawler[{holder.Id}] will be out of descriptors");
        page.ShouldContain($"prlimit --pid {holder.Id} --nofile=");
    }

    [Fact]
    public void Connections_that_are_kept_open_are_well()
    {
        Peers.Listen(Server, Port);
        Peers.Connect(Server, Port, 2_000);

        Explain().ShouldContain("Healthy");
    }

    [Fact]
    public async Task A_few_short_connections_are_well()
    {
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(Network, Server, Port);
        using var explaining = Begin();
        await load.RunWhile(_ => explaining.IsBusy, static _ => 30, static _ => false);

        explaining.End().ShouldContain("Healthy");
    }

    private static string Why(string page) => page.Split('\n').FirstOrDefault(static line => line.StartsWith("Why", StringComparison.Ordinal)) ?? "no cause: " + page;

    private string Explain(params string[] arguments) => Network.Execute(Porttop.Path, ["explain", .. arguments]);

    private Explaining Begin() => new(Network);
}
