using PortTop.Model;
using PortTop.Reports;

namespace PortTop.Tests.Pipeline;

/// <summary>Two full pools that fail alike, in virtual time: screen, batch, JSON and check are about the same one at every poll.</summary>
public sealed class SteadyVerdictTests : WatchedMonitor
{
    private static readonly ushort[] Targets = [5432, 6379];

    private readonly Random _random = new(1);
    private readonly int[] _rates = [20, 20];

    public SteadyVerdictTests()
    {
        Source.Rows.AddRange(Targets.SelectMany(static (target, i)
            => Enumerable.Range(100, 100).Select(port => Rows.Socket((ulong)((1000 * (i + 1)) + port), port, destinationPort: target))));
        Source.FailedSince = () => new FailureReading(0,
        [
            .. Targets.Select((target, i) => new ConnectAttempts(
                Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"), target, 0, _random.Next(2 * _rates[i]))),
        ], []);
    }

    [Fact]
    public void The_verdict_names_one_pool_until_another_one_is_clearly_worse()
    {
        Advance(120);
        var before = Snapshots.ToArray();
        var named = Named(before).Distinct().ShouldHaveSingleItem();
        before.Select(static snapshot => SummaryText.Verdict(snapshot, snapshot.Time))
            .ShouldAllBe(verdict => verdict.Contains($":{named}"));
        before[1..].Select(static snapshot => snapshot.Pools[0].Failed < snapshot.Pools[1].Failed).ShouldContain(true, "rates are noisy");

        var other = Targets.Single(target => target != named);
        _rates[Array.IndexOf(Targets, other)] = 300;
        Advance(60);

        Named(Snapshots.Skip(before.Length)).Skip(5).Distinct().ShouldBe([other]);
    }

    [Fact]
    public void The_past_names_the_pool_that_was_named_then()
    {
        Advance(60);
        var polls = Snapshots.ToArray();
        var history = polls[^1].History!;

        foreach (var poll in polls[1..^1])
        {
            history.Before(poll.Time.AddMilliseconds(1))!.Pools[0].Key.ShouldBe(poll.Pools[0].Key);
        }
    }

    private static IEnumerable<ushort> Named(IEnumerable<Snapshot> snapshots)
        => snapshots.Select(static snapshot => snapshot.Pools[0].Key.Port);
}
