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
        Take(1, Reading());
        Take(1, Reading());
        Take(2, Reading(Attempts(Someone, 50)));
        var since = _now;
        Take(2, Reading(Attempts(Someone, 20), Attempts(Other, 10)));

        _book.Of(Key).ShouldBe(new PoolFailures(80, since, _now) { Rate = 15, IsNow = true });
        _book.Totals.ShouldBe(new FailureTotals(80, 15, 0));
        _book.NewByOwner().ShouldBe(new Dictionary<int, long> { [Someone] = 20, [Other] = 10 });
        _book.OwnersOf(Key).ShouldBe(new Dictionary<int, long> { [Someone] = 70, [Other] = 10 });
    }

    [Fact]
    public void At_the_first_poll_there_is_no_rate()
    {
        Take(null, Reading(Attempts(Someone, 50)));

        _book.Of(Key)!.Value.Rate.ShouldBeNull();
        _book.Of(Key)!.Value.Total.ShouldBe(50);
        _book.Totals!.Value.Rate.ShouldBeNull();
    }

    [Fact]
    public void A_pool_fails_for_65_seconds_after_the_last_failure_and_then_begins_anew()
    {
        Take(1, Reading(Attempts(Someone, 50)));
        Take(64, Reading());
        (_book.Of(Key)!.Value.Rate, _book.Of(Key)!.Value.Total, _book.Of(Key)!.Value.SecondsAgo, _book.Of(Key)!.Value.IsNow).ShouldBe((0, 50, 64, false));
        _book.Failing.ShouldBe([Key]);

        Take(2, Reading());
        _book.Of(Key).ShouldBeNull();
        Told().ShouldBeEmpty();
        _book.Totals!.Value.Total.ShouldBe(50, "the sum goes on");

        Take(1, Reading(Attempts(Someone, 3)));
        _book.Of(Key)!.Value.Total.ShouldBe(3);
        _book.Of(Key)!.Value.Since.ShouldBe(_now);
    }

    [Fact]
    public void Lost_records_are_shared_out_by_those_that_were_seen_and_said_to_be()
    {
        Take(1, new FailureReading(900, [Attempts(Someone, 75), Attempts(Someone, 25, port: 443)], []));

        var (database, web) = (_book.Of(Key)!.Value, _book.Of(Key with { Port = 443 })!.Value);
        (database.Total, database.IsEstimated, web.Total, web.IsEstimated).ShouldBe((750, true, 250, true));
        _book.Totals.ShouldBe(new FailureTotals(1_000, 1_000, 900));
    }

    [Fact]
    public void Where_every_record_was_lost_the_sum_alone_is_known()
    {
        Take(1, new FailureReading(1_000, [], []));

        _book.Failing.ShouldBeEmpty();
        _book.Totals.ShouldBe(new FailureTotals(1_000, 1_000, 1_000));
    }

    [Fact]
    public void A_sum_with_lost_ones_that_other_namespaces_share_stays_an_estimate()
    {
        Take(1, new FailureReading(900, [Attempts(Someone, 100)], []));
        _book.Totals!.Value.IsEstimated.ShouldBeFalse("all of it was of this namespace");

        Take(1, new FailureReading(900, [Attempts(Someone, 100)], []) { IsShared = true });
        Take(1, Reading());

        _book.Totals.ShouldBe(new FailureTotals(2_000, 0, 1_800) { IsEstimated = true });
    }

    [Fact]
    public void Unwatched_is_unknown_and_not_0()
    {
        Take(1, null);

        _book.IsWatched.ShouldBeFalse();
        _book.Totals.ShouldBeNull();
        _book.RateOf(Samples.Pool(5432, 10).Key, null).ShouldBeNull();
    }

    [Fact]
    public void A_pool_that_does_not_fail_has_the_rate_0_where_its_kind_is_watched()
    {
        Take(1, Reading());
        _book.RateOf(Samples.Pool(5432, 10).Key, null).ShouldBe(0);
        _book.RateOf(Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "10.0.2.15", 5).Key, null).ShouldBeNull("only system calls tell of UDP");

        Take(1, Reading() with { Syscalls = [] });
        _book.RateOf(Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "10.0.2.15", 5).Key, null).ShouldBe(0);
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_nothing_fail_for_longer()
    {
        Take(1, Reading(Attempts(Someone, 1)));
        _now -= TimeSpan.FromHours(1);

        Take(10, Reading());
        (_book.Of(Key)!.Value.IsNow, _book.Of(Key)!.Value.SecondsAgo).ShouldBe((false, 10));

        Take(60, Reading());
        _book.Of(Key).ShouldBeNull();
    }

    [Fact]
    public void Polls_that_lie_far_apart_break_no_failure_in_two()
    {
        Take(120, Reading(Attempts(Someone, 5)));
        var since = _now;
        Take(120, Reading(Attempts(Someone, 5)));

        (_book.Of(Key)!.Value.Total, _book.Of(Key)!.Value.Since).ShouldBe((10, since));
    }

    [Fact]
    public void Who_is_left_out_is_left_out_of_what_is_new_too()
    {
        Take(1, Reading([.. Enumerable.Range(1, 50).Select(static process => Attempts(process, process))]));

        _book.NewByOwner().Keys.ShouldBe(_book.OwnersOf(Key)!.Keys, ignoreOrder: true);
        Told().Count.ShouldBe(FailureEntry.MostOwners);
    }

    [Fact]
    public void What_fails_in_the_first_stretch_that_is_watched_may_have_failed_before()
    {
        Take(null, Reading(Attempts(Someone, 5)));
        Take(1, Reading(Attempts(Someone, 5, port: 80)));
        Take(1, Reading(Attempts(Someone, 5, port: 443)));

        _book.Of(Key)!.Value.BeganBefore.ShouldBeTrue();
        _book.Of(Key with { Port = 80 })!.Value.BeganBefore.ShouldBeTrue();
        _book.Of(Key with { Port = 443 })!.Value.BeganBefore.ShouldBeFalse();
    }

    [Fact]
    public void Where_there_was_a_port_at_the_first_poll_nothing_had_failed_before()
    {
        Take(null, Reading());
        Take(1, Reading(Attempts(Someone, 5), Attempts(Someone, 5, port: 80)), hadPorts: static key => key.Port == 80);

        _book.Of(Key)!.Value.BeganBefore.ShouldBeTrue();
        _book.Of(Key with { Port = 80 })!.Value.BeganBefore.ShouldBeFalse();
    }

    [Fact]
    public void An_attempt_of_an_unknown_namespace_counts_where_hardly_a_port_is_left_and_nowhere_else()
    {
        Take(1, Reading(Attempts(Someone, 5) with { IsCertain = false }, Attempts(Someone, 7, port: 443) with { IsCertain = false }), mayFail: static key => key.Port == 443);

        _book.Failing.ShouldBe([Key with { Port = 443 }]);
        _book.Totals!.Value.Total.ShouldBe(7);
    }

    [Fact]
    public void Thousands_who_fail_once_are_not_all_remembered_and_their_failures_are()
    {
        for (var poll = 0; poll < 100; poll++)
        {
            Take(1, Reading([Attempts(Someone, 5), .. Enumerable.Range(0, 50).Select(i => Attempts(1_000 + (poll * 50) + i, 1))]));
        }

        _book.Of(Key)!.Value.Total.ShouldBe(5_500);
        _book.OwnersOf(Key)!.Count.ShouldBe(FailureEntry.MostOwners);
        _book.OwnersOf(Key)![Someone].ShouldBe(500, "who failed most stays");
    }

    private HashSet<int> Told()
    {
        var told = new HashSet<int>();
        _book.Tell(told);
        return told;
    }

    [Fact]
    public void Collisions_of_chosen_ports_are_summed_apart_and_fail_no_pool()
    {
        Take(1, Reading() with { Syscalls = [new(SyscallFailureKind.ChosenPort, Someone, 20), new(SyscallFailureKind.Bind, Someone, 7)] });
        SyscallFailures[] further = [new(SyscallFailureKind.ChosenPort, Someone, 1), new(SyscallFailureKind.ChosenPort, Other, 2)];
        Take(1, Reading() with { Syscalls = further });

        _book.Totals.ShouldBe(new FailureTotals(0, 0, 0) { ChosenPort = 23 });
        _book.Failing.ShouldBeEmpty();
    }

    [Fact]
    public void Where_system_calls_are_not_watched_collisions_are_unknown()
    {
        Take(1, Reading());

        _book.Totals!.Value.ChosenPort.ShouldBeNull();
    }

    private void Take(double? seconds, FailureReading? reading, Func<PoolKey, bool>? mayFail = null, Func<PoolKey, bool>? hadPorts = null)
    {
        _now += TimeSpan.FromSeconds(seconds ?? 0);
        _book.Take(
            reading, new PollMoment(++_poll, _now, seconds, true),
            static attempts => Key with { Port = attempts.Port }, static attempts => attempts.ProcessId,
            mayFail ?? (static _ => false), hadPorts);
    }
}
