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

    [Fact]
    public void A_pool_that_fails_is_full_only_when_no_port_is_free()
    {
        var failures = new PoolFailures(5, Start, Start) { IsNow = true };

        var full = PoolStatus.Next(null, Ledger(100), false, Start, Start, firstPoll: false, failures);
        (full.Condition, full.IsFailing, full.IsFailingNow).ShouldBe((PoolCondition.Full, true, true));

        var free = PoolStatus.Next(full, Ledger(40), false, Start.AddSeconds(4), Start, firstPoll: false, failures with { IsNow = false });
        (free.Condition, free.IsFailing, free.IsFailingNow).ShouldBe((PoolCondition.Failed, true, false));
        Text(free, Start.AddSeconds(4)).ShouldBe("failed 4s");

        var own = PoolStatus.Next(free, Ledger(40), false, Start.AddSeconds(5), Start, firstPoll: false, failures with { Last = Start.AddSeconds(5) });
        Text(own, Start.AddSeconds(5)).ShouldBe("FAILING", "it has ports and fails: a range of its own");

        var calm = PoolStatus.Next(own, Ledger(40), false, Start.AddSeconds(90), Start, firstPoll: false);
        (calm.Condition, calm.IsFailing).ShouldBe((PoolCondition.Steady, false));
    }

    [Fact]
    public void A_full_pool_keeps_its_beginning_when_it_begins_and_ceases_to_fail()
    {
        var full = PoolStatus.Next(null, Ledger(100), false, Start, Start, firstPoll: false);
        var failing = PoolStatus.Next(full, Ledger(100), false, Start.AddSeconds(9), Start.AddSeconds(9), firstPoll: false, new PoolFailures(5, Start, Start) { IsNow = true });
        var quiet = PoolStatus.Next(failing, Ledger(100), false, Start.AddSeconds(99), Start.AddSeconds(99), firstPoll: false);

        failing.Since.ShouldBe(Start);
        quiet.ShouldBe(full);
    }

    private static string Text(PoolStatus status, DateTimeOffset now)
    {
        Span<char> text = stackalloc char[48];
        return text[..PoolStatusText.Write(status, now, text)].ToString();
    }

    private static PoolLedger Ledger(int used) => new(112, 10, 2, 0, used);
}
