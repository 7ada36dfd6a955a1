using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Procfs;
using PortTop.Kernel.SockDiag;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

public sealed class ProcNetSocketsTests : IDisposable
{
    private static readonly PortRange Range = new(40000, 40999);

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-test-").FullName;

    public ProcNetSocketsTests() => Directory.CreateDirectory(Path.Combine(_root, "net"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_files_and_netlink_show_the_same_sockets()
    {
        File.Copy(Recording.Path("mixed.tcp"), Path.Combine(_root, "net/tcp"));
        File.Copy(Recording.Path("mixed.tcp6"), Path.Combine(_root, "net/tcp6"));
        var netlink = new RecordingSink();
        using (var dump = new SockDiagDump(static () => new RecordedSockDiag(Recording.Mixed())))
        {
            dump.ReadConnected(Range, netlink);
        }

        var files = new RecordingSink();
        new ProcNetSockets(new OwnEntrance(_root)).ReadConnected(Range, files);

        files.Rows.Select(Describe).Order().ShouldBe(netlink.Rows.Where(static row => Range.Contains(row.SourcePort)).Select(Describe).Order());
        files.Rows.Select(static row => row.Identity).ShouldBeUnique();
    }

    [Fact]
    public void Listeners_are_read_without_the_rest()
    {
        File.Copy(Recording.Path("mixed.tcp"), Path.Combine(_root, "net/tcp"));
        var sink = new RecordingSink();
        new ProcNetSockets(new OwnEntrance(_root)).ReadListeners(Range, sink);

        sink.Rows.Select(static row => (row.Source, row.SourcePort)).ShouldBe([(Samples.Address("0.0.0.0"), (ushort)40500)]);
    }

    [Fact]
    public void A_machine_without_IPv6_has_one_file_and_one_without_either_is_an_error()
    {
        File.WriteAllText(Path.Combine(_root, "net/tcp"), "  sl  local_address\n");
        new ProcNetSockets(new OwnEntrance(_root)).ReadConnected(Range, new RecordingSink());
        File.Delete(Path.Combine(_root, "net/tcp"));

        Should.Throw<SourceException>(() => new ProcNetSockets(new OwnEntrance(_root)).ReadConnected(Range, new RecordingSink())).Message.ShouldContain("net/tcp");
    }

    [Fact]
    public void Lines_are_read_whole_however_large_the_file()
    {
        var line = File.ReadAllLines(Recording.Path("mixed.tcp"))[4];
        var text = new StringBuilder("heading\n");
        for (var i = 0; i < 5000; i++)
        {
            text.Append(line).Append('\n');
        }

        File.WriteAllText(Path.Combine(_root, "net/tcp"), text.ToString());
        var sink = new RecordingSink();
        new ProcNetSockets(new OwnEntrance(_root)).ReadConnected(new PortRange(0, 65535), sink);

        sink.Rows.Count.ShouldBe(5000);
    }

    [Fact]
    public void Addresses_whose_halves_look_alike_are_told_apart()
    {
        static string Line(string remote) => $"   0: 00000000000000000000000001000000:9C40 {remote}:01BB 01 00000000:00000000 00:00000000 00000000     0        0 7 1 0\n";
        File.WriteAllText(Path.Combine(_root, "net/tcp"), "\n");

        // 2001:db8::1:2 and 2001:db8::1:0:0:2, whose low halves fold to the same 32 bits.
        File.WriteAllText(Path.Combine(_root, "net/tcp6"), Line("B80D0120000000000000000002000100") + Line("B80D0120000000000000010002000000"));
        var sink = new RecordingSink();
        new ProcNetSockets(new OwnEntrance(_root)).ReadConnected(new PortRange(0, 65535), sink);

        sink.Rows.Select(static row => row.Destination.ToString()).ShouldBe(["2001:db8::1:2", "2001:db8::1:0:0:2"]);
        sink.Rows.Select(static row => row.Identity).ShouldBeUnique();
    }

    [Fact]
    public void Malformed_lines_are_passed_over()
        => Prop.ForAll(ArbMap.Default.ArbFor<(ushort Place, byte Value)[]>(), changes =>
        {
            var bytes = File.ReadAllBytes(Recording.Path("mixed.tcp"));
            foreach (var (place, value) in changes)
            {
                bytes[place % bytes.Length] = value;
            }

            File.WriteAllBytes(Path.Combine(_root, "net/tcp"), bytes);
            var sink = new RecordingSink();
            new ProcNetSockets(new OwnEntrance(_root)).ReadConnected(new PortRange(0, 65535), sink);
            return sink.Rows.Count <= 40;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_without_an_end_does_not_stop_the_reading()
    {
        File.WriteAllText(Path.Combine(_root, "net/tcp"), new string('x', 300_000));
        var sink = new RecordingSink();
        new ProcNetSockets(new OwnEntrance(_root)).ReadConnected(Range, sink);

        sink.Rows.ShouldBeEmpty();
    }

    private static string Describe(SocketRow row)
        => $"{row.Source}:{row.SourcePort} {row.Destination}:{row.DestinationPort} {row.State} {row.Inode} {row.UserId} {row.Timer == 3}";
}
