using PortTop.Model;

namespace PortTop.Tests.Model;

/// <summary>Among pools that are equally bad the verdict names one and stays with it; what is clearly worse it names at once.</summary>
public sealed class WorstPoolTests
{
    private const int Polls = 600;

    private readonly WorstPool _worst = new();
    private readonly Random _random = new(1);
    private DateTimeOffset _time = Samples.Time;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Noise_in_rates_of_failures_names_no_other_pool(int seed)
    {
        var (named, first, random) = (new HashSet<int>(), new HashSet<int>(), new Random(seed));
        for (var poll = 0; poll < Polls; poll++)
        {
            PoolSample[] pools
                = [.. Enumerable.Range(1, 4).Select(port => Samples.Pool(port, 100, opened: 5).Failing(random.Next(40), 9_000))];
            first.Add(Sorted(pools)[0].Key.Port);
            named.Add(Poll(pools));
        }

        first.Count.ShouldBe(4, "by the figures of one poll each of them is the worst at some time");
        named.ShouldHaveSingleItem();
    }

    [Fact]
    public void Pools_that_fail_in_turn_are_equally_bad()
    {
        var named = new HashSet<int>();
        for (var poll = 0; poll < Polls; poll++)
        {
            named.Add(Poll(
                Fails(1, isNow: poll % 2 == 0, isFull: _random.Next(2) == 0),
                Fails(2, isNow: poll % 2 == 1, isFull: _random.Next(2) == 0)));
        }

        named.ShouldHaveSingleItem();

        PoolSample Fails(int port, bool isNow, bool isFull)
        {
            var pool = Samples.Pool(port, isFull ? 100 : 97, opened: 5);
            return isNow ? pool.Failing(10, 9_000) : pool.FailedBefore(1);
        }
    }

    [Fact]
    public void The_saw_of_the_timer_names_no_other_pool()
    {
        var named = new HashSet<int>();
        for (var poll = 0; poll < Polls; poll++)
        {
            named.Add(Poll(Saw(1), Saw(2), Saw(3)));
        }

        named.ShouldHaveSingleItem();

        PoolSample Saw(int port)
        {
            var pool = Samples.Pool(port, 100, opened: 5 + _random.Next(3));
            var condition = _random.Next(2) == 0 ? PoolCondition.Full : PoolCondition.Waves;
            return pool with { Status = pool.Status with { Condition = condition, FullLast = _time.AddSeconds(-_random.Next(5)) } };
        }
    }

    [Fact]
    public void Noise_in_use_and_in_countdowns_names_no_other_pool()
    {
        var (near, filling) = (new HashSet<int>(), new HashSet<int>());
        var other = new WorstPool();
        for (var poll = 0; poll < Polls; poll++, _time = _time.AddSeconds(1))
        {
            near.Add(Next(_worst, [.. Enumerable.Range(1, 4).Select(port => Samples.Pool(port, 95 + _random.Next(2)))]));
            filling.Add(Next(other, [.. Enumerable.Range(1, 4).Select(port => Filling(port, 60 + (10 * _random.NextDouble())))]));
        }

        near.ShouldHaveSingleItem();
        filling.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_pool_that_fails_clearly_more_is_named_within_seconds_and_stays()
    {
        int[] named = [.. Enumerable.Range(0, 60).Select(_ => Poll(Failing(1, 20), Failing(2, 20)))];
        var other = 3 - named[^1];

        int[] after = [.. Enumerable.Range(0, 60).Select(_ => Poll(Failing(3 - other, 20), Failing(other, 200)))];

        after.TakeWhile(port => port != other).Count().ShouldBeLessThan(5);
        after[5..].ShouldAllBe(port => port == other);

        PoolSample Failing(int port, int rate) => Samples.Pool(port, 100, opened: 5).Failing(rate + _random.Next(rate), 9_000);
    }

    [Fact]
    public void A_worse_class_is_named_at_once()
    {
        Poll(Samples.Pool(1, 96), Samples.Pool(2, 50)).ShouldBe(1);
        Poll(Samples.Pool(1, 96), Samples.Pool(2, 97)).ShouldBe(1);
        Poll(Samples.Pool(1, 96), Filling(2, 30)).ShouldBe(2);
        Poll(Samples.Pool(1, 100, opened: 3), Filling(2, 20)).ShouldBe(1);
        Poll(Samples.Pool(1, 100, opened: 3), Samples.Pool(2, 90, opened: 3).Failing(1, 1)).ShouldBe(2);
    }

    [Fact]
    public void What_is_clearly_nearer_to_its_end_is_named_at_once()
    {
        Poll(Samples.Pool(1, 96), Samples.Pool(2, 50)).ShouldBe(1);
        Poll(Samples.Pool(1, 96), Samples.Pool(2, 99)).ShouldBe(2);
        Poll(Filling(1, 40), Filling(2, 60)).ShouldBe(2, "it came first, and the other one is hardly sooner");
        Poll(Filling(1, 20), Filling(2, 60)).ShouldBe(1);
        Poll(Samples.Pool(1, 20), Samples.Pool(2, 22)).ShouldBe(1);
        Poll(Samples.Pool(1, 20), Samples.Pool(2, 30)).ShouldBe(2);
    }

    [Fact]
    public void When_the_pool_is_gone_or_well_the_next_one_is_named()
    {
        Poll(Samples.Pool(1, 99), Samples.Pool(2, 96), Samples.Pool(3, 97)).ShouldBe(1);
        Poll(Samples.Pool(2, 96), Samples.Pool(3, 97)).ShouldBe(3);
        Poll(Samples.Pool(2, 96), Samples.Pool(3, 10)).ShouldBe(2);
        _worst.Next([], _time).ShouldBeEmpty();
        Poll(Samples.Pool(3, 10)).ShouldBe(3);
    }

    [Fact]
    public void The_others_stay_in_the_order_of_their_severity()
    {
        Poll(Samples.Pool(1, 96), Samples.Pool(2, 10), Samples.Pool(3, 10)).ShouldBe(1);
        var pools = _worst.Next(Sorted(Samples.Pool(1, 96), Samples.Pool(2, 97), Samples.Pool(3, 97)), _time);

        pools.Select(static pool => (int)pool.Key.Port).ShouldBe([1, 2, 3]);
        _worst.Keep(Sorted([.. pools])).ShouldBe(pools);
    }

    private static PoolSample Filling(int port, double seconds)
    {
        var pool = Samples.Pool(port, 90, opened: 3, net: 1);
        var status = new PoolStatus(PoolCondition.Countdown, Samples.Time, false);
        return pool with { Status = status with { FullAt = Samples.Time.AddSeconds(seconds) } };
    }

    private static PoolSample[] Sorted(params PoolSample[] pools)
    {
        Array.Sort(pools, PoolSeverity.Compare);
        return pools;
    }

    private int Next(WorstPool worst, PoolSample[] pools)
        => worst.Next(Sorted([.. pools.Select(pool => pool.Status.FullAt is { } at
            ? pool with { Status = pool.Status with { FullAt = _time + (at - Samples.Time) } } : pool)]), _time)[0].Key.Port;

    private int Poll(params PoolSample[] pools)
    {
        _time = _time.AddSeconds(1);
        return Next(_worst, pools);
    }
}
