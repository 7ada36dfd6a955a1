using PortTop.Kernel.Probe;
using PortTop.LiveTests.Support;
using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.LiveTests.Simulation;

/// <summary>
/// Asks both worlds for every port of the range: is it free for connect() towards each target, and for bind() on each address?
/// </summary>
/// <param name="worlds">The two worlds.</param>
internal sealed class FreePorts(TwoWorlds worlds)
{
    private static readonly IpAddress[] Addresses = [TwoWorlds.Loopback, TwoWorlds.Other, IpAddress.AnyIPv4];

    private readonly SourcePortProbe _probe = new("/proc");

    /// <summary>How many answers were compared.</summary>
    internal int Compared { get; private set; }

    /// <summary>How many of them were "free".</summary>
    internal int Free { get; private set; }

    /// <summary>Compares all. No question leaves a trace where TIME-WAIT is never given out again.</summary>
    /// <param name="after">What was done last.</param>
    internal void Compare(string after)
    {
        worlds.Advance();
        worlds.Kernel.TimeWaits.ShouldBe(CountTimeWaits() - worlds.PeersWaiting.Count, $"TIME-WAIT after {after}");
        var range = worlds.Kernel.Settings.Range;
        for (int number = range.Low; number <= range.High; number++)
        {
            var port = (ushort)number;
            foreach (var target in worlds.Targets)
            {
                var isFree = worlds.Kernel.IsFree(target, port);
                Same(isFree, CanConnect(target, port), $"after {after}: {target.Source}:{port} > {target.Destination}:{target.Port}");
            }

            foreach (var address in Addresses)
            {
                Same(worlds.Kernel.IsBindable(address, port), CanBind(address, port), $"after {after}: bind to {address}:{port}");
            }
        }
    }

    /// <summary>All sockets in TIME-WAIT, and in FIN-WAIT-2 without a process, of the namespace.</summary>
    private static int CountTimeWaits()
    {
        var words = File.ReadLines("/proc/thread-self/net/sockstat").Single(static line => line.StartsWith("TCP:", StringComparison.Ordinal)).Split(' ');
        return int.Parse(words[Array.IndexOf(words, "tw") + 1]);
    }

    /// <summary>True when the real kernel gives connect() that very port.</summary>
    internal bool CanConnect(TargetKey target, ushort port)
    {
        var answer = _probe.Ask(new ProbeQuestion(ProbeKind.Connect, target.Destination, target.Port) { Source = target.Source, OnlyPort = port });
        answer.Outcome.ShouldNotBe(ProbeOutcome.Unanswered, answer.Reason);
        return answer.Outcome == ProbeOutcome.Given;
    }

    private static bool CanBind(IpAddress address, ushort port)
    {
        using var socket = RawSocket.Tcp();
        var error = socket.Bind(address.ToString(), port);
        error.ShouldBeOneOf(0, RawSocket.EADDRINUSE);
        return error == 0;
    }

    private void Same(bool simulated, bool real, string what)
    {
        Compared++;
        Free += real ? 1 : 0;
        if (simulated != real)
        {
            throw new ShouldAssertException($"{what}: {(real ? "free" : "taken")} in the real kernel, {(simulated ? "free" : "taken")} in the made-up one");
        }
    }
}
