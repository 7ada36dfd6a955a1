using System.Globalization;
using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.Tests.Simulation;

/// <summary>Situations beside those of the demo.</summary>
internal static class Situations
{
    private static readonly TargetKey Database = Site.Target("10.8.0.12", 5432);

    /// <summary>Somebody has reserved nine tenths of the range.</summary>
    internal static SimulatedMachine Reserved()
    {
        var machine = Site.Machine(Story.Settings, reserved: "32768-58000");
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 55 }.Begin();
        return machine;
    }

    /// <summary>One process keeps 24,000 ports bound and does nothing with them.</summary>
    internal static SimulatedMachine Held(int ports = 24_000)
    {
        var machine = Site.Machine(Story.Settings);
        var holder = Site.Service(machine, Story.Settings, 3300, "tester");
        for (var i = 0; i < ports; i++)
        {
            machine.Hold(holder, IpAddress.AnyIPv4, (ushort)(32768 + i), isListening: i % 100 == 0);
        }

        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 70 }.Begin();
        return machine;
    }

    /// <summary>A server that does not close its half.</summary>
    internal static SimulatedMachine KeptOpen()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 440, Closing = Closing.HereAlone }.Begin();
        return machine;
    }

    /// <summary>The tracking table of the machine is full, the pool is not.</summary>
    internal static SimulatedMachine Tracked()
    {
        var machine = Site.Machine(Story.Settings);
        machine.Sysctls["net.netfilter.nf_conntrack_max"] = "65536";
        machine.Counters["conntrack"] = 65_400;
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 30 }.Begin();
        return machine;
    }

    /// <summary>Ports in TIME-WAIT are given out again, and a firewall on the way still knows them: their SYNs are dropped.</summary>
    internal static SimulatedMachine Refused()
    {
        var machine = Site.Machine(Story.Settings, reuse: 1, range: "40000 61199");
        var seed = 0;
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 500, IsAnswered = _ => ++seed % 20 != 0, Life = .3 }.Begin();
        Count();
        return machine;

        void Count()
        {
            foreach (var counter in new[] { "challengeAcks", "synRetransmits" })
            {
                machine.Counters[counter] = machine.Counters.TryGetValue(counter, out var before) ? before + 25 : 0;
            }

            machine.After(1, Count);
        }
    }

    /// <summary>All connections are needed and stay open, and there is no other address.</summary>
    internal static SimulatedMachine Many()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 90, Life = 300, Closing = Closing.Server }.Begin(open: 27_800);
        return machine;
    }

    /// <summary>One opens and closes all the time, and another one fails.</summary>
    internal static SimulatedMachine Victim()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 590 }.Begin();
        _ = new Client(machine, Site.Service(machine, Story.Settings, 1402, "cart"), Database) { Rate = static _ => 20, Life = 2, Closing = Closing.Server }.Begin();
        return machine;
    }

    /// <summary>Who binds before it connects takes the ports of who does not.</summary>
    internal static SimulatedMachine BoundAway()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Site.Service(machine, Story.Settings, 2210, "edge-proxy"), Site.Target("10.9.0.1", 8080)) { Rate = static _ => 65, Life = 300, Closing = Closing.Server, Manner = PortManner.BindFirst }.Begin(open: 20_000);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 150 }.Begin();
        return machine;
    }

    /// <summary>Connections that are kept open and used, and now and then replaced.</summary>
    internal static SimulatedMachine KeptAlive()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 200, Life = 50, Closing = Closing.Server }.Begin(open: 10_000);
        return machine;
    }

    /// <summary>Short connections that settle at a quarter.</summary>
    internal static SimulatedMachine QuarterFull()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 115 }.Begin();
        return machine;
    }

    /// <summary>Bursts that end by themselves, and a server that closes idle connections all at once.</summary>
    internal static SimulatedMachine Bursts()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static time => time % 40 < 3 ? 600 : 20 }.Begin();
        for (var i = 0; i < 3; i++)
        {
            _ = new Client(machine, Site.Service(machine, Story.Settings, 1402 + i, "cart"), Site.Target(string.Create(CultureInfo.InvariantCulture, $"10.8.1.{i}"), 6379)) { Rate = static _ => 10, Life = 8, Closing = Closing.Server }.Begin(open: 80);
        }

        return machine;
    }

    private static SimulatedProcess Service(SimulatedMachine machine) => Site.Service(machine, Story.Settings, 811, "payment-api");
}
