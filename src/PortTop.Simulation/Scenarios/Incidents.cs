using System.Globalization;
using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>Situations in which ports run out, or will.</summary>
internal static class Incidents
{
    private const ushort Postgres = 5432;
    private const ushort Redis = 6379;
    private const string Database = "10.8.0.12";
    private const string Cache = "10.8.0.31";

    /// <summary>A new version opens a connection for each query: 40 a second become 610, and 455 fit.</summary>
    internal static IReadOnlyList<SimulatedMachine> Beats(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        var old = Site.Service(machine, settings, 790, "payment-api");
        _ = new Client(machine, old, Site.Target(Database, Postgres)) { Rate = static time => time < 52 ? 40 : 0 }.Begin();
        machine.At(58, () => machine.Processes.End(790));
        machine.At(60, () =>
        {
            var service = machine.Processes.Start(811, "payment-api", "payment-api.service", "/opt/payment-api/payment-api --config /etc/payment-api.toml", settings.Start.AddSeconds(54));
            _ = new Client(machine, service, Site.Target(Database, Postgres)) { Rate = static _ => 610 }.Begin();
        });
        return [machine];
    }

    /// <summary>Short connections as well, but they fit.</summary>
    internal static IReadOnlyList<SimulatedMachine> Settles(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        _ = new Client(machine, Site.Service(machine, settings, 811, "payment-api"), Site.Target(Database, Postgres)) { Rate = static time => time < 10 ? 60 : 390 }.Begin();
        return [machine];
    }

    /// <summary>The server goes away, and each client tries again and again.</summary>
    internal static IReadOnlyList<SimulatedMachine> RetryStorm(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        _ = new Client(machine, Site.Service(machine, settings, 1402, "cart"), Site.Target(Cache, Redis))
        {
            Rate = static _ => 60,
            Closing = Closing.Server,
            IsAnswered = static time => time < 45,
            Retries = 6,
            Patience = 2,
        }.Begin();
        CountSynRetransmits(machine);
        return [machine];
    }

    /// <summary>A cache client that never closes what the cache closed.</summary>
    internal static IReadOnlyList<SimulatedMachine> CloseWaitLeak(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        var cart = Site.Service(machine, settings, 1402, "cart");
        _ = new Client(machine, cart, Site.Target(Cache, Redis)) { Rate = static _ => 9, Life = 3, Closing = Closing.ServerAlone }.Begin(open: 17_310);
        _ = new Client(machine, cart, Site.Target(Cache, Redis)) { Rate = static _ => 6, Life = 400, Closing = Closing.Server }.Begin(open: 2_594);
        return [machine];
    }

    /// <summary>A proxy that binds its address and port before it connects: all its backends share one pool.</summary>
    internal static IReadOnlyList<SimulatedMachine> BindFirst(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings);
        var proxy = Site.Service(machine, settings, 2210, "edge-proxy");
        for (var backend = 1; backend <= 4; backend++)
        {
            _ = new Client(machine, proxy, Site.Target(string.Create(CultureInfo.InvariantCulture, $"10.9.0.{backend}"), 8080))
            {
                Rate = static _ => 106,
                Life = 12,
                Manner = PortManner.BindFirst,
            }.Begin(open: 900);
        }

        return [machine];
    }

    /// <summary>A client whose pool of connections has no upper bound.</summary>
    internal static IReadOnlyList<SimulatedMachine> Grows(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        _ = new Client(machine, Site.Service(machine, settings, 3120, "stream-worker"), Site.Target("10.8.0.40", 9092)) { Rate = static _ => 22, Closing = Closing.Never }.Begin(open: 16_000);
        return [machine];
    }

    /// <summary>Somebody has set a range of a thousand ports.</summary>
    internal static IReadOnlyList<SimulatedMachine> NarrowRange(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings, range: "60000 60999");
        _ = new Client(machine, Site.Service(machine, settings, 811, "payment-api"), Site.Target(Database, Postgres)) { Rate = static time => time < 30 ? 5 : 22 }.Begin();
        return [machine];
    }

    /// <summary>A process whose limit of descriptors is lower than its share of ports.</summary>
    internal static IReadOnlyList<SimulatedMachine> Descriptors(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        var crawler = Site.Service(machine, settings, 4410, "crawler", limit: 1024);
        _ = new Client(machine, crawler, Site.Target("198.51.100.7", 443)) { Rate = static _ => 12, Life = 100, Closing = Closing.Server }.Begin(open: 900);
        return [machine];
    }

    /// <summary>A proxy whose connections are all needed, and all leave from one of two addresses.</summary>
    internal static IReadOnlyList<SimulatedMachine> OneAddress(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        machine.Addresses.Add(Site.Address("10.0.2.16"));
        _ = new Client(machine, Site.Service(machine, settings, 2210, "edge-proxy"), Site.Target("10.8.0.50", 443)) { Rate = static _ => 90, Life = 310, Closing = Closing.Server }.Begin(open: 27_900);
        return [machine];
    }

    /// <summary>The host is well; one of its pods is not.</summary>
    internal static IReadOnlyList<SimulatedMachine> Namespaces(ScenarioSettings settings)
    {
        const uint Pod = 4_026_532_410;
        var pods = new List<SimulatedMachine>();
        foreach (var (name, rate, open) in new[] { ("shop-payments", 700.0, 0), ("shop-search", 30.0, 400) })
        {
            var pod = Site.Machine(settings, name: name, networkNamespace: Pod + (uint)pods.Count);
            _ = new Client(pod, Site.Service(pod, settings, 30_100 + pods.Count, name), Site.Target(Database, Postgres)) { Rate = _ => rate }.Begin(open);
            pods.Add(pod);
        }

        return [.. pods, Site.Machine(settings).WithNeighbours(settings)];
    }

    /// <summary>What waits in SYN-SENT is sent again after 1, 3, 7 ... seconds: about one in six each second while they come.</summary>
    private static void CountSynRetransmits(SimulatedMachine machine)
    {
        const double Share = .16;
        machine.Counters["synRetransmits"] = machine.Counters.TryGetValue("synRetransmits", out var before) ? before + (long)(Share * Waiting(machine)) : 0;
        machine.After(1, () => CountSynRetransmits(machine));
    }

    private static int Waiting(SimulatedMachine machine) => machine.Kernel.Sockets.Count(static socket => socket.State == TcpState.SynSent);
}
