using PortTop.Model;

namespace PortTop.Tests;

/// <summary>Made-up pools behind a NAT.</summary>
internal static class UpstreamSamples
{
    internal const string Outside = "203.0.113.9";

    internal static UpstreamBudget Budget(string preset, string ports = "preset", string addresses = "preset", string hold = "preset", string networks = "public")
        => UpstreamBudget.From(new Settings { Upstream = preset, UpstreamPorts = ports, UpstreamAddresses = addresses, UpstreamHold = hold, UpstreamNetworks = networks }, out _)!;

    /// <summary>A pool with what its destination uses of the NAT; more than its own sockets where that is said.</summary>
    internal static PoolSample Behind(this PoolSample pool, UpstreamBudget budget, int? used = null)
        => UpstreamJudge.Apply(pool, new PoolUpstream(budget, used ?? budget.Count(pool.States)), Samples.Time.AddSeconds(-12), sinceBeforeWatch: false);
}
