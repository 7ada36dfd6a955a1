using System.Diagnostics;
using PortTop.LiveTests.Support;
using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.LiveTests.Simulation;

/// <summary>Takes more than a minute: when TIME-WAIT gives ports back, in the real kernel and by the made-up one's timer.</summary>
[Runs(RunsAttribute.Apart, "close() must be the end of a socket")]
public sealed class SimulationAgreementOverAMinuteTests
{
    private const int Connections = 50;
    private const double TimeWait = 60;
    private const double Between = .1;

    /// <summary>The timers of both worlds tick at different moments, and packets take a moment.</summary>
    private const double Slack = .1;

    [Fact]
    public void Ports_come_back_when_the_timer_of_one_HZ_says_so()
    {
        using var network = AgreementNetwork.Make();
        var releases = network.Run(Watch);

        releases.Length.ShouldBe(Connections);
        releases.Min(static release => release.Back - release.Before).ShouldBeGreaterThanOrEqualTo(TimeWait, "no port comes back too early");
        var errors = ((int[])[100, 250, 300, 1000]).ToDictionary(static ticks => ticks, ticks => BestFit(ticks, releases));
        TestContext.Current.SendDiagnosticMessage(
            $"late by {releases.Min(Late):0.00} to {releases.Max(Late):0.00} s; the error by HZ: {string.Join(", ", errors.Select(static pair => $"{pair.Key}: {pair.Value:0.00} s"))}");
        errors.Values.Min().ShouldBeLessThan(Slack);

        // With its own phase, which nobody can know, the made-up kernel is late by as much at most; and nine of ten of the real one.
        NineOfTen(releases, Late).ShouldBeLessThan(errors.Where(static pair => pair.Value < Slack).Max(static pair => Granule(pair.Key)) + Slack);

        static double Late(Release release) => release.Away - release.After - TimeWait;
    }

    /// <summary>Closes connections over five seconds, every second one bound, and looks ten times a second which ports are back.</summary>
    private static Release[] Watch()
    {
        var settings = new PortSettings(new PortRange(61_000, 61_063), new PortSet(), new TimeWaitReuse(0, true, TimeWaitReuse.DefaultDelayMilliseconds));
        using var worlds = new TwoWorlds(settings);
        var (endings, ports) = (new Endings(worlds), new FreePorts(worlds));
        var target = worlds.Targets[0];
        var waiting = new List<Release>();
        var back = new List<Release>();
        for (var i = 0; i < Connections; i++)
        {
            var twin = i % 2 == 0 ? worlds.Connect(target, isNoPort: true)! : worlds.Bind(target.Source, 0)!;
            if (i % 2 != 0)
            {
                worlds.Connect(twin, target);
            }

            var before = worlds.Now;
            endings.CloseFirst(twin);
            waiting.Add(new Release(twin.Simulated.Port, before, worlds.Now));
            Thread.Sleep(TimeSpan.FromSeconds(Between));
        }

        var limit = Stopwatch.StartNew();
        while (waiting.Count > 0 && limit.Elapsed < Deadline.Patience + TimeSpan.FromSeconds(TimeWait))
        {
            Thread.Sleep(TimeSpan.FromSeconds(Between));
            foreach (var one in waiting.ToArray())
            {
                var looked = worlds.Now;
                if (ports.CanConnect(target, one.Port))
                {
                    _ = waiting.Remove(one);
                    one.Back = worlds.Now;
                    back.Add(one);
                }
                else
                {
                    one.Away = looked;
                }
            }
        }

        return [.. back];
    }

    /// <summary>What nine of ten keep to: on a busy machine a timer may be late.</summary>
    private static double NineOfTen(Release[] releases, Func<Release, double> figure) => releases.Select(figure).Order().ElementAt(releases.Length * 9 / 10);

    /// <summary>
    /// The usual error of <see cref="TimerWheel"/>, by the phase of jiffies with which it is least and none comes back before its timer.
    /// </summary>
    private static double BestFit(int ticks, Release[] releases)
    {
        var best = double.MaxValue;
        for (double phase = 0; phase < Granule(ticks); phase += Between / 4)
        {
            var wheel = new TimerWheel(ticks, (long)(phase * ticks));
            best = releases.Max(release => release.Early(wheel)) > Slack ? best : Math.Min(best, NineOfTen(releases, release => release.Late(wheel)));
        }

        return best;
    }

    /// <summary>
    /// A port in TIME-WAIT. On a busy machine it is looked at rarely: what is certain is that it came back between two looks, however far
    /// apart.
    /// </summary>
    private sealed class Release(ushort port, double before, double after)
    {
        internal ushort Port { get; } = port;

        /// <summary>When it had not been closed yet.</summary>
        internal double Before { get; } = before;

        /// <summary>When both sides had closed.</summary>
        internal double After { get; } = after;

        /// <summary>The last look at which the port was still away.</summary>
        internal double Away { get; set; } = after;

        /// <summary>The look at which it was back.</summary>
        internal double Back { get; set; }

        /// <summary>By how much it is back before a timer fires that was set no earlier than <see cref="Before"/>.</summary>
        internal double Early(TimerWheel wheel) => Math.Max(0, wheel.Fires(Before, Before + TimeWait) - Back);

        /// <summary>For how long it is still away after a timer has fired that was set no later than <see cref="After"/>.</summary>
        internal double Late(TimerWheel wheel) => Math.Max(0, Away - wheel.Fires(After, After + TimeWait));
    }

    /// <summary>The timer's steps at a distance of a minute: how late it can be.</summary>
    private static double Granule(int ticks)
    {
        var wheel = new TimerWheel(ticks, 0);
        return Enumerable.Range(0, 1000).Select(i => i * .01).Max(at => wheel.Fires(at, at + TimeWait) - at - TimeWait);
    }
}
