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

    /// <summary>An application that closes five seconds after the server.</summary>
    internal static SimulatedMachine LateCloser()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 30, Life = 2, Closing = Closing.Server, CloseSeconds = 5 }.Begin();
        return machine;
    }

    /// <summary>A server restarts, and all connections that were kept for it are closed by it at once.</summary>
    internal static SimulatedMachine LeftAtOnce()
    {
        var machine = Site.Machine(Story.Settings);
        var service = Service(machine);
        _ = new Client(machine, service, Database) { Rate = static _ => 2, Life = 300, Closing = Closing.Server }.Begin();
        for (var i = 0; i < 300; i++)
        {
            var socket = machine.Connect(service, Database)!;
            SimulatedKernel.Answer(socket);
            machine.At(60, () => machine.Kernel.PeerCloses(socket));
        }

        return machine;
    }

    /// <summary>A server that is a third of a second away, and closes.</summary>
    internal static SimulatedMachine FarServer()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static _ => 700, Life = .05, Closing = Closing.Server, AnswerSeconds = .33 }.Begin();
        return machine;
    }

    /// <summary>A load that is over: its TIME-WAIT is all that is left.</summary>
    internal static SimulatedMachine Over()
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Service(machine), Database) { Rate = static time => time < 40 ? 600 : 0 }.Begin();
        return machine;
    }

    /// <summary>One that leaks beside one that is busy and has most of the sockets.</summary>
    internal static SimulatedMachine TwoOwners(bool isLeak)
    {
        var machine = Site.Machine(Story.Settings);
        _ = new Client(machine, Site.Service(machine, Story.Settings, 100, "busy-api"), Database) { Rate = _ => isLeak ? 40 : 0, Life = 300, Closing = Closing.Server }.Begin(open: 12_500);
        _ = new Client(machine, Site.Service(machine, Story.Settings, 200, "leaky"), Database) { Rate = _ => isLeak ? 20 : 60, Closing = isLeak ? Closing.ServerAlone : Closing.Never, Life = 1 }.Begin(open: isLeak ? 10_800 : 0);
        return machine;
    }

    /// <summary>One holds its connections open, another opens and closes all the time.</summary>
    internal static SimulatedMachine HolderAndCloser()
    {
        var machine = Site.Machine(Story.Settings, range: "40000 61199");
        _ = new Client(machine, Site.Service(machine, Story.Settings, 100, "steady-a"), Database) { Rate = static _ => 1, Life = 5_000, Closing = Closing.Server }.Begin(open: 8_000);
        _ = new Client(machine, Site.Service(machine, Story.Settings, 200, "shortie-b"), Database) { Rate = static _ => 230 }.Begin();
        return machine;
    }

    private static SimulatedProcess Service(SimulatedMachine machine) => Site.Service(machine, Story.Settings, 811, "payment-api");
}
