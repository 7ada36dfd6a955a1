using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Procfs;
using PortTop.Model;

namespace PortTop.Tests.Kernel;

public sealed class ProcNetCountersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Counters_are_read_from_all_four_files()
    {
        Write("net/netstat", "TcpExt: SyncookiesSent TWRecycled TCPTimeWaitOverflow TCPChallengeACK\nTcpExt: 1 2 3 4\nIpExt: InNoRoutes TWRecycled\nIpExt: 5 6\n");
        Write("net/snmp", "Tcp: RtoAlgorithm MaxConn ActiveOpens AttemptFails\nTcp: 1 -1 420 17\n");
        Write("net/sockstat", "sockets: used 290\nTCP: inuse 5 orphan 3 tw 9 alloc 8 mem 1\n");
        Write("sys/fs/file-nr", "1824\t0\t9223372036854775807\n");

        Value("twRecycled").ShouldBe(2);
        Value("twOverflow").ShouldBe(3);
        Value("challengeAcks").ShouldBe(4);
        Value("activeOpens").ShouldBe(420);
        Value("attemptFails").ShouldBe(17);
        Value("orphans").ShouldBe(3);
        Value("timeWaits").ShouldBe(9);
        Value("openFiles").ShouldBe(1824);
        Value("maxFiles").ShouldBe(long.MaxValue);
        Value("pawsActive").ShouldBeNull("this kernel does not tell it");
    }

    [Theory]
    [InlineData("TcpExt: TWRecycled TCPChallengeACK\nTcpExt: 2\n", 2L, null)]
    [InlineData("TcpExt: TWRecycled TCPChallengeACK\nIpExt: 2 3\n", null, null)]
    [InlineData("TcpExt: TWRecycled TCPChallengeACK\n", null, null)]
    [InlineData("TcpExt: TWRecycled TCPChallengeACK\nTcpExt: many 3\n", null, 3L)]
    [InlineData("\n\n\n", null, null)]
    public void What_makes_no_sense_is_unknown_and_the_rest_read(string netstat, long? recycled, long? challenges)
    {
        Write("net/netstat", netstat);

        (Value("twRecycled"), Value("challengeAcks")).ShouldBe((recycled, challenges));
    }

    [Fact]
    public void Without_any_file_everything_is_unknown() => new ProcNetCounters(_root, new OwnEntrance(_root)).Read().ShouldAllBe(static value => value == null);

    [Fact]
    public void No_content_whatever_makes_it_fail() => Prop.ForAll(ArbMap.Default.ArbFor<(NonNull<string> Netstat, NonNull<string> Sockstat, NonNull<string> Files)>(), content =>
    {
        Write("net/netstat", content.Netstat.Get);
        Write("net/sockstat", content.Sockstat.Get);
        Write("sys/fs/file-nr", content.Files.Get);
        return new ProcNetCounters(_root, new OwnEntrance(_root)).Read().Count == KernelCounter.All.Count;
    }).QuickCheckThrowOnFailure();

    private long? Value(string id)
    {
        var values = new ProcNetCounters(_root, new OwnEntrance(_root)).Read();
        return values[KernelCounter.All.ToList().FindIndex(counter => counter.Id == id)];
    }

    private void Write(string file, string content)
    {
        var path = Path.Combine(_root, file);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
