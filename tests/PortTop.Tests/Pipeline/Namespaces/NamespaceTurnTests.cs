using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using PortTop.Model;
using PortTop.Pipeline;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Tests.Pipeline.Namespaces;

/// <summary>Which of many namespaces are read when: those near trouble in every poll, the others in turn, within the budget.</summary>
public sealed class NamespaceTurnTests : IDisposable
{
    private const double Budget = .02;

    private readonly HistoricalScheduler _scheduler = new(new DateTimeOffset(2026, 1, 31, 2, 0, 0, TimeSpan.Zero));
    private readonly ScriptedMachine _machine;
    private readonly BehaviorSubject<Interest> _interest = new(new Interest(TimeSpan.FromSeconds(1)));
    private readonly List<PollOutcome> _outcomes = [];
    private readonly ScriptedSource _home;
    private IDisposable? _subscription;

    public NamespaceTurnTests()
    {
        _machine = new ScriptedMachine(_scheduler);
        _home = _machine.Add("host");
    }

    private Snapshot Last => ((PollSucceeded)_outcomes.Last(static outcome => outcome is PollSucceeded)).Snapshot;

    public void Dispose()
    {
        _subscription?.Dispose();
        _interest.Dispose();
    }

    [Fact]
    public void Where_all_are_cheap_all_are_read_in_every_poll()
    {
        var others = Enumerable.Range(1, 5).Select(i => _machine.Add($"ns{i}", milliseconds: .5)).ToArray();

        Watch(20);

        others.ShouldAllBe(other => other.Polls.Count == _home.Polls.Count);
        Last.Namespaces.ShouldAllBe(static place => place.IsFresh);
    }

    [Fact]
    public void Quiet_ones_that_are_dear_are_read_in_turn_within_their_part_of_the_budget()
    {
        var quiet = Enumerable.Range(1, 20).Select(i => _machine.Add($"ns{i}", milliseconds: 50)).ToArray();

        Watch(600);

        var spent = quiet.Sum(static other => other.Polls.Count) * .05;
        spent.ShouldBeLessThan((600 * Budget * .3) + .15 + .05, "a third of the budget, and what the first poll may spend");
        spent.ShouldBeGreaterThan(600 * Budget * .25, "the turn goes on");
        (quiet.Max(static other => other.Polls.Count) - quiet.Min(static other => other.Polls.Count)).ShouldBeLessThanOrEqualTo(1, "nobody is forgotten");
        Last.Namespaces.Count(static place => place.Age > TimeSpan.FromSeconds(10)).ShouldBeGreaterThan(5, "its age is told");
    }

    [Fact]
    public void One_that_is_near_trouble_is_read_in_every_poll()
    {
        _ = Enumerable.Range(1, 20).Select(i => _machine.Add($"ns{i}", milliseconds: 50)).ToArray();
        var hot = _machine.Add("hot", milliseconds: 5);
        hot.Rows.AddRange(Enumerable.Range(100, 60).Select(static port => Rows.Socket((ulong)port, port)));
        _machine.Traffic[hot.Place.Inode] = new NamespaceTraffic(60, 0, 0);

        Watch(60);

        hot.Polls.Count.ShouldBeGreaterThanOrEqualTo(_home.Polls.Count - 1);
        Last.Pools[0].Namespace.ShouldBe("hot");
        Last.Pools[0].IsElsewhere.ShouldBeTrue();
    }

    [Fact]
    public void Sockets_that_come_or_a_failure_make_one_hot_before_its_turn()
    {
        var others = Enumerable.Range(1, 40).Select(i => _machine.Add($"ns{i}", milliseconds: 100)).ToArray();
        foreach (var other in others)
        {
            _machine.Traffic[other.Place.Inode] = default;
        }

        Watch(20);
        var growing = others.First(static other => other.Polls.Count == 1);
        var failing = others.Last(static other => other.Polls.Count <= 1);
        _machine.Traffic[growing.Place.Inode] = new NamespaceTraffic(30, 0, 0);
        _machine.Traffic[failing.Place.Inode] = new NamespaceTraffic(1, 0, 0) { HasFailures = true };
        var (before, failingBefore) = (growing.Polls.Count, failing.Polls.Count);
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(12));

        growing.Polls.Count.ShouldBeGreaterThan(before);
        failing.Polls.Count.ShouldBeGreaterThan(failingBefore);
    }

    [Fact]
    public void A_router_without_sockets_is_hot_by_its_flows()
    {
        _ = Enumerable.Range(1, 40).Select(i => _machine.Add($"ns{i}", milliseconds: 100)).ToArray();
        var router = _machine.Add("router");
        _machine.Traffic[router.Place.Inode] = new NamespaceTraffic(0, 0, 0) { Tracked = 1 };
        Watch(3);
        router.Polls.Count.ShouldBe(1, "what tracks flows is read first of all, and then in turn");

        _machine.Traffic[router.Place.Inode] = new NamespaceTraffic(0, 0, 0) { Tracked = 30 };
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(6));
        router.Polls.Count.ShouldBe(2);

        _machine.Traffic[router.Place.Inode] = new NamespaceTraffic(0, 0, 0) { Tracked = 30, Dropped = 1 };
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(6));
        router.Polls.Count.ShouldBe(3);
    }

    [Fact]
    public void The_one_that_is_looked_at_is_read_in_every_poll()
    {
        _ = Enumerable.Range(1, 40).Select(i => _machine.Add($"ns{i}", milliseconds: 20)).ToArray();
        var looked = _machine.Add("looked", milliseconds: 2);
        Watch(5);
        var before = (looked.Polls.Count, _home.Polls.Count);
        _interest.OnNext(new Interest(TimeSpan.FromSeconds(1), Detail: Rows.Key with { NetworkNamespace = looked.Place.Inode }));
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(30));

        (looked.Polls.Count - before.Item1).ShouldBeGreaterThanOrEqualTo(_home.Polls.Count - before.Item2);
    }

    [Fact]
    public void The_first_takes_its_turn_where_its_reading_is_dear_and_nothing_goes_on_in_it()
    {
        _home.Duration = TimeSpan.FromMilliseconds(150);
        var hot = _machine.Add("hot");
        hot.Rows.AddRange(Enumerable.Range(100, 60).Select(static port => Rows.Socket((ulong)port, port)));

        Watch(300);

        hot.Polls.Count.ShouldBeGreaterThan(2 * _home.Polls.Count);
        var polls = _outcomes.OfType<PollSucceeded>().Select(static outcome => outcome.Snapshot).ToArray();
        polls.Zip(polls.Skip(1)).ShouldAllBe(static pair => pair.First.Time < pair.Second.Time, "the poll has its own time, whoever was read in it");
        polls.ShouldAllBe(static poll => poll.Apart().First().Source.Namespace == "host", "its line is there, with its age");
        polls.ShouldAllBe(static poll => poll.Apart().Select(static line => line.Time).Distinct().Count() == 1);
        _home.Polls.Count.ShouldBeGreaterThan(5, "but it is not forgotten");
    }

    [Fact]
    public void One_that_goes_away_fails_no_poll_and_is_closed_once()
    {
        var leaving = _machine.Add("leaving");
        Watch(3);
        _ = _machine.Sources.Remove(leaving);
        leaving.Failure = new SourceException("the network namespace is gone");
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(5));

        _outcomes.ShouldNotContain(static outcome => outcome is PollFailed);
        _machine.Closed.ShouldBe([leaving]);
        Last.Namespaces.ShouldBeEmpty("one alone needs no list");
        _machine.Opened.Count.ShouldBe(2);
    }

    [Fact]
    public void Another_one_with_the_same_inode_begins_anew()
    {
        var before = _machine.Add("before");
        Watch(3);
        var after = new ScriptedSource(_scheduler) { Place = before.Place with { Name = "after", Generation = 1 } };
        _machine.Sources[1] = after;
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(12));

        _machine.Closed.ShouldBe([before]);
        after.Polls.ShouldNotBeEmpty();
        Last.Namespaces[1].Reading!.Source.Namespace.ShouldBe("after");
        Last.Events.ShouldNotContain(static happened => happened.Kind == PortEventKind.RangeChanged);
    }

    [Fact]
    public void One_that_cannot_be_read_says_why_and_the_others_are_read_on()
    {
        var closed = _machine.Add("closed");
        closed.Failure = new SourceException("not permitted");

        Watch(3);

        _outcomes.ShouldNotContain(static outcome => outcome is PollFailed);
        Last.Namespaces.Single(static place => place.Place.Label == "closed").Problem.ShouldBe("not permitted");

        closed.Failure = new InvalidOperationException("odd");
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(3));
        _outcomes.ShouldNotContain(static outcome => outcome is PollFailed);
        Last.Namespaces.Single(static place => place.Place.Label == "closed").Problem.ShouldBe("unexpected InvalidOperationException: odd");

        closed.Failure = null;
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(3));
        Last.Namespaces.Single(static place => place.Place.Label == "closed").Problem.ShouldBeNull();
    }

    [Fact]
    public void Without_the_first_the_poll_fails_and_goes_on_when_it_is_back()
    {
        Watch(2);
        _home.Failure = new SourceException("refused");
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(3));
        _outcomes[^1].ShouldBeOfType<PollFailed>().Reason.ShouldBe("refused");
        _home.Failure = null;
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(3));
        _outcomes[^1].ShouldBeOfType<PollSucceeded>();
    }

    [Fact]
    public void At_the_end_all_are_closed()
    {
        _ = _machine.Add("other");
        Watch(2);
        _subscription!.Dispose();
        _machine.Closed.Count.ShouldBe(2);
    }

    private void Watch(double seconds)
    {
        _subscription = new Monitor(_machine, _scheduler, static () => TimeSpan.Zero, WatchBudget.Of(Budget))
            .Watch(_interest).Subscribe(_outcomes.Add);
        _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
    }
}
