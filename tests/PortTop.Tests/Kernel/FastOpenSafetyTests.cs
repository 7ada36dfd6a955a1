using PortTop.Kernel.Namespaces;
using PortTop.Kernel.Probe;
using PortTop.Kernel.Sysctl;

namespace PortTop.Tests.Kernel;

/// <summary>When connect() with fast open may send after all, so that nothing is asked.</summary>
public sealed class FastOpenSafetyTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("porttop-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("1", "0", "5", true)]
    [InlineData("1", "3600", "0", true)]
    [InlineData("1", "3600", "1", false)]
    [InlineData("1", "3600", "?", false)]
    [InlineData("0", "0", "0", false)]
    [InlineData("2", "0", "0", false)]
    [InlineData("3", "0", "0", true)]
    public void After_a_black_hole_it_is_unsafe_only_while_there_is_a_time_out(string fastOpen, string timeOut, string blackHoles,
        bool isSafe)
    {
        Write("sys/net/ipv4/tcp_fastopen", fastOpen);
        Write("sys/net/ipv4/tcp_fastopen_blackhole_timeout_sec", timeOut);
        Write("net/netstat",
            $"TcpExt: SyncookiesSent TCPFastOpenBlackhole TCPSpuriousRtxHostQueues\nTcpExt: 7 {blackHoles} 9\nIpExt: InNoRoutes\nIpExt: 0\n");

        (Safety().WhyUnsafe() is null).ShouldBe(isSafe);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TcpExt: A B\n")]
    [InlineData("TcpExt: A B\nTcpExt: 1\n")]
    [InlineData("TcpExt: A TCPFastOpenBlackhole\nTcpExt: 1\n")]
    public void A_counter_that_is_not_told_is_no_promise(string netstat)
    {
        Write("sys/net/ipv4/tcp_fastopen", "1");
        Write("sys/net/ipv4/tcp_fastopen_blackhole_timeout_sec", "3600");
        Write("net/netstat", netstat);

        Safety().WhyUnsafe().ShouldNotBeNull().ShouldContain("tcp_fastopen_blackhole_timeout_sec");
    }

    [Fact]
    public void What_cannot_be_read_is_no_promise_either() => Safety().WhyUnsafe().ShouldNotBeNull();

    private FastOpenSafety Safety()
    {
        var entrance = new OwnEntrance(_root);
        return new FastOpenSafety(new PortSysctls(_root, entrance), entrance);
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_root, path);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text + "\n");
    }
}
