using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>The time line: what changed, told once, in bounded memory.</summary>
public sealed class EventLogTests
{
    private readonly EventLog _log = new();
    private DateTimeOffset _now = Samples.Time;
    private bool _isRunning;

    [Fact]
    public void A_pool_that_fills_fails_and_recovers_is_told_at_each_step_and_once()
    {
        Take(Samples.Pool(5432, 90)).ShouldBeEmpty();
        Take(Samples.Pool(5432, 100)).ShouldBe([PortEventKind.Full]);
        Take(Samples.Pool(5432, 100)).ShouldBeEmpty();
        Take(Samples.Pool(5432, 100).Failing(10, 10)).ShouldBe([PortEventKind.Failing]);
        Take(Samples.Pool(5432, 100).Failing(10, 20)).ShouldBeEmpty();
        Take(Samples.Pool(5432, 50).FailedBefore(14)).ShouldBeEmpty("the next beat may fail again");
        Take(Samples.Pool(5432, 50).FailedBefore(15)).ShouldBe([PortEventKind.Recovered]);
        Take(Samples.Pool(5432, 50)).ShouldBeEmpty();
        _log.Events[0].Text.ShouldBe("EADDRNOTAVAIL, 0 free of 100");
        _log.Events[0].Pool.ShouldBe(Samples.Pool(5432, 100).Key);
    }

    [Fact]
    public void A_full_pool_that_is_gone_altogether_recovered()
    {
        Take(Samples.Pool(5432, 100));

        Take().ShouldBe([PortEventKind.Recovered]);
    }

    [Fact]
    public void A_thousand_pools_that_are_full_at_once_are_one_thing()
    {
        PoolSample[] pools = [.. Enumerable.Range(1, 1000).Select(static port => Samples.Pool(port, 100))];

        Take(pools).ShouldBe(Enumerable.Repeat(PortEventKind.Full, 6));
        (_log.Events[^1].Text, _log.Events[^1].Pool).ShouldBe(("no port is free in 995 more pools", null));
        Take().ShouldBe(Enumerable.Repeat(PortEventKind.Recovered, 6));
        _log.Events[^1].Text.ShouldBe("ports again in 995 more pools");
    }

    [Fact]
    public void What_is_so_at_the_first_poll_began_before()
    {
        Take(Samples.Pool(5432, 100));

        _log.Events.Single().BeganBefore.ShouldBeTrue();
    }

    [Fact]
    public void A_change_of_the_range_is_told_with_both()
    {
        Take(Samples.Space("100-199")).ShouldBeEmpty();
        Take(Samples.Space("100-299", reserved: "150-159")).ShouldBe([PortEventKind.RangeChanged]);

        _log.Events.Single().Text.ShouldBe("100-199 less 0 reserved became 100-299 less 10 reserved");
    }

    [Fact]
    public void Polls_that_fail_are_told_once_with_the_reason_and_their_end_too()
    {
        Take(Samples.Space("100-199"));
        _log.Fail(_now, "netlink is out of memory");
        _log.Fail(_now, "netlink is out of memory");

        Take(Samples.Space("100-199")).ShouldBe([PortEventKind.PollFailed, PortEventKind.PollRecovered]);
        _log.Events[0].Text.ShouldBe("netlink is out of memory");
    }

    [Fact]
    public void An_owner_that_started_just_now_and_takes_ports_is_news_and_one_that_runs_for_long_is_not()
    {
        TakeOwners(Sample(1, "old", 50, startedSecondsAgo: 3_600)).ShouldBeEmpty();
        TakeOwners(Sample(1, "old", 50, 3_600), Sample(2, "fresh", 50, 2)).ShouldBe([PortEventKind.OwnerStarted]);
        TakeOwners(Sample(1, "old", 50, 3_600), Sample(2, "fresh", 50, 2)).ShouldBeEmpty();
        _log.Events[^1].Text.ShouldBe("fresh[2] started, and takes ports");
    }

    [Fact]
    public void Who_shared_sockets_and_ends_is_told_under_one_name()
    {
        var parent = Sample(1, "parent", 50, 3_600);
        var both = Sample(2, "parent", 50, 3_600);
        TakeOwners(both with { Owner = both.Owner with { Processes = [parent.Owner.Process!, Sample(9, "child", 0, 1).Owner.Process!] } });
        _isRunning = true;
        TakeOwners(parent).ShouldBeEmpty();
        _isRunning = false;

        TakeOwners(parent with { Owner = parent.Owner with { IsGone = true } }).ShouldBe([PortEventKind.OwnerGone]);
    }

    [Fact]
    public void One_that_takes_next_to_nothing_is_no_news()
    {
        TakeOwners(Sample(1, "curl", 9, 1)).ShouldBeEmpty();
        TakeOwners().ShouldBeEmpty();
    }

    [Fact]
    public void An_owner_that_ends_is_told_with_what_it_leaves_behind()
    {
        TakeOwners(Sample(1, "payment", 50, 3_600));
        var gone = Sample(1, "payment", 40, 3_600);

        TakeOwners(gone with { Owner = gone.Owner with { IsGone = true } }).ShouldBe([PortEventKind.OwnerGone]);
        TakeOwners(gone with { Owner = gone.Owner with { IsGone = true } }).ShouldBeEmpty("once");

        _log.Events[^1].Text.ShouldBe("payment gone (1); 40 of its sockets hold ports still");
    }

    [Fact]
    public void An_owner_that_ends_and_leaves_nothing_is_told_and_one_that_closes_all_is_not()
    {
        TakeOwners(Sample(1, "payment", 50, 3_600));

        _isRunning = true;
        TakeOwners().ShouldBeEmpty("it runs, and has closed everything");
        _isRunning = false;
        TakeOwners().ShouldBe([PortEventKind.OwnerGone]);
        _log.Events[^1].Text.ShouldBe("payment gone (1); it holds no port any more");
    }

    [Fact]
    public void Descriptors_that_run_out_are_told_once_until_there_are_some_again()
    {
        var leaky = Sample(1, "leaky", 50, 3_600);
        TakeOwners(leaky with { Descriptors = new DescriptorUse(89, 100, 200) }).ShouldBeEmpty();
        TakeOwners(leaky with { Descriptors = new DescriptorUse(90, 100, 200) }).ShouldBe([PortEventKind.DescriptorsNear]);
        TakeOwners(leaky with { Descriptors = new DescriptorUse(99, 100, 200) }).ShouldBeEmpty();
        TakeOwners(leaky with { Descriptors = new DescriptorUse(85, 100, 200) }).ShouldBeEmpty();
        TakeOwners(leaky with { Descriptors = new DescriptorUse(95, 100, 200) }).ShouldBeEmpty("it never left the neighbourhood");
        TakeOwners(leaky with { Descriptors = new DescriptorUse(9, 100, 200) }).ShouldBeEmpty();
        TakeOwners(leaky with { Descriptors = new DescriptorUse(90, 100, 200) }).ShouldBe([PortEventKind.DescriptorsNear]);
    }

    [Fact]
    public void The_newest_five_hundred_are_kept()
    {
        for (var i = 0; i < EventLog.Most; i++)
        {
            Take(Samples.Pool(5432, 100));
            Take(Samples.Pool(5432, 10));
        }

        _log.Events.Count.ShouldBe(EventLog.Most);
        _log.Events[^1].Time.ShouldBe(_now);
        _log.Events[0].Time.ShouldBe(_now.AddSeconds(1 - EventLog.Most));
    }

    [Fact]
    public void Very_many_owners_at_once_are_summed_up()
    {
        TakeOwners([.. Enumerable.Range(1, 50).Select(static id => Sample(id, "worker", 50, 1))]).Length.ShouldBe(6);

        _log.Events[^1].Text.ShouldBe("and 45 more owners");
    }

    private static OwnerSample Sample(int id, string name, int ports, int startedSecondsAgo)
    {
        var owner = OwnerSamples.Process(id, id, name);
        return new OwnerSample(owner with { Processes = [owner.Process! with { Started = Samples.Time.AddSeconds(-startedSecondsAgo) }] }) { Ports = ports };
    }

    private PortEventKind[] Take(params PoolSample[] pools) => Take(Samples.Snapshot(pools));

    private PortEventKind[] Take(PortSpace ports) => Take(Samples.Snapshot([], ports));

    private PortEventKind[] TakeOwners(params OwnerSample[] owners) => Take(Samples.Snapshot([]) with { Owners = new OwnerTable(owners, owners.Length, new Dictionary<uint, Owner>()) });

    private PortEventKind[] Take(Snapshot snapshot)
    {
        _now += TimeSpan.FromSeconds(1);
        var added = _log.Take(snapshot with { Time = _now }, isFirst: _now == Samples.Time.AddSeconds(1), _ => _isRunning);
        _log.Events.ShouldBe(_log.Events.OrderBy(static happened => happened.Time));
        return [.. added.Select(static happened => happened.Kind)];
    }
}
