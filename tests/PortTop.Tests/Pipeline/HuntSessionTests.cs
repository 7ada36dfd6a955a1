using System.Reactive.Subjects;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>The search for owners between polls, in virtual time.</summary>
public sealed class HuntSessionTests : WatchedMonitor
{
    [Fact]
    public void Owners_are_told_between_two_polls_and_stay_known()
    {
        Processes.Add(10, "payment", 1, 2);
        Source.Rows.AddRange([Rows.Socket(1, 100) with { Inode = 1 }, Rows.Socket(2, 101) with { Inode = 2 }]);
        Advance(2.5);

        Outcomes.Select(static outcome => outcome.GetType()).ShouldBe([typeof(PollSucceeded), typeof(OwnersRead), typeof(PollSucceeded), typeof(PollSucceeded)]);
        Snapshots.First().Pools[0].Owners.ShouldBeEmpty("it is shown at once");
        ((OwnersRead)Outcomes[1]).Snapshot.Pools[0].Owners.Single().Observed.ShouldBe(2);
        Snapshots.Skip(1).ShouldAllBe(static snapshot => snapshot.Pools[0].Owners.Single().Owner.Process!.Name == "payment");
    }

    [Fact]
    public void Who_awaits_owners_has_them_with_the_first_poll()
    {
        Processes.Add(10, "payment", 1);
        Source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        var first = new List<PollOutcome>();
        using var interest = new BehaviorSubject<Interest>(Wanted.Value with { AwaitsOwners = true });
        using var subscription = Watch(interest, first);
        Advance(0.5);

        first.OfType<PollSucceeded>().First().Snapshot.Pools[0].Owners.Single().Owner.Process!.Name.ShouldBe("payment");
    }

    [Fact]
    public void After_a_failed_poll_nothing_is_told_of_what_it_left_behind()
    {
        Processes.Add(10, "payment", 1);
        Source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        Advance(1.5);
        Source.Rows.Add(Rows.Socket(2, 101) with { Inode = 2 });
        Processes.Hold(10, 2);
        Source.Failure = new SourceException("no");
        var before = Outcomes.Count;
        Advance(1);

        Outcomes.Skip(before).ShouldAllBe(static outcome => outcome is PollFailed);
    }

    [Fact]
    public void A_search_that_fails_ends_no_poll_and_is_told()
    {
        Processes.Add(10, "payment", 1);
        Processes.BeforePiece = static () => throw new InvalidOperationException("broken");
        Source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        Advance(2.5);

        SecondsOfPolls().ShouldBe([0, 1, 2]);
        Snapshots.Last().Source.Notes.ShouldBe(["owners are not looked for: broken"]);
    }
}
