using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class PoolStatusTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData(0, ForecastState.Steady, PoolCondition.Steady)]
    [InlineData(100, ForecastState.Steady, PoolCondition.Full)]
    [InlineData(95, ForecastState.Steady, PoolCondition.AtRisk)]
    [InlineData(94, ForecastState.Steady, PoolCondition.Steady)]
    [InlineData(50, ForecastState.Settles, PoolCondition.Settles)]
    [InlineData(96, ForecastState.Settles, PoolCondition.AtRisk)]
    [InlineData(50, ForecastState.AtRisk, PoolCondition.AtRisk)]
    [InlineData(50, ForecastState.Countdown, PoolCondition.Countdown)]
    [InlineData(96, ForecastState.Countdown, PoolCondition.Countdown)]
    [InlineData(60, ForecastState.Full, PoolCondition.Waves)]
    public void The_condition_follows_use_and_forecast(int used, ForecastState state, PoolCondition condition)
        => Next(null, used, state, 0).Condition.ShouldBe(condition);

    [Fact]
    public void A_full_pool_that_has_ports_again_was_full_so_long_ago()
    {
        var full = Next(null, 100, ForecastState.Full, 0);
        var free = Next(full, 60, ForecastState.Full, 4);

        Text(free, Start.AddSeconds(4)).ShouldBe("full 4s ago");
        Next(free, 60, ForecastState.Steady, 31).Condition.ShouldBe(PoolCondition.Steady);
    }

    [Fact]
    public void A_pool_without_a_port_is_full_unless_something_was_opened()
    {
        var works = new PoolBeats(IsWorking: true, null, 45, .27);
        var waves = Next(Next(null, 100, ForecastState.Full, 0, works), 60, ForecastState.Full, 4, works);

        Next(waves, 100, ForecastState.Full, 5, works).Condition.ShouldBe(PoolCondition.Full, "the schedule alone opens nothing");
        var once = Next(waves, 100, ForecastState.Full, 5, beats: null, AttemptOutcome.Worked);
        once.Condition.ShouldBe(PoolCondition.Waves);
        Text(once, Start.AddSeconds(5)).ShouldBe("waves");
    }

    [Fact]
    public void A_full_pool_with_many_ports_of_which_nobody_asks_for_one_is_full_no_more()
    {
        var full = Next(null, 100, ForecastState.Full, 0);

        Next(full, 20, ForecastState.Full, 9, outcome: AttemptOutcome.Idle).Condition.ShouldBe(PoolCondition.Steady);
        Next(full, 20, ForecastState.Full, 9, outcome: AttemptOutcome.Some).Condition.ShouldBe(PoolCondition.Waves);
    }

    [Fact]
    public void A_pool_that_works_and_fails_in_turn_is_in_waves_while_it_works_and_full_while_it_does_not()
    {
        var works = new PoolBeats(IsWorking: true, null, 45, .27);
        var full = Next(null, 100, ForecastState.Full, 0, works with { IsWorking = false, Works = 12 });
        var free = Next(full, 60, ForecastState.Full, 12, works);
        var saw = Next(free, 100, ForecastState.Full, 13, works, AttemptOutcome.Some);
        var again = Next(saw, 100, ForecastState.Full, 57, works with { IsWorking = false, Works = 17 });

        (full.Condition, free.Condition, saw.Condition, again.Condition)
            .ShouldBe((PoolCondition.Full, PoolCondition.Waves, PoolCondition.Waves, PoolCondition.Full));
        free.IsForetold.ShouldBeTrue();
        Text(free, Start.AddSeconds(12)).ShouldBe("waves");
        Text(again, Start.AddSeconds(60)).ShouldBe("FULL 3s", "the stretch without a port, and not the waves");
    }

    [Fact]
    public void A_countdown_runs_by_the_clock_and_settling_tells_where()
    {
        var filling = PoolStatus.Next(null, Ledger(50), new PoolForecast { State = ForecastState.Countdown, Seconds = 134, Shown = 134 }, Start, firstPoll: false);
        Text(filling, Start).ShouldBe("full in 2m14s");
        Text(filling, Start.AddSeconds(14.5)).ShouldBe("full in 1m59s");
        Text(filling, Start.AddSeconds(134.5)).ShouldBe("full in 0s");
        Text(filling, Start.AddSeconds(900)).ShouldBe("full by now", "no poll has told, and a number that stands still would be wrong");

        var settling = PoolStatus.Next(null, Ledger(50), new PoolForecast { State = ForecastState.Settles, Peak = 71.9 }, Start, firstPoll: false);
        Text(settling, Start).ShouldBe("settles 71%", "rounded down, as 100 % is said of none that does not fill");
    }

    [Fact]
    public void Bounds_of_a_countdown_are_told_as_far_as_they_are_known()
    {
        var forecast = new PoolForecast { State = ForecastState.Countdown, Seconds = 134, Earliest = 110, Latest = 175 };
        Bounds(forecast).ShouldBe("(1m50s-2m55s)");
        Bounds(forecast with { Latest = double.PositiveInfinity }).ShouldBe("or later");
        Bounds(forecast with { State = ForecastState.AtRisk }).ShouldBeEmpty();
    }

    [Fact]
    public void What_was_so_at_the_first_poll_began_before()
    {
        var full = PoolStatus.Next(null, Ledger(100), new PoolForecast(), Start, firstPoll: true);
        Span<char> text = stackalloc char[48];
        var length = PoolStatusText.Write(full, Start.AddSeconds(75), text);

        text[..length].ToString().ShouldBe("FULL >1m15s");
    }

    [Fact]
    public void A_pool_without_any_capacity_is_full()
        => PoolStatus.Next(null, new PoolLedger(10, 10, 0, 0, 0), new PoolForecast(), Start, firstPoll: false).Condition.ShouldBe(PoolCondition.Full);

    [Fact]
    public void The_last_port_of_an_odd_range_is_unclear_whatever_the_share()
    {
        var ledger = new PoolLedger(3, 0, 0, 0, 2) { MayMissOne = true };

        ledger.MayAlreadyFail.ShouldBeTrue();
        PoolStatus.Next(null, ledger, new PoolForecast(), Start, firstPoll: false).Condition.ShouldBe(PoolCondition.Unclear);
    }

    [Fact]
    public void A_pool_that_fails_is_full_only_when_no_port_is_free()
    {
        var failures = new PoolFailures(5, Start, Start) { IsNow = true };

        var full = PoolStatus.Next(null, Ledger(100), new PoolForecast(), Start, firstPoll: false, failures);
        (full.Condition, full.IsFailing, full.IsFailingNow).ShouldBe((PoolCondition.Full, true, true));

        var free = PoolStatus.Next(full, Ledger(40), new PoolForecast(), Start.AddSeconds(4), firstPoll: false, failures with { IsNow = false });
        (free.Condition, free.IsFailing, free.IsFailingNow).ShouldBe((PoolCondition.Failed, true, false));
        Text(free, Start.AddSeconds(4)).ShouldBe("failed 4s");

        var own = PoolStatus.Next(free, Ledger(40), new PoolForecast(), Start.AddSeconds(5), firstPoll: false, failures with { Last = Start.AddSeconds(5) });
        Text(own, Start.AddSeconds(5)).ShouldBe("FAILING", "it has ports and fails: a range of its own");

        var calm = PoolStatus.Next(own, Ledger(40), new PoolForecast(), Start.AddSeconds(90), firstPoll: false);
        (calm.Condition, calm.IsFailing).ShouldBe((PoolCondition.Steady, false));
    }

    [Fact]
    public void A_full_pool_keeps_its_beginning_when_it_begins_and_ceases_to_fail()
    {
        var full = PoolStatus.Next(null, Ledger(100), new PoolForecast(), Start, firstPoll: false);
        var failing = PoolStatus.Next(full, Ledger(100), new PoolForecast(), Start.AddSeconds(9), firstPoll: false, new PoolFailures(5, Start, Start) { IsNow = true });
        var quiet = PoolStatus.Next(failing, Ledger(100), new PoolForecast(), Start.AddSeconds(99), firstPoll: false);

        failing.Since.ShouldBe(Start);
        quiet.ShouldBe(full with { FullLast = Start.AddSeconds(99) });
    }

    private static PoolStatus Next(
        PoolStatus? before, int used, ForecastState state, double seconds, PoolBeats? beats = null,
        AttemptOutcome outcome = AttemptOutcome.Unknown)
        => PoolStatus.Next(
            before, Ledger(used), new PoolForecast { State = state, Shown = 100 }, Start.AddSeconds(seconds),
            firstPoll: false, beats: beats, outcome: outcome);

    private static string Bounds(PoolForecast forecast)
    {
        Span<char> text = stackalloc char[48];
        return text[..PoolStatusText.WriteBounds(forecast, "-", text)].ToString();
    }

    private static string Text(PoolStatus status, DateTimeOffset now)
    {
        Span<char> text = stackalloc char[48];
        return text[..PoolStatusText.Write(status, now, text)].ToString();
    }

    private static PoolLedger Ledger(int used) => new(112, 10, 2, 0, used);
}
