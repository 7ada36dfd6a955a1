using System.Diagnostics;
using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.LiveTests.Simulation;

/// <summary>Takes more than a minute: when TIME-WAIT gives ports back, in the real kernel and by the made-up one's timer.</summary>
public sealed class SimulationAgreementOverAMinuteTests
{
    private const int Connections = 50;
    private const double TimeWait = 60;
    private const double Between = .1;

    /// <summary>Sampling, and a machine that does something else for a moment.</summary>
    private const double Slack = .4;

    [Fact]
    public void Ports_come_back_when_the_timer_of_one_HZ_says_so()
    {
        using var network = AgreementNetwork.Make();
        var releases = network.Run(Watch);

        releases.Length.ShouldBe(Connections);
        releases.Min(static release => release.Seen - release.Before).ShouldBeGreaterThanOrEqualTo(TimeWait, "no port comes back too early");
        var errors = ((int[])[100, 250, 300, 1000]).ToDictionary(static ticks => ticks, ticks => BestFit(ticks, releases));
        TestContext.Current.SendDiagnosticMessage(
            $"late by {releases.Min(Late):0.00} to {releases.Max(Late):0.00} s; the worst error by HZ: {string.Join(", ", errors.Select(static pair => $"{pair.Key}: {pair.Value:0.00} s"))}");
        errors.Values.Min().ShouldBeLessThan(Slack);

        // With its own phase, which nobody can know, the made-up kernel is late by as much at most.
        releases.Max(Late).ShouldBeLessThan(errors.Where(static pair => pair.Value < Slack).Max(static pair => Granule(pair.Key)) + Slack);

        static double Late((double Before, double After, double Seen) release) => release.Seen - release.After - TimeWait;
    }

    /// <summary>Closes connections over five seconds, every second one bound, and looks ten times a second which ports are back.</summary>
    private static (double Before, double After, double Seen)[] Watch()
    {
        var settings = new PortSettings(new PortRange(61_000, 61_063), new PortSet(), new TimeWaitReuse(0, true, TimeWaitReuse.DefaultDelayMilliseconds));
        using var worlds = new TwoWorlds(settings);
        var (endings, ports) = (new Endings(worlds), new FreePorts(worlds));
        var target = worlds.Targets[0];
        var waiting = new List<(ushort Port, double Before, double After)>();
        var back = new List<(double Before, double After, double Seen)>();
        for (var i = 0; i < Connections; i++)
        {
            var twin = i % 2 == 0 ? worlds.Connect(target, isNoPort: true)! : worlds.Bind(target.Source, 0)!;
            if (i % 2 != 0)
            {
                worlds.Connect(twin, target);
            }

            var before = worlds.Now;
            endings.CloseFirst(twin);
            waiting.Add((twin.Simulated.Port, before, worlds.Now));
            Thread.Sleep(TimeSpan.FromSeconds(Between));
        }

        var limit = Stopwatch.StartNew();
        while (waiting.Count > 0 && limit.Elapsed < TimeSpan.FromSeconds(TimeWait + 10))
        {
            Thread.Sleep(TimeSpan.FromSeconds(Between));
            foreach (var one in waiting.Where(one => ports.CanConnect(target, one.Port)).ToArray())
            {
                _ = waiting.Remove(one);
                back.Add((one.Before, one.After, worlds.Now));
            }
        }

        return [.. back];
    }

    /// <summary>The worst error of <see cref="TimerWheel"/>, by the phase of jiffies with which it is least.</summary>
    private static double BestFit(int ticks, (double Before, double After, double Seen)[] releases)
    {
        var best = double.MaxValue;
        for (double phase = 0; phase < Granule(ticks); phase += Between / 4)
        {
            var wheel = new TimerWheel(ticks, (long)(phase * ticks));
            best = Math.Min(best, releases.Max(release => Math.Abs(wheel.Fires(release.After, release.After + TimeWait) - release.Seen)));
        }

        return best;
    }

    /// <summary>The timer's steps at a distance of a minute: how late it can be.</summary>
    private static double Granule(int ticks)
    {
        var wheel = new TimerWheel(ticks, 0);
        return Enumerable.Range(0, 1000).Select(i => i * .01).Max(at => wheel.Fires(at, at + TimeWait) - at - TimeWait);
    }
}
