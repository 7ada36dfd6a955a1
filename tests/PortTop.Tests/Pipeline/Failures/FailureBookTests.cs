using PortTop.Model;
using PortTop.Pipeline;
using static PortTop.Tests.Pipeline.Owners.OwnerShareTests;

namespace PortTop.Tests.Pipeline.Failures;

/// <summary>Since when a pool fails, how often and who.</summary>
public sealed class FailureBookTests
{
    private const int Someone = 1;
    private const int Other = 2;

    private static readonly PoolKey Key = Rows.Key;

    private readonly FailureBook _book = new();
    private int _poll;
    private DateTimeOffset _now = Samples.Time;

    [Fact]
    public void Failures_have_a_rate_a_total_and_a_beginning()
    {
        Take(1, Reading(0));
        Take(2, Reading(50, Attempts(Someone, 50)));
        var since = _now;
        Take(2, Reading(30, Attempts(Someone, 20), Attempts(Other, 10)));

        _book.Of(Key).ShouldBe(new PoolFailures(15, 80, since, _now, IsEstimated: false));
        _book.Totals.ShouldBe(new FailureTotals(80, 15, 0));
        _book.RatesByOwner().ShouldBe(new Dictionary<int, double> { [Someone] = 10, [Other] = 5 });
        _book.OwnersOf(Key).ShouldBe(new Dictionary<int, long> { [Someone] = 70, [Other] = 10 });
    }

    [Fact]
    public void At_the_first_poll_there_is_no_rate()
    {
        Take(null, Reading(50, Attempts(Someone, 50)));

        _book.Of(Key)!.Value.Rate.ShouldBeNull();
        _book.Of(Key)!.Value.Total.ShouldBe(50);
        _book.Totals!.Value.Rate.ShouldBeNull();
    }

    [Fact]
    public void A_pool_fails_for_65_seconds_after_the_last_failure_and_then_begins_anew()
    {
        Take(1, Reading(50, Attempts(Someone, 50)));
        Take(64, Reading(0));
        (_book.Of(Key)!.Value.Rate, _book.Of(Key)!.Value.Total).ShouldBe((0, 50));
        _book.Failing.ShouldBe([Key]);

        Take(2, Reading(0));
        _book.Of(Key).ShouldBeNull();
        _book.Has(Someone).ShouldBeFalse();
        _book.Totals!.Value.Total.ShouldBe(50, "the sum goes on");

        Take(1, Reading(3, Attempts(Someone, 3)));
        _book.Of(Key)!.Value.Total.ShouldBe(3);
        _book.Of(Key)!.Value.Since.ShouldBe(_now);
    }

    [Fact]
    public void Lost_records_are_shared_out_by_those_that_were_seen_and_said_to_be()
    {
        Take(1, new FailureReading(1_000, 900, [Attempts(Someone, 75), Attempts(Someone, 25, port: 443)], []));

        var (database, web) = (_book.Of(Key)!.Value, _book.Of(Key with { Port = 443 })!.Value);
        (database.Total, database.IsEstimated, web.Total, web.IsEstimated).ShouldBe((750, true, 250, true));
        _book.Totals.ShouldBe(new FailureTotals(1_000, 1_000, 900));
    }

    [Fact]
    public void Where_every_record_was_lost_the_sum_alone_is_known()
    {
        Take(1, new FailureReading(1_000, 1_000, [], []));

        _book.Failing.ShouldBeEmpty();
        _book.Totals.ShouldBe(new FailureTotals(1_000, 1_000, 1_000));
    }

    [Fact]
    public void Unwatched_is_unknown_and_not_0()
    {
        Take(1, null);

        _book.IsWatched.ShouldBeFalse();
        _book.Totals.ShouldBeNull();
        _book.RateOf(Samples.Pool(5432, 10)).ShouldBeNull();
    }

    [Fact]
    public void A_pool_that_does_not_fail_has_the_rate_0_where_its_kind_is_watched()
    {
        Take(1, Reading(0));
        _book.RateOf(Samples.Pool(5432, 10)).ShouldBe(0);
        _book.RateOf(Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "10.0.2.15", 5)).ShouldBeNull("only system calls tell of UDP");

        Take(1, Reading(0) with { Syscalls = [] });
        _book.RateOf(Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "10.0.2.15", 5)).ShouldBe(0);
    }

    private void Take(double? seconds, FailureReading? reading)
    {
        _now += TimeSpan.FromSeconds(seconds ?? 0);
        _book.Take(reading, new PollMoment(++_poll, _now, seconds, true), static attempts => Key with { Port = attempts.Port }, static attempts => attempts.ProcessId);
    }
}
