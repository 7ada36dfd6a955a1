using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>The NAT that the machine cannot see, in JSON.</summary>
internal static class JsonUpstream
{
    /// <summary>
    /// Writes what pools are counted against, and the cloud that the machine looks like; nothing of either where there is none.
    /// </summary>
    internal static void WriteHead(Utf8JsonWriter json, Snapshot snapshot)
    {
        if (snapshot.Upstream is { } budget)
        {
            json.WriteStartObject("upstream");
            json.WriteString("preset", budget.Preset.Id);
            json.WriteString("name", budget.Preset.Name);
            json.WriteString("sharedBy", budget.Preset.Unit == UpstreamUnit.Gateway ? "gateway" : "machine");
            json.WriteNumber("ports", budget.Ports);
            json.WriteNumber("addresses", budget.Addresses);
            json.WriteNumber("limit", budget.Limit);
            JsonPool.WriteOptional(json, "holdSeconds", budget.HoldSeconds, 0);
            json.WriteString("networks", budget.Networks.Text);
            json.WriteString("source", budget.Preset.Source);
            json.WriteString("asOf", budget.Preset.AsOf);
            json.WriteEndObject();
        }

        if (snapshot.Surroundings.Cloud is { } cloud)
        {
            json.WriteStartObject("cloud");
            json.WriteString("name", cloud.Id);
            json.WriteString("suggests", cloud.PresetId);
            json.WriteEndObject();
        }
    }

    /// <summary>Writes how far it is used up by the destination of a pool; nothing where the pool does not go through it.</summary>
    internal static void WritePool(Utf8JsonWriter json, PoolSample pool)
    {
        if (pool.Upstream is { } upstream)
        {
            json.WriteStartObject("upstream");
            json.WriteString("preset", upstream.Budget.Preset.Id);
            json.WriteNumber("used", upstream.Used);
            json.WriteBoolean("atLeast", upstream.Budget.IsAtLeast);
            json.WriteNumber("limit", upstream.Limit);
            json.WriteNumber("usedRatio", Math.Round(upstream.Ratio, 6));
            json.WriteBoolean("nearer", pool.IsUpstreamNearer);
            json.WriteBoolean("atRisk", pool.IsUpstreamTrouble);
            json.WriteEndObject();
        }
    }
}
