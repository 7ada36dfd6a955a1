using System.Diagnostics;
using System.Reactive.Concurrency;
using PortTop.Demo;

namespace PortTop.Tests.Program;

/// <summary>The clock of a demo.</summary>
public sealed class DemoSchedulerTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 31, 2, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void What_lies_before_somebody_looks_goes_by_without_waiting_and_in_order()
    {
        using var scheduler = new DemoScheduler(Start, Start.AddHours(1), 1);
        using var done = new ManualResetEventSlim();
        var seen = new List<DateTimeOffset>();
        var watch = Stopwatch.StartNew();
        scheduler.Schedule(Step);
        done.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();

        seen.Count.ShouldBe(3600);
        seen.ShouldBeInOrder();
        seen[1].ShouldBe(Start.AddSeconds(1));
        watch.Elapsed.ShouldBeLessThan(Patience);

        void Step()
        {
            seen.Add(scheduler.Now);
            if (seen.Count == 3600)
            {
                done.Set();
            }
            else
            {
                _ = scheduler.Schedule(TimeSpan.FromSeconds(1), Step);
            }
        }
    }

    [Fact]
    public void Afterwards_time_runs_as_many_times_as_fast_as_was_asked_for()
    {
        using var scheduler = new DemoScheduler(Start, Start.AddSeconds(5), 100);
        using var done = new ManualResetEventSlim();
        var at = default(DateTimeOffset);
        _ = scheduler.Schedule(TimeSpan.FromSeconds(15), () =>
        {
            at = scheduler.Now;
            done.Set();
        });
        done.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();

        at.ShouldBeGreaterThanOrEqualTo(Start.AddSeconds(15));
        scheduler.Now.ShouldBeGreaterThanOrEqualTo(at);
    }

    [Fact]
    public void What_is_taken_back_is_not_done()
    {
        using var scheduler = new DemoScheduler(Start, Start.AddSeconds(10), 100);
        using var done = new ManualResetEventSlim();
        var wasDone = false;
        _ = scheduler.Schedule(() =>
        {
            // On its own thread nothing else is done meanwhile.
            scheduler.Schedule(TimeSpan.FromSeconds(1), () => wasDone = true).Dispose();
            _ = scheduler.Schedule(TimeSpan.FromSeconds(2), done.Set);
        });
        done.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();

        wasDone.ShouldBeFalse();
    }
}
