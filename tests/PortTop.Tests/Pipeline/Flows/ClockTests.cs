using System.Reactive.Concurrency;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>
/// The time of day is set, or the machine sleeps: forecasts go by a clock that nobody sets and that sleeps too, as TIME-WAIT does.
/// </summary>
public sealed class ClockTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 2, 0, 0, TimeSpan.Zero);

    private readonly HistoricalScheduler _scheduler = new(Start);
    private readonly Traffic _traffic = new(1000, 1999);
    private readonly MachinePoller _poller;
    private int _seconds;

    public ClockTests()
    {
        var source = new ScriptedSource(_scheduler) { Ports = Samples.Space("1000-1999"), Traffic = _ => Advance() };
        _poller = new MachinePoller(new SingleNamespace(source), () => TimeSpan.FromSeconds(_seconds), budget: 1);
        _traffic.Rate = static time => time < 20 ? 3 : 25;
    }

    public void Dispose() => _poller.Dispose();

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public void A_countdown_goes_on_when_the_time_of_day_jumps(int jump)
    {
        var before = Poll(40, 0);
        before.Status.Condition.ShouldBe(PoolCondition.Countdown);
        var left = before.Status.FullAt!.Value - Time(0);
        var after = Poll(5, jump);

        after.Status.Condition.ShouldBe(PoolCondition.Countdown);
        ((after.Status.FullAt!.Value - Time(jump)) - left + TimeSpan.FromSeconds(5)).TotalSeconds.ShouldBe(0, 1.5);
        after.Demand!.Value.Asks.ShouldBe(25, 3);
    }

    [Fact]
    public void History_can_be_stepped_through_after_the_jump()
    {
        _ = Poll(10, 0);
        _ = Poll(10, -3600);
        var snapshot = _poller.Poll(Time(-3600), new Interest(TimeSpan.FromSeconds(1)));

        var steps = 0;
        for (var past = snapshot.History!.Before(snapshot.Time); past is not null; past = snapshot.History.Before(past.Time))
        {
            past.Time.ShouldBeLessThan(Start.AddMinutes(-50));
            steps++;
        }

        steps.ShouldBe(10);
    }

    private DateTimeOffset Time(int jump) => Start.AddSeconds(_seconds + jump);

    private IEnumerable<SocketRow> Advance()
    {
        _traffic.Advance(_seconds);
        return _traffic.Rows();
    }

    /// <summary>Polls each second for so long, the time of day being off by so much, and returns the pool at the last.</summary>
    private PoolSample Poll(int polls, int jump)
    {
        Snapshot? last = null;
        for (var i = 0; i < polls; i++)
        {
            last = _poller.Poll(Time(jump), new Interest(TimeSpan.FromSeconds(1)));
            _seconds++;
        }

        return last!.Pools.Single(static candidate => candidate.Key == Rows.Key);
    }
}
