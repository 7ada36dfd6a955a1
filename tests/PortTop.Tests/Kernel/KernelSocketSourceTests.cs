using PortTop.Kernel;
using PortTop.Kernel.SockDiag;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

public sealed class KernelSocketSourceTests : IDisposable
{
    private const int EPERM = 1;

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-test-").FullName;

    public KernelSocketSourceTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "sys/net/ipv4"));
        Directory.CreateDirectory(Path.Combine(_root, "sys/kernel"));
        Directory.CreateDirectory(Path.Combine(_root, "net"));
        Write("sys/net/ipv4/ip_local_port_range", "40000\t40999\n");
        Write("sys/net/ipv4/ip_local_reserved_ports", "40100-40109\n");
        Write("modules", "tcp_diag 16384 0 - Live 0x0\n");
        File.Copy(Recording.Path("mixed.tcp"), Path.Combine(_root, "net/tcp"));
        File.Copy(Recording.Path("mixed.tcp6"), Path.Combine(_root, "net/tcp6"));
    }

    private KernelRoots Roots => new() { Proc = _root, Modules = Path.Combine(_root, "lib/modules"), NamedNamespaces = [_root], Types = Path.Combine(_root, "btf"), System = _root };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_port_space_is_range_less_reserved_less_listeners(bool isRecorded)
    {
        using var source = isRecorded
            ? new KernelSocketSource(CollectorChoice.Auto, Roots, recording: Recording.Mixed())
            : new KernelSocketSource(CollectorChoice.Procfs, Roots);
        var ports = Read(source);

        (ports.Range.Size, ports.Reserved, ports.Held, ports.Usable).ShouldBe((1000, 10, 1, 989));
        source.Describe().Collector.ShouldBe(isRecorded ? "recorded" : "procfs");
    }

    [Fact]
    public void Where_netlink_is_refused_the_files_serve_and_that_is_said()
    {
        var refusing = new ScriptedChannel(ScriptedChannel.Datagram(ScriptedChannel.Error(EPERM)));
        using var source = new KernelSocketSource(CollectorChoice.Auto, Roots, refusing.Open);
        var ports = Read(source);
        var sink = new RecordingSink();
        source.ReadSockets(ports.Range, sink);

        ports.Held.ShouldBe(1);
        sink.Rows.Count.ShouldBe(23);
        source.Describe().Collector.ShouldBe("procfs");
        source.Describe().Notes.Single().ShouldContain("netlink is refused");
        refusing.Requests.Count.ShouldBe(1, "a refusal is remembered");
    }

    [Fact]
    public void Who_asks_for_netlink_alone_is_told_why_it_fails_and_what_would_serve()
    {
        var refusing = new ScriptedChannel(ScriptedChannel.Datagram(ScriptedChannel.Error(EPERM)));
        using var source = new KernelSocketSource(CollectorChoice.Netlink, Roots, refusing.Open);

        Should.Throw<SourceException>(() => Read(source)).Message.ShouldContain("--collector procfs");
    }

    [Fact]
    public void A_module_that_would_have_to_be_loaded_is_not_asked_for()
    {
        Write("modules", "nf_conntrack 16384 0 - Live 0x0\n");
        Write("sys/kernel/osrelease", "6.1.0-test\n");
        Write("lib/modules/6.1.0-test/modules.builtin", "kernel/net/ipv4/tcp_cubic.ko\n");
        using var source = new KernelSocketSource(CollectorChoice.Auto, Roots);

        source.Describe().Collector.ShouldBe("procfs");
        source.Describe().Notes.Single().ShouldContain("modprobe tcp_diag");
    }

    [Fact]
    public void UDP_is_read_from_the_files_where_its_module_would_have_to_be_loaded()
    {
        Write("modules", "tcp_diag 16384 0 - Live 0x0\n");
        Write("sys/kernel/osrelease", "6.1.0-test\n");
        Write("lib/modules/6.1.0-test/modules.builtin", "kernel/net/ipv4/tcp_cubic.ko\n");
        Write("net/udp", """
               sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
              101: 0F02000A:C350 0C00080A:0035 01 00000000:00000000 00:00000000 00000000  1000        0 880001 2 0000000000000000 0
              102: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 880002 2 0000000000000000 0

            """);
        DiagModules.Find(_root, Roots.Modules).ShouldBe(new DiagModules(true, false));
        using var source = new KernelSocketSource(CollectorChoice.Auto, Roots);
        var sink = new RecordingSink();
        source.ReadUdp(new PortRange(49152, 65535), sink);

        sink.Rows.Select(static row => (row.SourcePort, row.DestinationPort, row.State)).ShouldBe([((ushort)50000, (ushort)53, TcpState.Established)]);
        source.Describe().Unseen.ShouldNotContain(static unseen => unseen.What == "UDP");
        File.Delete(Path.Combine(_root, "net/udp"));
        source.ReadUdp(new PortRange(49152, 65535), sink);
        source.Describe().Unseen.ShouldContain(static unseen => unseen.What == "UDP" && unseen.Why.Contains("net/udp"));
    }

    [Theory]
    [InlineData("procfs", "procfs does not tell")]
    [InlineData("recorded", "recorded does not tell")]
    [InlineData("netlink", null)]
    public void Where_holders_cannot_be_seen_that_is_said(string way, string? why)
    {
        Write("sys/kernel/osrelease", "6.8.0\n");
        var answers = new ScriptedChannel(ScriptedChannel.Datagram(ScriptedChannel.Done()), ScriptedChannel.Datagram(ScriptedChannel.Socket(1), ScriptedChannel.Done()));
        using var source = way switch
        {
            "procfs" => new KernelSocketSource(CollectorChoice.Procfs, Roots),
            "recorded" => new KernelSocketSource(CollectorChoice.Auto, Roots, recording: Recording.Mixed()),
            _ => new KernelSocketSource(CollectorChoice.Netlink, Roots, answers.Open),
        };
        var bound = source.ReadBound();

        bound.IsComplete.ShouldBe(why is null);
        bound.Holders.Count.ShouldBe(why is null ? 1 : 0);
        var unseen = source.Describe().Unseen.SingleOrDefault(static unseen => unseen.What == "binds");
        (unseen is null).ShouldBe(why is null);
        unseen?.Why.ShouldStartWith(why!);
    }

    [Fact]
    public void A_kernel_that_does_not_know_bound_sockets_is_not_taken_for_one_that_has_none()
    {
        Write("sys/kernel/osrelease", "6.1.0\n");
        var answers = new ScriptedChannel(ScriptedChannel.Datagram(ScriptedChannel.Done()), ScriptedChannel.Datagram(ScriptedChannel.Done()));
        using var source = new KernelSocketSource(CollectorChoice.Netlink, Roots, answers.Open);

        source.ReadBound().ShouldSatisfyAllConditions(
            static bound => bound.SeesBoundOnly.ShouldBeFalse(),
            static bound => bound.SeesChosen.ShouldBeTrue());
        source.Describe().Unseen.Single(static unseen => unseen.What == "binds").Why.ShouldContain("Linux 6.8");
    }

    [Theory]
    [InlineData("tcp_diag 1 0 - Live 0x0", null, null, true)]
    [InlineData("", "kernel/net/ipv4/tcp_diag.ko", null, true)]
    [InlineData("", "kernel/net/ipv4/other.ko", null, false)]
    [InlineData("", null, "ffffffff82097b20 t tcp_diag_dump", true)]
    [InlineData("", null, "ffffffff82097b20 t udp_diag_dump", false)]
    [InlineData("", null, null, null)]
    public void Whether_sock_diag_is_there_is_found_out_by_looking(string modules, string? builtin, string? symbols, bool? isPresent)
    {
        Write("modules", modules);
        Write("sys/kernel/osrelease", "6.1.0-test\n");
        if (builtin is not null)
        {
            Write("lib/modules/6.1.0-test/modules.builtin", builtin);
        }

        if (symbols is not null)
        {
            Write("kallsyms", symbols);
        }

        DiagModules.Find(_root, Roots.Modules).Tcp.ShouldBe(isPresent);
    }

    [Theory]
    [InlineData("ip_local_port_range", "nonsense")]
    [InlineData("ip_local_port_range", "")]
    [InlineData("ip_local_reserved_ports", "1-x")]
    public void A_sysctl_that_makes_no_sense_is_named(string name, string content)
    {
        Write("sys/net/ipv4/" + name, content);
        using var source = new KernelSocketSource(CollectorChoice.Procfs, Roots);

        Should.Throw<SourceException>(() => Read(source)).Message.ShouldContain(name);
    }

    [Fact]
    public void A_sysctl_that_is_not_there_is_named()
    {
        File.Delete(Path.Combine(_root, "sys/net/ipv4/ip_local_port_range"));
        using var source = new KernelSocketSource(CollectorChoice.Procfs, Roots);

        Should.Throw<SourceException>(() => Read(source)).Message.ShouldContain("ip_local_port_range");
    }

    [Fact]
    public void A_namespace_without_a_name_goes_by_its_number()
    {
        Directory.CreateDirectory(Path.Combine(_root, "self/ns"));
        File.CreateSymbolicLink(Path.Combine(_root, "self/ns/net"), "net:[4026532777]");
        using var source = new KernelSocketSource(CollectorChoice.Procfs, Roots);

        (source.Describe().Namespace, source.Describe().NetworkNamespace).ShouldBe(("net:[4026532777]", 4026532777u));
    }

    private static PortSpace Read(KernelSocketSource source)
    {
        var settings = source.ReadSettings();
        var listeners = source.ReadListeners(settings.Range);
        return new PortSpace(settings, listeners, source.ReadBound());
    }

    private void Write(string path, string content)
    {
        var full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
    }
}
