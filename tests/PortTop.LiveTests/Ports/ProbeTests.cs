using PortTop.Kernel;
using PortTop.LiveTests.Support;
using PortTop.Model;

namespace PortTop.LiveTests.Ports;

/// <summary>The probe: its answer is the kernel's, and nothing leaves.</summary>
public sealed class ProbeTests : NamespaceTest
{
    public static TheoryData<string> Questions =>
    [
        "127.0.0.2:8080", "127.0.0.2:8080 --bind", "127.0.0.2:8080 --udp", "127.0.0.2:8080 --udp --bind", "127.0.0.2:8080 --source 127.0.0.1",
        "[::1]:8080", "--map --yes",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public void No_packet_leaves(string question)
    {
        Peers.Listen("0.0.0.0", 8080);
        var before = Packets();
        var result = Network.Run(() => Porttop.Run(["probe", .. question.Split(' ')]));

        result.Status.ShouldBe(0, result.Output + result.Errors);
        Packets().ShouldBe(before, "loopback counts every packet that is sent");
        Network.Execute("ss", "-tanH", "state", "all", "dst", "127.0.0.2").ShouldBeEmpty("and no socket stays behind");
    }

    [Fact]
    public void A_real_connection_is_counted_by_the_same_counters()
    {
        Peers.Listen("0.0.0.0", 8080);
        var before = Packets();
        Peers.Connect("127.0.0.2", 8080, 1);

        Packets().ShouldBeGreaterThan(before);
    }

    [Theory]
    [InlineData("tcp_fastopen", "0")]
    [InlineData("tcp_fastopen", "2")]
    public void Where_the_kernel_might_send_it_is_not_asked(string sysctl, string value)
    {
        Network.Sysctl("net.ipv4." + sysctl, value);
        Peers.Listen("0.0.0.0", 8080);
        var before = Packets();

        foreach (var arguments in (string[][])[["127.0.0.2:8080"], ["--map", "--yes"]])
        {
            var result = Network.Run(() => Porttop.Run(["probe", .. arguments]));
            result.Status.ShouldBe(3);
            result.Output.ShouldContain("not answered");
            result.Output.ShouldContain(sysctl);
        }

        Packets().ShouldBe(before);
    }

    /// <summary>The live screen's way: the source of the pool's namespace is asked, which the program does not run in.</summary>
    [Fact]
    public void In_another_namespace_it_asks_there_and_sends_nothing()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 2);
        using var inside = new SocketHolder(Network, "inside");
        var place = inside.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var before = Packets();

        var full = Porttop.Run("probe", "127.0.0.2:8080", "--netns", place);
        full.Status.ShouldBe(1, full.Output + full.Errors);
        full.Output.ShouldContain("in the network namespace inside");
        full.Output.ShouldContain("no: EADDRNOTAVAIL");
        Porttop.Run("probe", "127.0.0.2:8081", "--netns", place).Output.ShouldContain("yes: port 6100");
        Porttop.Run("probe", "127.0.0.2:8080", "--bind", "--netns", place).Output.ShouldContain("no: EADDRINUSE");
        Porttop.Run("probe", "--map", "--yes", "--netns", place).Output.ShouldContain("ports of 61000-61001");
        Network.Sysctl("net.ipv4.tcp_fastopen", "0");
        Porttop.Run("probe", "127.0.0.2:8081", "--netns", place).Output.ShouldContain("not answered: net.ipv4.tcp_fastopen", Case.Sensitive, "its own sysctls decide");

        Packets().ShouldBe(before);
    }

    [Fact]
    public void Of_each_kind_of_pool_the_kernel_is_asked_in_its_namespace()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 2);
        using var inside = new SocketHolder(Network, "inside");
        using var machine = new KernelMachine(CollectorChoice.Auto, new KernelRoots(), WatchChoice.None, new NamespaceChoice(NamespaceChoiceKind.Process, Process: inside.Id));
        var source = machine.Open(machine.Discover().Places[0]);
        var loopback = IpAddress.FromIPv4(0x7f00_0001);
        var full = new PoolKey(0, Protocol.Tcp, PoolKind.Connect, 0, loopback, IpAddress.FromIPv4(0x7f00_0002), 8080);

        Ask(full).ShouldBe(ProbeOutcome.NoneLeft);
        Ask(full with { Interface = 1 }).ShouldNotBe(ProbeOutcome.Unanswered, "bound to lo");
        Ask(full with { Port = 8081 }).ShouldBe(ProbeOutcome.Given);
        Ask(full with { Kind = PoolKind.Bind }).ShouldBe(ProbeOutcome.NoneLeft);
        Ask(full with { Protocol = Protocol.Udp, Kind = PoolKind.Connect, Source = IpAddress.AnyIPv4 }).ShouldBe(ProbeOutcome.Given);
        Ask(full with { Protocol = Protocol.Udp, Kind = PoolKind.Connect, Source = default }).ShouldBe(ProbeOutcome.Given);
        machine.Close(source);

        ProbeOutcome Ask(PoolKey pool) => source.Probe!.Ask(ProbeQuestion.Of(pool)!).Outcome;
    }

    [Fact]
    public void A_namespace_that_is_not_there_is_named()
    {
        var result = Porttop.Run("probe", "127.0.0.2:8080", "--netns", "no-such-namespace");

        result.Status.ShouldBe(3);
        result.Output.ShouldContain("not answered: there is no network namespace \"no-such-namespace\"");
        Porttop.Run("probe", "127.0.0.2:8080", "--netns", "all").Errors.ShouldContain("a probe asks in one network namespace");
    }

    [Fact]
    public void It_answers_for_TCP_while_UDP_has_no_port_left()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        Peers.Listen("0.0.0.0", 8080);
        Peers.Connect("127.0.0.2", 8080, 2);
        using var udp = new Many(Network.Run(() => Enumerable.Range(0, 2).Select(static _ =>
        {
            var socket = RawSocket.Udp();
            socket.Connect("127.0.0.2", 53).ShouldBe(0);
            return socket;
        }).ToArray()));

        Network.Run(() => Porttop.Run("probe", "127.0.0.2:53", "--udp")).Output.ShouldContain("no: EAGAIN");
        Network.Run(() => Porttop.Run("probe", "127.0.0.2:8080")).Output.ShouldContain("no port is left from 127.0.0.1");
        Network.Run(() => Porttop.Run("probe", "127.0.0.2:8080", "--bind")).Output.ShouldContain("no: EADDRINUSE");
        Network.Run(() => Porttop.Run("probe", "[::1]:8080")).Output.ShouldContain("yes: port 6100");
    }

    [Fact]
    public void What_it_does_is_said_beforehand()
    {
        var lines = Network.Run(() => Porttop.Run("probe", "127.0.0.2:8080")).Output.Split('\n');

        lines[0].ShouldContain("sends nothing");
        lines[1].ShouldStartWith("side effects: ");
        lines[2].ShouldStartWith("yes: port ");
    }

    [Fact]
    public void The_map_finds_what_the_kernel_does_not_tell()
    {
        KernelFeatures.NeedTellingBound();
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61019");
        Network.Sysctl("net.ipv4.ip_local_reserved_ports", "61010");
        Peers.Listen("0.0.0.0", 8080);
        using var sockets = new Many(Network.Run(() =>
        {
            var hidden = RawSocket.Tcp();
            hidden.Bind("127.0.0.1", 0).ShouldBe(0);
            hidden.Connect("127.0.0.2", 8080).ShouldBe(0);
            var seen = RawSocket.Tcp();
            seen.Bind("127.0.0.9", 61004).ShouldBe(0);
            return (RawSocket[])[hidden, seen];
        }));
        Peers.Connect("127.0.0.2", 8080, 3);
        var port = Network.Execute("ss", "-tnH", "state", "established", "dport", "=", ":8080").Split('\n').Length;
        port.ShouldBeGreaterThan(3);

        var output = Network.Run(() => Porttop.Run("probe", "--map", "--yes")).Output;
        output.ShouldContain("held against every target: 2\n");
        output.ShouldContain("by sockets that can be seen: 1: 61004\n");
        output.ShouldContain("hidden: 1: 610");
    }

    [Fact]
    public void The_map_wants_to_be_confirmed()
    {
        var result = Network.Run(() => Porttop.Run("probe", "--map"));

        result.Status.ShouldBe(2);
        result.Errors.ShouldContain("--yes");
    }

    [Fact]
    public void A_source_that_is_no_address_of_this_machine_is_no_exhaustion()
    {
        var result = Network.Run(() => Porttop.Run("probe", "127.0.0.2:8080", "--source", "192.0.2.1"));

        result.Status.ShouldBe(3);
        result.Output.ShouldContain("192.0.2.1 is no address of this machine");
    }

    private long Packets() => Network.Run(static () => long.Parse(
        File.ReadLines("/proc/thread-self/net/dev").Single(static line => line.TrimStart().StartsWith("lo:", StringComparison.Ordinal))
            .Split(':')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[9],
        System.Globalization.CultureInfo.InvariantCulture));
}
