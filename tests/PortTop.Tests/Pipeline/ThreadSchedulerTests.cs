using System.Reactive.Concurrency;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>The thread of the polls.</summary>
public sealed class ThreadSchedulerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public void Work_is_done_on_one_thread_in_the_order_in_which_it_is_due()
    {
        using var scheduler = new ThreadScheduler("order");
        using var done = new ManualResetEventSlim();
        List<(string Work, Thread Thread)> seen = [];
        _ = scheduler.Schedule(() =>
        {
            // Scheduled on the thread itself, so that none of it is done before all of it is there.
            Add("third", 60);
            Add("second", 30);
            Add("first", 0);
            Add("first too", 0);
            _ = scheduler.Schedule(TimeSpan.FromMilliseconds(90), done.Set);
        });
        done.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();

        seen.Select(static item => item.Work).ShouldBe(["first", "first too", "second", "third"]);
        seen.Select(static item => item.Thread).Distinct().Single().Name.ShouldBe("order");

        void Add(string work, int milliseconds)
            => _ = scheduler.Schedule(TimeSpan.FromMilliseconds(milliseconds), () => seen.Add((work, Thread.CurrentThread)));
    }

    [Fact]
    public void Nothing_is_done_before_it_is_due_and_what_comes_later_may_be_due_sooner()
    {
        using var scheduler = new ThreadScheduler("due");
        using var done = new CountdownEvent(2);
        var watch = scheduler.StartStopwatch();
        var (late, soon) = (TimeSpan.Zero, TimeSpan.Zero);
        _ = scheduler.Schedule(TimeSpan.FromMilliseconds(300), () =>
        {
            late = watch.Elapsed;
            _ = done.Signal();
        });
        _ = scheduler.Schedule(TimeSpan.FromMilliseconds(20), () =>
        {
            soon = watch.Elapsed;
            _ = done.Signal();
        });
        done.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();

        soon.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(20));
        late.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(300));
        soon.ShouldBeLessThan(late);
    }

    [Fact]
    public void What_is_taken_back_or_due_after_the_end_is_not_done()
    {
        using var ended = new ManualResetEventSlim();
        using var scheduler = new ThreadScheduler("end");
        Thread? thread = null;
        var isDone = false;
        _ = scheduler.Schedule(() =>
        {
            thread = Thread.CurrentThread;
            scheduler.Schedule(() => isDone = true).Dispose();
            _ = scheduler.Schedule(() =>
            {
                scheduler.Dispose();
                _ = scheduler.Schedule(() => isDone = true);
                ended.Set();
            });
        });
        ended.Wait(Patience, TestContext.Current.CancellationToken).ShouldBeTrue();
        thread!.Join(Patience).ShouldBeTrue("its thread ends");

        isDone.ShouldBeFalse();
    }
}
