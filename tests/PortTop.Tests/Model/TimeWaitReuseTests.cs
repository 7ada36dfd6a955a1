using PortTop.Model;
using PortTop.Tests.Pipeline;

namespace PortTop.Tests.Model;

public sealed class TimeWaitReuseTests
{
    [Theory]
    [InlineData(2, true, 1000, "127.0.0.1", "127.0.0.2", 58_000u, true)]
    [InlineData(2, true, 1000, "127.0.0.1", "127.0.0.2", 59_500u, false)]
    [InlineData(2, true, 3000, "127.0.0.1", "127.0.0.2", 58_000u, false)]
    [InlineData(2, false, 1000, "127.0.0.1", "127.0.0.2", 58_000u, false)]
    [InlineData(2, true, 1000, "10.0.0.1", "10.0.0.2", 58_000u, false)]
    [InlineData(2, true, 1000, "::1", "::1", 58_000u, true)]
    [InlineData(1, true, 1000, "10.0.0.1", "10.0.0.2", 58_000u, true)]
    [InlineData(0, true, 1000, "127.0.0.1", "127.0.0.1", 0u, false)]
    public void A_TIME_WAIT_port_comes_back_early_only_as_the_kernel_has_it(
        int mode, bool hasTimestamps, int delay, string source, string destination, uint expires, bool isFree)
    {
        var row = Rows.Socket(1, 100, destination, state: TcpState.TimeWait, source: source) with { Timer = 3, ExpiresMilliseconds = expires };

        new TimeWaitReuse(mode, hasTimestamps, delay).Frees(row).ShouldBe(isFree);
        new TimeWaitReuse(mode, hasTimestamps, delay).Frees(row with { State = TcpState.FinWait2 }).ShouldBeFalse("a FIN-WAIT-2 mini-socket never does");
    }
}
