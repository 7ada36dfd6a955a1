using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>When polls happen, and what they tell.</summary>
public sealed class MonitorTests : WatchedMonitor
{
    [Fact]
    public void Polls_at_once_and_then_on_the_beat()
    {
        Advance(3.5);

        SecondsOfPolls().ShouldBe([0, 1, 2, 3]);
        Snapshots.Select(static snapshot => snapshot.Poll).ShouldBe([1, 2, 3, 4]);
        Snapshots.Last().Cost.PollMilliseconds.ShouldBe(10);
    }

    [Fact]
    public void A_pause_stops_polling_and_going_on_polls_at_once()
    {
        Advance(1.5);
        Wanted.OnNext(Wanted.Value with { IsPaused = true });
        Advance(10);
        SecondsOfPolls().ShouldBe([0, 1]);
        Wanted.OnNext(Wanted.Value with { IsPaused = false });
        Advance(1.5);

        SecondsOfPolls().ShouldBe([0, 1, 11.5, 12.5]);
    }

    [Fact]
    public void A_pause_key_held_down_polls_no_more_often_than_the_interval()
    {
        Advance(0.5);
        for (var i = 0; i < 40; i++)
        {
            Wanted.OnNext(Wanted.Value with { IsPaused = !Wanted.Value.IsPaused });
            Advance(0.025);
        }

        SecondsOfPolls().ShouldBe([0, 1]);
    }

    [Fact]
    public void A_failed_poll_is_not_tried_again_within_a_second()
    {
        Wanted.OnNext(Wanted.Value with { Interval = TimeSpan.FromSeconds(0.2) });
        Source.Failure = new SourceException("no");
        Advance(2.5);

        SecondsOfPolls().ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Rates_over_a_pause_are_per_second_of_the_pause()
    {
        Advance(0.5);
        Wanted.OnNext(Wanted.Value with { IsPaused = true });
        for (var i = 0; i < 20; i++)
        {
            Source.Rows.Add(Rows.Socket((ulong)i + 1, 100 + (2 * i)));
        }

        Advance(9.5);
        Wanted.OnNext(Wanted.Value with { IsPaused = false });
        Advance(0.1);

        Snapshots.Last().Pools.Single().Opened!.Value.ShouldBe(2.0, 0.01);
        Snapshots.Last().Pools.Single().Net!.Value.ShouldBe(2.0, 0.01);
    }

    [Fact]
    public void What_holds_ports_is_read_for_a_twentieth_of_the_time_and_its_age_is_told()
    {
        Source.BoundDuration = TimeSpan.FromSeconds(0.2);
        Advance(12.5);

        Snapshots.Select(static snapshot => (int)Math.Round(snapshot.HoldersAge.TotalSeconds)).ShouldBe([0, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], "what the first reading cost decides nothing");
        Snapshots.ShouldAllBe(static snapshot => snapshot.Ports.Bound.IsFresh == (snapshot.HoldersAge == TimeSpan.Zero));
    }

    [Fact]
    public void What_costs_little_is_read_at_every_poll()
    {
        Advance(3.5);

        Source.BoundReadings.ShouldBe(4);
    }

    [Fact]
    public void UDP_stands_in_the_same_list()
    {
        Source.Udp.Add(Rows.Socket(1, 100, "10.0.0.1", 53));
        Advance(0.5);

        Snapshots.Last().Pools.Single().Key.Protocol.ShouldBe(Protocol.Udp);
        Snapshots.Last().States.Total.ShouldBe(0, "the states are those of TCP");
    }

    [Fact]
    public void Another_interval_counts_from_the_last_poll()
    {
        Advance(0.2);
        Wanted.OnNext(Wanted.Value with { Interval = TimeSpan.FromSeconds(0.5) });
        Advance(1.5);

        SecondsOfPolls().ShouldBe([0, 0.5, 1, 1.5]);
    }

    [Fact]
    public void A_failed_poll_is_a_value_and_the_next_one_comes()
    {
        Source.Failure = new SourceException("no such file");
        Advance(1.5);
        Source.Failure = null;
        Advance(1);

        var failures = Outcomes.OfType<PollFailed>().ToArray();
        failures.Length.ShouldBe(2);
        failures[0].Reason.ShouldBe("no such file");
        (failures[0].NextTry - Start).TotalSeconds.ShouldBe(1);
        Snapshots.Count().ShouldBe(1);
    }

    [Fact]
    public void An_exception_that_nobody_expected_is_a_failed_poll_too()
    {
        Source.Failure = new InvalidOperationException("oops");
        Advance(0.5);

        Outcomes.OfType<PollFailed>().Single().Reason.ShouldBe("unexpected InvalidOperationException: oops");
    }

    [Fact]
    public void What_a_failed_poll_saw_still_counts_as_new_at_the_next()
    {
        Advance(0.5);
        Source.Rows.Add(Rows.Socket(1, 100));
        Wanted.OnNext(Wanted.Value with { Detail = Rows.Key });
        Source.Failure = new SourceException("interrupted");
        Advance(1);
        Source.Failure = null;
        Advance(1);

        Snapshots.Last().Pools.Single().Opened!.Value.ShouldBe(0.5, 0.01);
    }

    [Fact]
    public void A_poll_longer_than_the_interval_skips_beats_and_queues_none()
    {
        Source.Duration = TimeSpan.FromSeconds(2.5);
        Advance(9.5);

        SecondsOfPolls().ShouldBe([0, 3, 6, 9]);
    }

    [Fact]
    public void A_dear_poll_stretches_the_interval_to_keep_the_budget()
    {
        CostOfPoll = TimeSpan.FromMilliseconds(120);
        Source.Duration = TimeSpan.FromMilliseconds(120);
        Advance(20);

        SecondsOfPolls().ShouldBe([0, 1, 2, 3, 9, 15]);
        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6));
        Snapshots.Last().WantedInterval.ShouldBe(TimeSpan.FromSeconds(1));
        Snapshots.Last().Cost.Core!.Value.ShouldBe(0.02, 0.001);
    }

    [Fact]
    public void While_somebody_sits_before_a_full_pool_polls_come_as_asked_for()
    {
        BeDear();
        FillPool();
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(1)) { Attended = 1 });
        Advance(20);

        SecondsOfPolls().ShouldBe(Enumerable.Range(0, 21).Select(static second => (double)second));
        Snapshots.Last().Raised.ShouldBe(new RaisedBudget(.2, BudgetReason.Trouble));
    }

    [Fact]
    public void The_higher_budget_is_for_a_poll_a_second_and_no_more()
    {
        BeDear();
        FillPool();
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(.2)) { Attended = 1 });
        Advance(30);

        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Minutes_after_the_last_key_and_the_last_change_the_usual_budget_holds_again_and_a_key_raises_it_at_once()
    {
        BeDear();
        FillPool();
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(1)) { Attended = 1 });
        Advance(320);

        Snapshots.Last().Raised.ShouldBeNull();
        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6));

        var polls = SecondsOfPolls().Length;
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(1)) { Attended = 2 });
        Advance(2);
        SecondsOfPolls().Length.ShouldBeGreaterThanOrEqualTo(polls + 2);
    }

    [Fact]
    public void Where_nobody_sits_before_a_screen_and_where_nothing_is_wrong_the_usual_budget_holds()
    {
        BeDear();
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(1)) { Attended = 1 });
        Advance(30);
        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6), "nothing is wrong");

        FillPool();
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(1)));
        Advance(30);
        Snapshots.Last().Pools[0].Status.Condition.ShouldBe(PoolCondition.Full);
        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6), "nobody is there");
    }

    [Fact]
    public void A_shorter_interval_that_was_asked_for_is_kept_for_some_minutes()
    {
        BeDear();
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(5)) { Attended = 1 });
        Advance(30);
        Wanted.OnNext(new Interest(TimeSpan.FromSeconds(2)) { Attended = 2 });
        Advance(30);

        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(2));
        Snapshots.Last().Raised.ShouldBe(new RaisedBudget(.2, BudgetReason.Asked));
        Advance(300);
        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6));
    }

    private void BeDear()
    {
        CostOfPoll = TimeSpan.FromMilliseconds(120);
        Source.Duration = TimeSpan.FromMilliseconds(120);
    }

    private void FillPool()
    {
        Source.Ports = Samples.Space("1000-1009");
        Source.Rows.AddRange(Enumerable.Range(1000, 10).Select(static port => Rows.Socket((ulong)port, port)));
    }

    [Fact]
    public void What_the_compiler_takes_beside_the_first_polls_stretches_nothing()
    {
        CostOfPoll = TimeSpan.FromMilliseconds(120);
        Advance(5.5);
        CostOfPoll = TimeSpan.FromMilliseconds(5);
        Advance(4);

        SecondsOfPolls().ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    [Fact]
    public void What_is_used_beside_the_reading_counts_once_the_program_is_warm()
    {
        CostOfPoll = TimeSpan.FromMilliseconds(120);
        Advance(30);

        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void A_single_dear_poll_stretches_nothing()
    {
        Advance(4.5);
        CostOfPoll = TimeSpan.FromMilliseconds(500);
        Advance(1);
        CostOfPoll = TimeSpan.FromMilliseconds(5);
        Advance(3);

        SecondsOfPolls().ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public void The_sockets_of_the_pool_that_is_looked_at_come_at_once_and_with_each_poll()
    {
        Source.Rows.Add(Rows.Socket(1, 101));
        Source.Rows.Add(Rows.Socket(2, 100, state: TcpState.CloseWait));
        Source.Rows.Add(Rows.Socket(3, 102, destination: "10.8.0.13"));
        Source.Rows.Add(Rows.Socket(4, 103, interfaceIndex: 2));
        Source.Rows.Add(Rows.Socket(5, 999));
        Advance(0.5);
        Wanted.OnNext(Wanted.Value with { Detail = Rows.Key });
        Advance(0.1);

        Outcomes.Count.ShouldBe(2);
        var detail = Outcomes.OfType<DetailRead>().Single().Detail;
        detail.Sockets.Select(static socket => socket.Identity).ShouldBe([2UL, 1UL], "CLOSE-WAIT first");
        detail.Total.ShouldBe(2);
        Advance(0.5);
        Snapshots.Last().Poll.ShouldBe(2);
        Snapshots.Last().Detail.ShouldNotBeNull();
        Wanted.OnNext(Wanted.Value with { Detail = null });
        Advance(1);
        Snapshots.Last().Detail.ShouldBeNull();
    }

    [Fact]
    public void Sockets_that_cannot_be_read_fail_no_poll()
    {
        Source.Rows.Add(Rows.Socket(1, 101));
        Advance(0.5);
        Source.PoolFailure = new SourceException("refused");
        Wanted.OnNext(Wanted.Value with { Detail = Rows.Key });
        Advance(1);

        Outcomes.OfType<PollFailed>().ShouldBeEmpty();
        Snapshots.Last().Poll.ShouldBe(2);
        Snapshots.Last().Detail!.Problem.ShouldBe("refused");
    }

    [Fact]
    public void Nothing_is_polled_after_the_last_subscriber_left()
    {
        Advance(0.5);
        Subscription.Dispose();
        Advance(10);

        SecondsOfPolls().ShouldBe([0]);
    }
}
