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

    [Theory]
    [InlineData(0, true, "10.0.2.15", "tcp_tw_reuse=0")]
    [InlineData(2, true, "10.0.2.15", "tcp_tw_reuse=2, no loopback")]
    [InlineData(2, true, "127.0.0.1", "too young")]
    [InlineData(1, true, "10.0.2.15", "too young")]
    [InlineData(1, false, "10.0.2.15", "tcp_timestamps=0")]
    public void Why_a_port_is_held_is_told(int mode, bool hasTimestamps, string source, string expected)
        => new TimeWaitReuse(mode, hasTimestamps, 1000)
            .WhyHeld(new PoolKey(1, Protocol.Tcp, PoolKind.Connect, 0, Samples.Address(source), Samples.Address("10.8.0.12"), 5432)).ShouldBe(expected);
}
