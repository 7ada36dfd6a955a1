using System.Globalization;

namespace PortTop.Simulation;

/// <summary>Situations in which nothing is wrong.</summary>
internal static class HealthySites
{
    /// <summary>A usual machine.</summary>
    internal static IReadOnlyList<SimulatedMachine> Usual(ScenarioSettings settings)
    {
        var machine = Site.Machine(settings).WithNeighbours(settings);
        _ = new Client(machine, Site.Service(machine, settings, 811, "payment-api"), Site.Target("10.8.0.12", 5432)) { Rate = static _ => 18 }.Begin();
        return [machine];
    }

    /// <summary>160,000 connections over 10,000 pools: more than any range, and no pool has many.</summary>
    internal static IReadOnlyList<SimulatedMachine> Giant(ScenarioSettings settings)
    {
        const int Pools = 10_000;
        const int Each = 16;
        var machine = Site.Machine(settings);
        var mesh = Site.Service(machine, settings, 2210, "mesh-proxy", limit: 1_048_576);
        for (var pool = 0; pool < Pools; pool++)
        {
            var target = Site.Target(string.Create(CultureInfo.InvariantCulture, $"10.{20 + (pool / 2_500)}.{pool / 50 % 50}.{1 + (pool % 50)}"), (ushort)(pool % 2 == 0 ? 443 : 8443));
            for (var i = 0; i < Each + (pool % 7); i++)
            {
                if (machine.Connect(mesh, target) is { } socket)
                {
                    SimulatedKernel.Answer(socket);
                }
            }
        }

        _ = new Client(machine, mesh, Site.Target("10.20.0.1", 443)) { Rate = static _ => 30, Life = 4, Closing = Closing.Server }.Begin();
        _ = new Client(machine, mesh, Site.Target("10.21.0.1", 443)) { Rate = static _ => 25 }.Begin();
        return [machine];
    }
}
