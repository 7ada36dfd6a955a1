using PortTop.LiveTests.Support;
using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.LiveTests.Simulation;

/// <summary>The made-up kernel is held to the real one in what goes by the clock, and by the limit of TIME-WAIT.</summary>
[Collection(AgreementAlone.Name)]
[Runs(RunsAttribute.Alone, "half of a delay of some seconds must be enough for dozens of connections")]
public sealed class SimulationAgreementOfTimeWaitTests
{
    private const double Delay = 3;
    private const double Margin = .1;
    private const int Attempts = 5;
    private const int FinTimeout = 4;
    private static readonly PortRange Range = new(61_000, 61_039);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void TIME_WAIT_is_given_out_again_after_the_same_delay(int mode)
    {
        // A machine that did something else in the middle of it shows nothing: then once more.
        Enumerable.Range(0, Attempts).Any(_ => IsCompared(mode)).ShouldBeTrue("all of that was to be done before the first port is old enough");
    }

    /// <summary>Compares what is given out before and after the delay; false when that took too long to mean anything.</summary>
    private static bool IsCompared(int mode)
    {
        using var network = AgreementNetwork.Make();
        return network.Run(() =>
        {
            using var worlds = Worlds(mode);
            var endings = new Endings(worlds);
            foreach (var target in worlds.Targets)
            {
                CloseFirst(worlds, target, 5);
            }

            // Bound ones wait towards one of the targets too: connect() is not given theirs again, however old they are.
            for (var i = 0; i < 4; i++)
            {
                var bound = worlds.Bind(TwoWorlds.Loopback, 0)!;
                worlds.Connect(bound, worlds.Targets[0]);
                endings.CloseFirst(bound);
            }

            // Nor those in FIN-WAIT-2: one stays in it, one comes to TIME-WAIT later.
            var (left, late) = (worlds.Connect(worlds.Targets[0], isNoPort: true)!, worlds.Connect(worlds.Targets[0], isNoPort: true)!);
            endings.HalfClose(left);
            endings.HalfClose(late);
            var begun = Exhaust(worlds);
            var closed = worlds.Now;
            if (closed > .5 * Delay)
            {
                return false;
            }

            begun.ShouldBe([29, 31, 31, 31]);

            SleepUntil(worlds, .8 * Delay);
            endings.Finish(late);
            var finished = worlds.Now;
            var early = Exhaust(worlds);
            if (worlds.Now > Delay)
            {
                return false;
            }

            early.ShouldBe([0, 0, 0, 0]);
            SleepUntil(worlds, closed + Delay + Margin);
            var reused = Exhaust(worlds);
            if (worlds.Now > finished + Delay)
            {
                return false;
            }

            reused.ShouldBe(worlds.Targets.Select(IsReused).Select(static isReused => isReused ? 5 : 0));
            SleepUntil(worlds, finished + Delay + Margin);
            Exhaust(worlds).ShouldBe([IsReused(worlds.Targets[0]) ? 1 : 0, 0, 0, 0]);
            return true;
        });

        bool IsReused(TargetKey target) => mode == 1 || (mode == 2 && (target.Source.IsLoopback || target.Destination.IsLoopback));
    }

    [Fact]
    public void Above_the_limit_both_close_without_TIME_WAIT()
    {
        using var network = AgreementNetwork.Make();
        network.Run(() =>
        {
            using var worlds = Worlds(0);
            var ports = new FreePorts(worlds);
            worlds.Limit(maxTimeWaits: 4, finTimeout: 60);
            for (var i = 1; i <= 8; i++)
            {
                CloseFirst(worlds, worlds.Targets[0], 1);
                ports.Compare($"closing {i}");
            }

            worlds.Kernel.Overflows.ShouldBe(4);
        });
    }

    [Fact]
    public void FIN_WAIT_2_without_a_process_ends_alike()
    {
        using var network = AgreementNetwork.Make();
        network.Run(() =>
        {
            using var worlds = Worlds(0);
            var (ports, endings) = (new FreePorts(worlds), new Endings(worlds));
            worlds.Limit(maxTimeWaits: 100, finTimeout: FinTimeout);
            var begun = worlds.Now;
            var twins = Enumerable.Range(0, 6).Select(_ => worlds.Connect(worlds.Targets[0], isNoPort: true)!).ToArray();
            foreach (var twin in twins)
            {
                endings.HalfClose(twin);
            }

            ports.Compare("closing");
            endings.Finish(twins[0]);
            var finished = worlds.Now;
            SleepUntil(worlds, finished + (.3 * FinTimeout));
            if (worlds.Now < begun + (.6 * FinTimeout))
            {
                ports.Compare("half of the time");
                worlds.Kernel.CountFree(worlds.Targets[0]).ShouldBe(Range.Size - 6);
            }

            SleepUntil(worlds, finished + (1.5 * FinTimeout));
            ports.Compare("all of the time");
            worlds.Kernel.CountFree(worlds.Targets[0]).ShouldBe(Range.Size - 1, "the one whose peer closed is in TIME-WAIT");
        });
    }

    private static TwoWorlds Worlds(int reuse) => new(new PortSettings(Range, new PortSet(), new TimeWaitReuse(reuse, true, (int)(Delay * 1000))));

    private static void SleepUntil(TwoWorlds worlds, double time) => Thread.Sleep(TimeSpan.FromSeconds(Math.Max(0, time - worlds.Now)));

    private static void CloseFirst(TwoWorlds worlds, TargetKey target, int count)
    {
        var endings = new Endings(worlds);
        for (var i = 0; i < count; i++)
        {
            endings.CloseFirst(worlds.Connect(target, isNoPort: true)!);
        }
    }

    /// <summary>Takes ports for good: a question would use one in TIME-WAIT up. Returns how many each target had.</summary>
    private static int[] Exhaust(TwoWorlds worlds) => [.. worlds.Targets.Select(target =>
    {
        var count = 0;
        while (worlds.Connect(target, isNoPort: true) is not null)
        {
            count++;
        }

        return count;
    })];
}
