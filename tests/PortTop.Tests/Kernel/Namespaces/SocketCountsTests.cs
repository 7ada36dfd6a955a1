using PortTop.Kernel.Namespaces;
using PortTop.Model;

namespace PortTop.Tests.Kernel.Namespaces;

public sealed class SocketCountsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-counts").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Both_families_are_counted()
    {
        Write("7/net", "sockets: used 291\nTCP: inuse 104 orphan 2 tw 31 alloc 120 mem 15\nUDP: inuse 6 mem 3\nUDPLITE: inuse 0\nRAW: inuse 0\nFRAG: inuse 0 memory 0\n", "TCP6: inuse 11\nUDP6: inuse 2\nUDPLITE6: inuse 0\n");

        var counted = Read(7);

        counted.ShouldBe(new NamespaceTraffic(115, 31, 8));
        counted!.Value.Total.ShouldBe(154);
    }

    [Fact]
    public void Without_IPv6_the_rest_is_counted()
    {
        Write("7/net", "TCP: inuse 4 orphan 0 tw 0 alloc 5 mem 1\n", null);
        Read(7).ShouldBe(new NamespaceTraffic(4, 0, 0));
    }

    [Fact]
    public void A_process_that_is_gone_leaves_the_next_and_then_the_way_in()
    {
        Write("8/net", "TCP: inuse 1 orphan 0 tw 0 alloc 1 mem 1\n", null);
        Write("net", "TCP: inuse 9 orphan 0 tw 0 alloc 9 mem 1\n", null);

        Read(7, 8).ShouldBe(new NamespaceTraffic(1, 0, 0));
        Read(7).ShouldBe(new NamespaceTraffic(9, 0, 0));
    }

    [Fact]
    public void What_cannot_be_read_is_unknown() => Read(7).ShouldBeNull();

    [Fact]
    public void Flows_that_are_tracked_are_counted_over_all_processors()
    {
        Write("7/net", "TCP: inuse 4 orphan 0 tw 0 alloc 5 mem 1\n", null);
        Directory.CreateDirectory(Path.Combine(_root, "7/net/stat"));
        File.WriteAllText(
            Path.Combine(_root, "7/net/stat/nf_conntrack"),
            """
            entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart
            00000064  00000000 0000398f 00000000 00000000 00000000 00000000 00000000 00000000 000000d2 000000d2 00000000 00000000  00000000 00000000 00000000 00000000
            00000064  00000000 00000ff0 00000000 00000000 00000000 00000000 00000000 00000000 0000003c 0000003d 00000000 00000000  00000000 00000000 00000000 00000000

            """);

        Read(7).ShouldBe(new NamespaceTraffic(4, 0, 0) { Tracked = 100, Dropped = 271 });
    }

    [Fact]
    public void Garbage_counts_as_nothing()
    {
        Write("7/net", "TCP: inuse\nTCP: inuse x tw -1\n\nUDP: mem\n:::\n", "\0\0");
        Read(7).ShouldBe(default(NamespaceTraffic));
    }

    private NamespaceTraffic? Read(params int[] processes) => new SocketCounts(_root).Read(new OwnEntrance(_root), processes);

    private void Write(string folder, string text, string? text6)
    {
        folder = Path.Combine(_root, folder);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "sockstat"), text);
        if (text6 is not null)
        {
            File.WriteAllText(Path.Combine(folder, "sockstat6"), text6);
        }
    }
}
