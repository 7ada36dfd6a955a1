using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>Source NAT in JSON.</summary>
internal static class JsonNat
{
    /// <summary>Writes what a NAT pool has beside others; nothing for those.</summary>
    internal static void WritePool(Utf8JsonWriter json, NatUse? use)
    {
        if (use is null)
        {
            return;
        }

        json.WriteStartObject("nat");
        WriteRange(json, use.Range);
        if (use.Rule is { } rule)
        {
            json.WriteString("rule", NatRuleText.Describe(rule));
        }

        json.WriteNumber("searchFailure", Math.Round(use.SearchFailure, 6));
        json.WriteNumber("untranslated", use.Untranslated);
        json.WriteNumber("clientCount", use.ClientCount);
        if (use.Bridge is { } bridge)
        {
            json.WriteString("bridge", bridge);
        }

        json.WriteStartArray("clients");
        foreach (var client in use.Clients)
        {
            json.WriteStartObject();
            json.WriteString("address", client.Address.ToString());
            json.WriteNumber("flows", client.Flows);
            if (client.Namespace is { } name)
            {
                json.WriteString("namespace", name);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes through which NAT of this machine a pool leaves; nothing where none is seen.</summary>
    internal static void WritePassage(Utf8JsonWriter json, NatPassage? passage)
    {
        if (passage is null)
        {
            return;
        }

        json.WriteStartObject("via");
        json.WriteString("namespace", passage.Namespace);
        json.WriteString("address", passage.Pool.Source.ToString());
        json.WriteNumber("used", passage.Ledger.Used);
        json.WriteNumber("capacity", passage.Ledger.Capacity);
        json.WriteEndObject();
    }

    /// <summary>Writes the state of connection tracking; nothing where there is none.</summary>
    internal static void WriteReading(Utf8JsonWriter json, NatReading? reading, PortRange ephemeral)
    {
        if (reading is null)
        {
            return;
        }

        json.WriteStartObject("nat");
        json.WriteNumber("entries", reading.Entries);
        if (reading.MaxEntries is { } most)
        {
            json.WriteNumber("maxEntries", most);
        }

        if (reading.Age is { } age)
        {
            json.WriteNumber("age", Math.Round(age.TotalSeconds, 3));
            json.WriteNumber("readMs", Math.Round(reading.Cost.TotalMilliseconds, 3));
            JsonPool.WriteOptional(json, "every", reading.Every?.TotalSeconds, 1);
            json.WriteNumber("flows", reading.Flows);
            json.WriteNumber("translated", reading.Translated);
            json.WriteNumber("pools", reading.Pools);
        }

        if (reading.Rules is { } rules)
        {
            json.WriteStartArray("rules");
            foreach (var rule in rules)
            {
                WriteRule(json, rule, ephemeral);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, NatRule rule, PortRange ephemeral)
    {
        json.WriteStartObject();
        json.WriteString("place", rule.Place);
        json.WriteString("text", NatRuleText.Describe(rule));
        json.WriteString("maker", JsonName.Of(rule.Maker));
        json.WriteBoolean("conditional", rule.IsConditional);
        WriteRange(json, rule.Ports ?? NatRange.Usual);
        json.WriteNumber("ephemeralOverlap", NatRange.Overlap(rule.Ports ?? NatRange.Usual, ephemeral));
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, PortRange range)
    {
        json.WriteNumber("low", range.Low);
        json.WriteNumber("high", range.High);
    }
}
