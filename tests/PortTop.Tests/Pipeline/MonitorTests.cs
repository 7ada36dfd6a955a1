using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Tests.Pipeline.Owners;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Tests.Pipeline;

public sealed class MonitorTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 2, 0, 0, TimeSpan.Zero);

    private readonly HistoricalScheduler _scheduler = new(Start);
    private readonly ScriptedProcesses _processes = new();
    private readonly ScriptedSource _source;
    private readonly BehaviorSubject<Interest> _interest = new(new Interest(TimeSpan.FromSeconds(1)));
    private readonly List<PollOutcome> _outcomes = [];
    private readonly IDisposable _subscription;
    private TimeSpan _processorTime;
    private int _polls;
    private TimeSpan _costOfPoll = TimeSpan.FromMilliseconds(5);

    public MonitorTests()
    {
        _source = new ScriptedSource(_scheduler) { Processes = _processes };
        var monitor = new Monitor(_source, _scheduler, ProcessorTime, 0.02);
        _subscription = monitor.Watch(_interest).Subscribe(_outcomes.Add);
    }

    private IEnumerable<Snapshot> Snapshots => _outcomes.OfType<PollSucceeded>().Select(static outcome => outcome.Snapshot);

    public void Dispose()
    {
        _subscription.Dispose();
        _interest.Dispose();
    }

    private TimeSpan ProcessorTime()
    {
        _processorTime += (_source.Polls.Count - _polls) * _costOfPoll;
        _polls = _source.Polls.Count;
        return _processorTime;
    }

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
        _interest.OnNext(_interest.Value with { IsPaused = true });
        Advance(10);
        SecondsOfPolls().ShouldBe([0, 1]);
        _interest.OnNext(_interest.Value with { IsPaused = false });
        Advance(1.5);

        SecondsOfPolls().ShouldBe([0, 1, 11.5, 12.5]);
    }

    [Fact]
    public void A_pause_key_held_down_polls_no_more_often_than_the_interval()
    {
        Advance(0.5);
        for (var i = 0; i < 40; i++)
        {
            _interest.OnNext(_interest.Value with { IsPaused = !_interest.Value.IsPaused });
            Advance(0.025);
        }

        SecondsOfPolls().ShouldBe([0, 1]);
    }

    [Fact]
    public void A_failed_poll_is_not_tried_again_within_a_second()
    {
        _interest.OnNext(_interest.Value with { Interval = TimeSpan.FromSeconds(0.2) });
        _source.Failure = new SourceException("no");
        Advance(2.5);

        SecondsOfPolls().ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void Rates_over_a_pause_are_per_second_of_the_pause()
    {
        Advance(0.5);
        _interest.OnNext(_interest.Value with { IsPaused = true });
        for (var i = 0; i < 20; i++)
        {
            _source.Rows.Add(Rows.Socket((ulong)i + 1, 100 + (2 * i)));
        }

        Advance(9.5);
        _interest.OnNext(_interest.Value with { IsPaused = false });
        Advance(0.1);

        Snapshots.Last().Pools.Single().Opened!.Value.ShouldBe(2.0, 0.01);
        Snapshots.Last().Pools.Single().Net!.Value.ShouldBe(2.0, 0.01);
    }

    [Fact]
    public void What_holds_ports_is_read_for_a_twentieth_of_the_time_and_its_age_is_told()
    {
        _source.BoundDuration = TimeSpan.FromSeconds(0.2);
        Advance(12.5);

        Snapshots.Select(static snapshot => (int)Math.Round(snapshot.HoldersAge.TotalSeconds)).ShouldBe([0, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], "what the first reading cost decides nothing");
        Snapshots.ShouldAllBe(static snapshot => snapshot.Ports.Bound.IsFresh == (snapshot.HoldersAge == TimeSpan.Zero));
    }

    [Fact]
    public void What_costs_little_is_read_at_every_poll()
    {
        Advance(3.5);

        _source.BoundReadings.ShouldBe(4);
    }

    [Fact]
    public void UDP_stands_in_the_same_list()
    {
        _source.Udp.Add(Rows.Socket(1, 100, "10.0.0.1", 53));
        Advance(0.5);

        Snapshots.Last().Pools.Single().Key.Protocol.ShouldBe(Protocol.Udp);
        Snapshots.Last().States.Total.ShouldBe(0, "the states are those of TCP");
    }

    [Fact]
    public void Another_interval_counts_from_the_last_poll()
    {
        Advance(0.2);
        _interest.OnNext(_interest.Value with { Interval = TimeSpan.FromSeconds(0.5) });
        Advance(1.5);

        SecondsOfPolls().ShouldBe([0, 0.5, 1, 1.5]);
    }

    [Fact]
    public void A_failed_poll_is_a_value_and_the_next_one_comes()
    {
        _source.Failure = new SourceException("no such file");
        Advance(1.5);
        _source.Failure = null;
        Advance(1);

        var failures = _outcomes.OfType<PollFailed>().ToArray();
        failures.Length.ShouldBe(2);
        failures[0].Reason.ShouldBe("no such file");
        (failures[0].NextTry - Start).TotalSeconds.ShouldBe(1);
        Snapshots.Count().ShouldBe(1);
    }

    [Fact]
    public void An_exception_that_nobody_expected_is_a_failed_poll_too()
    {
        _source.Failure = new InvalidOperationException("oops");
        Advance(0.5);

        _outcomes.OfType<PollFailed>().Single().Reason.ShouldBe("unexpected InvalidOperationException: oops");
    }

    [Fact]
    public void What_a_failed_poll_saw_still_counts_as_new_at_the_next()
    {
        Advance(0.5);
        _source.Rows.Add(Rows.Socket(1, 100));
        _interest.OnNext(_interest.Value with { Detail = Rows.Key });
        _source.Failure = new SourceException("interrupted");
        Advance(1);
        _source.Failure = null;
        Advance(1);

        Snapshots.Last().Pools.Single().Opened!.Value.ShouldBe(0.5, 0.01);
    }

    [Fact]
    public void Owners_are_told_between_two_polls_and_stay_known()
    {
        _processes.Add(10, "payment", 1, 2);
        _source.Rows.AddRange([Rows.Socket(1, 100) with { Inode = 1 }, Rows.Socket(2, 101) with { Inode = 2 }]);
        Advance(2.5);

        _outcomes.Select(static outcome => outcome.GetType()).ShouldBe([typeof(PollSucceeded), typeof(OwnersRead), typeof(PollSucceeded), typeof(PollSucceeded)]);
        Snapshots.First().Pools[0].Owners.ShouldBeEmpty("it is shown at once");
        ((OwnersRead)_outcomes[1]).Snapshot.Pools[0].Owners.Single().Observed.ShouldBe(2);
        Snapshots.Skip(1).ShouldAllBe(static snapshot => snapshot.Pools[0].Owners.Single().Owner.Process!.Name == "payment");
    }

    [Fact]
    public void Who_awaits_owners_has_them_with_the_first_poll()
    {
        _processes.Add(10, "payment", 1);
        _source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        var first = new List<PollOutcome>();
        using var interest = new BehaviorSubject<Interest>(_interest.Value with { AwaitsOwners = true });
        using var subscription = new Monitor(_source, _scheduler, ProcessorTime, 0.02).Watch(interest).Subscribe(first.Add);
        Advance(0.5);

        first.OfType<PollSucceeded>().First().Snapshot.Pools[0].Owners.Single().Owner.Process!.Name.ShouldBe("payment");
    }

    [Fact]
    public void After_a_failed_poll_nothing_is_told_of_what_it_left_behind()
    {
        _processes.Add(10, "payment", 1);
        _source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        Advance(1.5);
        _source.Rows.Add(Rows.Socket(2, 101) with { Inode = 2 });
        _processes.Hold(10, 2);
        _source.Failure = new SourceException("no");
        var before = _outcomes.Count;
        Advance(1);

        _outcomes.Skip(before).ShouldAllBe(static outcome => outcome is PollFailed);
    }

    [Fact]
    public void A_search_that_fails_ends_no_poll_and_is_told()
    {
        _processes.Add(10, "payment", 1);
        _processes.BeforePiece = static () => throw new InvalidOperationException("broken");
        _source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        Advance(2.5);

        SecondsOfPolls().ShouldBe([0, 1, 2]);
        Snapshots.Last().Source.Notes.ShouldBe(["owners are not looked for: broken"]);
    }

    [Fact]
    public void A_poll_longer_than_the_interval_skips_beats_and_queues_none()
    {
        _source.Duration = TimeSpan.FromSeconds(2.5);
        Advance(9.5);

        SecondsOfPolls().ShouldBe([0, 3, 6, 9]);
    }

    [Fact]
    public void A_dear_poll_stretches_the_interval_to_keep_the_budget()
    {
        _costOfPoll = TimeSpan.FromMilliseconds(120);
        _source.Duration = TimeSpan.FromMilliseconds(120);
        Advance(20);

        SecondsOfPolls().ShouldBe([0, 1, 2, 3, 9, 15]);
        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6));
        Snapshots.Last().WantedInterval.ShouldBe(TimeSpan.FromSeconds(1));
        Snapshots.Last().Cost.Core!.Value.ShouldBe(0.02, 0.001);
    }

    [Fact]
    public void What_the_compiler_takes_beside_the_first_polls_stretches_nothing()
    {
        _costOfPoll = TimeSpan.FromMilliseconds(120);
        Advance(5.5);
        _costOfPoll = TimeSpan.FromMilliseconds(5);
        Advance(4);

        SecondsOfPolls().ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    }

    [Fact]
    public void What_is_used_beside_the_reading_counts_once_the_program_is_warm()
    {
        _costOfPoll = TimeSpan.FromMilliseconds(120);
        Advance(30);

        Snapshots.Last().Interval.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void A_single_dear_poll_stretches_nothing()
    {
        Advance(4.5);
        _costOfPoll = TimeSpan.FromMilliseconds(500);
        Advance(1);
        _costOfPoll = TimeSpan.FromMilliseconds(5);
        Advance(3);

        SecondsOfPolls().ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public void The_sockets_of_the_pool_that_is_looked_at_come_at_once_and_with_each_poll()
    {
        _source.Rows.Add(Rows.Socket(1, 101));
        _source.Rows.Add(Rows.Socket(2, 100, state: TcpState.CloseWait));
        _source.Rows.Add(Rows.Socket(3, 102, destination: "10.8.0.13"));
        _source.Rows.Add(Rows.Socket(4, 103, interfaceIndex: 2));
        _source.Rows.Add(Rows.Socket(5, 999));
        Advance(0.5);
        _interest.OnNext(_interest.Value with { Detail = Rows.Key });
        Advance(0.1);

        _outcomes.Count.ShouldBe(2);
        var detail = _outcomes.OfType<DetailRead>().Single().Detail;
        detail.Sockets.Select(static socket => socket.Identity).ShouldBe([2UL, 1UL], "CLOSE-WAIT first");
        detail.Total.ShouldBe(2);
        Advance(0.5);
        Snapshots.Last().Poll.ShouldBe(2);
        Snapshots.Last().Detail.ShouldNotBeNull();
        _interest.OnNext(_interest.Value with { Detail = null });
        Advance(1);
        Snapshots.Last().Detail.ShouldBeNull();
    }

    [Fact]
    public void Sockets_that_cannot_be_read_fail_no_poll()
    {
        _source.Rows.Add(Rows.Socket(1, 101));
        Advance(0.5);
        _source.PoolFailure = new SourceException("refused");
        _interest.OnNext(_interest.Value with { Detail = Rows.Key });
        Advance(1);

        _outcomes.OfType<PollFailed>().ShouldBeEmpty();
        Snapshots.Last().Poll.ShouldBe(2);
        Snapshots.Last().Detail!.Problem.ShouldBe("refused");
    }

    [Fact]
    public void Nothing_is_polled_after_the_last_subscriber_left()
    {
        Advance(0.5);
        _subscription.Dispose();
        Advance(10);

        SecondsOfPolls().ShouldBe([0]);
    }

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));

    private double[] SecondsOfPolls() => [.. _source.Polls.Select(static poll => (poll - Start).TotalSeconds)];
}
