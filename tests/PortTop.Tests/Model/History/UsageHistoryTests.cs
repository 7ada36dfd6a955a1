using PortTop.Model;

namespace PortTop.Tests.Model.History;

public sealed class UsageHistoryTests
{
    private readonly UsageHistory _history = new();

    [Fact]
    public void Steps_lead_back_and_on_and_no_further()
    {
        Record(0, 10, Pool(1, 40));
        Record(1, 11, Pool(1, 50));
        Record(2, 12, Pool(1, 60));

        var before = _history.Before(At(2))!;
        (before.Poll, before.Pools.Single().Ledger.Used).ShouldBe((11, 50));
        var first = _history.Before(before.Time)!;
        first.Pools.Single().Ledger.Used.ShouldBe(40);
        _history.Before(first.Time).ShouldBeNull();
        _history.After(before.Time)!.Poll.ShouldBe(12);
        _history.After(At(2)).ShouldBeNull();
        _history.Oldest()!.Poll.ShouldBe(10);
        before.History.ShouldBeSameAs(_history);
    }

    [Fact]
    public void What_is_restored_is_what_was()
    {
        var states = Samples.States((TcpState.TimeWait, 30), (TcpState.Established, 5), (TcpState.CloseWait, 2), (TcpState.SynSent, 2), (TcpState.LastAck, 1));
        var pool = Samples.Pool(5432, 40, opened: 12, net: .2, states: states).OwnedBy((OwnerSamples.Payment, 40, 0));
        pool = pool with { Ledger = pool.Ledger with { Suspected = 3, Reclaimable = 4, FreeLower = 50 } };
        Record(0, 1, pool);
        Record(1, 2, pool);

        var restored = _history.Before(At(1))!.Pools.Single();
        restored.Key.ShouldBe(pool.Key);
        restored.Ledger.ShouldBe(pool.Ledger);
        restored.States.Total.ShouldBe(40);
        restored.States.Of(TcpState.CloseWait).ShouldBe(2);
        restored.Demand!.Value.Asks.ShouldBe(12);
        restored.Net.ShouldNotBeNull().ShouldBe(.2, .001);
        restored.Holder!.Owner.ShouldBe(OwnerSamples.Payment);
    }

    [Fact]
    public void All_that_was_known_of_a_pool_in_trouble_is_kept()
    {
        var pool = Samples.Pool(5432, 100).OwnedBy((OwnerSamples.Payment, 100, 0)).Failing(570, 17_100);
        Record(0, 1, pool, Pool(2, 10));
        Record(1, 2, Pool(1, 10));

        _history.Before(At(1))!.Pools[0].ShouldBe(pool);
    }

    [Fact]
    public void Of_thousands_of_pools_the_fullest_have_each_moment_and_the_others_one_a_minute()
    {
        for (var second = 0; second <= 100; second++)
        {
            Record(second, second + 1, [.. Enumerable.Range(0, 2000).Select(port => Pool(port, port < 400 ? 90 : 20 + (second % 60)))]);
        }

        var past = _history.Before(At(91))!;
        past.Poll.ShouldBe(91);
        past.Pools.Count.ShouldBe(2000);
        past.Pools.Single(static pool => pool.Key.Port == 399).Ledger.Used.ShouldBe(90);
        past.Pools.Single(static pool => pool.Key.Port == 1999).Ledger.Used.ShouldBe(20, "as it was a minute after the first");
        Used(1999, 60).Distinct().Count().ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public void A_quarter_of_an_hour_is_remembered_and_what_nobody_uses_is_not()
    {
        for (var second = 0; second < 1000; second++)
        {
            Record(second, second + 1, second < 10 ? [Pool(1, 50)] : [Pool(2, 50), Pool(3, 0)]);
        }

        (At(999) - _history.Oldest()!.Time).TotalSeconds.ShouldBe(899);
        Used(1, 10).ShouldAllBe(static used => double.IsNaN(used), "gone for longer than that");
        Used(2, 10).ShouldAllBe(static used => used == 50);
        Used(3, 10).ShouldAllBe(static used => double.IsNaN(used));
    }

    [Fact]
    public void Polls_closer_than_a_second_are_thinned_out()
    {
        for (var i = 0; i < 100; i++)
        {
            Record(i / 10.0, i + 1, Pool(1, 50));
        }

        var steps = 0;
        for (var snapshot = _history.Before(At(100)); snapshot is not null; snapshot = _history.Before(snapshot.Time))
        {
            steps++;
        }

        steps.ShouldBeInRange(10, 11);
    }

    [Fact]
    public void Missing_polls_are_a_gap_and_rare_ones_are_not()
    {
        Record(0, 1, Pool(1, 50));
        Record(1, 2, Pool(1, 51));
        Record(20, 3, Pool(1, 60));

        var used = Used(1, 21, 20);
        (used[0], used[1], used[20]).ShouldBe((50, 51, 60));
        used[10].ShouldBe(double.NaN);
    }

    [Fact]
    public void When_the_time_of_day_is_set_back_the_past_begins_anew()
    {
        Record(0, 1, Pool(1, 50));
        Record(1, 2, Pool(1, 50));
        Record(-3600, 3, Pool(1, 50));
        Record(-3599, 4, Pool(1, 50));

        _history.Oldest()!.Poll.ShouldBe(3);
        _history.Before(At(-3599))!.Poll.ShouldBe(3);
    }

    private static PoolSample Pool(int port, int used) => Samples.Pool(port, used);

    private static DateTimeOffset At(double seconds) => Samples.Time.AddSeconds(seconds);

    private void Record(double seconds, int poll, params PoolSample[] pools)
        => _history.Record(Samples.Snapshot(pools) with { Poll = poll, Time = At(seconds) });

    private double[] Used(int port, int count, double? until = null)
    {
        var used = new double[count];
        _history.CopyUsed(Samples.Pool(port, 0).Key, until is { } seconds ? At(seconds) : _history.Before(DateTimeOffset.MaxValue)!.Time, TimeSpan.FromSeconds(1), used);
        return used;
    }
}
