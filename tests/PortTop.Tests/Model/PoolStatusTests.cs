using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class PoolStatusTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(0, 0.0, PoolCondition.Steady)]
    [InlineData(100, 0.0, PoolCondition.Full)]
    [InlineData(95, 0.0, PoolCondition.AtRisk)]
    [InlineData(94, 0.0, PoolCondition.Steady)]
    [InlineData(50, 1.0, PoolCondition.Rising)]
    public void The_condition_follows_use_and_growth(int used, double net, PoolCondition condition)
        => PoolStatus.Next(null, Ledger(used), net > 0, Start, null, firstPoll: false).Condition.ShouldBe(condition);

    [Fact]
    public void A_pool_that_fills_stays_full_between_beats_and_keeps_its_beginning()
    {
        var full = PoolStatus.Next(null, Ledger(100), false, Start, Start, firstPoll: false);
        var between = PoolStatus.Next(full, Ledger(98), false, Start.AddSeconds(10), Start, firstPoll: false);

        between.ShouldBe(full);
    }

    [Fact]
    public void Full_ends_15_seconds_after_the_last_full_poll_or_at_once_when_a_share_is_free()
    {
        var full = PoolStatus.Next(null, Ledger(100), false, Start, Start, firstPoll: false);

        PoolStatus.Next(full, Ledger(98), false, Start.AddSeconds(16), Start, firstPoll: false).Condition.ShouldBe(PoolCondition.AtRisk);
        PoolStatus.Next(full, Ledger(96), false, Start.AddSeconds(1), Start, firstPoll: false).Condition.ShouldBe(PoolCondition.AtRisk);
        PoolStatus.Next(full, Ledger(40), false, Start.AddSeconds(1), Start, firstPoll: false).Condition.ShouldBe(PoolCondition.Steady);
    }

    [Fact]
    public void What_was_so_at_the_first_poll_began_before()
    {
        var full = PoolStatus.Next(null, Ledger(100), false, Start, Start, firstPoll: true);
        Span<char> text = stackalloc char[48];
        var length = PoolStatusText.Write(full, Start.AddSeconds(75), text);

        text[..length].ToString().ShouldBe("FULL >1m15s");
    }

    [Fact]
    public void A_pool_without_any_capacity_is_full()
        => PoolStatus.Next(null, new PoolLedger(10, 10, 0, 0, 0), false, Start, null, firstPoll: false).Condition.ShouldBe(PoolCondition.Full);

    [Fact]
    public void The_last_port_of_an_odd_range_is_a_risk_whatever_the_share()
    {
        var ledger = new PoolLedger(3, 0, 0, 0, 2) { MayMissOne = true };

        ledger.MayAlreadyFail.ShouldBeTrue();
        PoolStatus.Next(null, ledger, false, Start, null, firstPoll: false).Condition.ShouldBe(PoolCondition.AtRisk);
    }

    private static PoolLedger Ledger(int used) => new(112, 10, 2, 0, used);
}
