using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>One pool in JSON.</summary>
internal static class JsonPool
{
    /// <summary>Writes one pool.</summary>
    internal static void Write(Utf8JsonWriter json, PoolSample pool, Snapshot snapshot, SiblingAddresses siblings)
    {
        json.WriteStartObject();
        WriteKey(json, pool.Key);
        WriteName(json, "sourceName", pool.Names.Source);
        WriteName(json, "destinationName", pool.Names.Destination);
        WriteWindow(json, pool.Window);
        WriteCounts(json, pool.Ledger);
        if (pool.Chosen > 0)
        {
            json.WriteNumber("chosen", pool.Chosen);
        }

        JsonUpstream.WritePool(json, pool);
        if (pool.IsSlow)
        {
            json.WriteBoolean("slow", true);
        }

        WriteOptional(json, "asks", pool.AskedLast, 3);
        WriteOptional(json, "opened", pool.Opened, 3);
        WriteOptional(json, "failed", pool.Failed, 3);
        WriteOptional(json, "fits", pool.Demand?.Fits, 3);
        WriteOptional(json, "net", pool.Net, 3);
        json.WritePropertyName("states");
        WriteStates(json, pool.States);
        WriteSourcePorts(json, pool);
        WriteOptional(json, "portReturns", pool.PortReturnSeconds, 1);
        WriteFailures(json, pool.Failures);
        JsonOwner.WritePool(json, pool);
        if (pool.Unattributed > 0)
        {
            json.WriteNumber("unattributed", pool.Unattributed);
        }

        if (pool.NoProcess > 0)
        {
            json.WriteNumber("noProcess", pool.NoProcess);
        }

        JsonNat.WritePool(json, pool.Nat);
        JsonNat.WritePassage(json, pool.Passage);
        if (!pool.Ledger.HasNoSize)
        {
            WriteLedger(json, pool, snapshot.Ports.Reuse);
        }

        JsonForecast.Write(json, pool, snapshot.Time);
        if (pool.Status.Condition >= PoolCondition.AtRisk)
        {
            WriteSiblings(json, siblings.Of(pool.Key));
        }

        json.WriteEndObject();
    }

    /// <summary>Of a window whose end nobody can see only what is used is known.</summary>
    private static void WriteCounts(Utf8JsonWriter json, in PoolLedger ledger)
    {
        if (ledger.HasNoSize)
        {
            json.WriteNumber("used", ledger.Used);
            return;
        }

        json.WriteNumber("capacity", ledger.Capacity);
        json.WriteNumber("used", ledger.Used);
        json.WriteNumber("free", ledger.Free);
        if (ledger.FreeLower is { } lower)
        {
            json.WriteNumber("freeLower", lower);
        }

        json.WriteNumber("freeUpper", ledger.FreeUpper);
        json.WriteNumber("reclaimable", ledger.Reclaimable);
        json.WriteNumber("usedRatio", Math.Round(ledger.UsedRatio, 6));
    }

    private static void WriteWindow(Utf8JsonWriter json, PoolWindow? window)
    {
        if (window is null)
        {
            return;
        }

        json.WriteStartObject("window");
        json.WriteString("kind", JsonName.Of(window.Kind));
        json.WriteNumber("low", window.Ports.Low);
        json.WriteNumber("high", window.Ports.High);
        if (window.Ends > 0)
        {
            json.WriteNumber("ends", window.Ends);
        }

        json.WriteEndObject();
    }

    /// <summary>The lowest of its local ports, and those that the filter asks about.</summary>
    private static void WriteSourcePorts(Utf8JsonWriter json, PoolSample pool)
    {
        if (pool.SourcePorts.Count == 0)
        {
            return;
        }

        json.WriteStartArray("sourcePorts");
        for (var i = 0; i < pool.SourcePorts.Count; i++)
        {
            json.WriteNumberValue(pool.SourcePorts[i]);
        }

        foreach (var port in pool.AskedPorts)
        {
            if (!pool.SourcePorts.Contains(port))
            {
                json.WriteNumberValue(port);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Writes sockets by state.</summary>
    internal static void WriteStates(Utf8JsonWriter json, in StateCounts states)
    {
        json.WriteStartObject();
        foreach (var group in StateGroup.All)
        {
            json.WriteNumber(group.JsonName, group.Count(states));
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a number that is known, and nothing otherwise.</summary>
    internal static void WriteOptional(Utf8JsonWriter json, string name, double? value, int digits)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, Math.Round(known, digits));
        }
    }

    private static void WriteName(Utf8JsonWriter json, string property, AddressName? name)
    {
        if (name is not null)
        {
            json.WriteString(property, name.Name);
        }
    }

    /// <summary>Writes which pool it is.</summary>
    internal static void WriteKey(Utf8JsonWriter json, PoolKey key)
    {
        json.WriteString("protocol", key.Protocol == Protocol.Udp ? "udp" : "tcp");
        json.WriteString("kind", JsonName.Of(key.Kind));
        json.WriteString("source", key.Source == IpAddress.AnyIPv4 ? "*" : key.Source.ToString());
        if (key.HasDestination)
        {
            json.WriteString("destination", key.Destination.ToString());
            json.WriteNumber("port", key.Port);
        }

        if (key.Zone != 0)
        {
            json.WriteNumber("zone", key.Zone);
        }

        if (key.Interface != 0)
        {
            json.WriteNumber("interface", key.Interface);
        }
    }

    private static void WriteFailures(Utf8JsonWriter json, PoolFailures? failures)
    {
        if (failures is { } known)
        {
            json.WriteStartObject("failures");
            json.WriteNumber("total", known.Total);
            json.WriteString("since", JsonReport.Time(known.Since));
            json.WriteString("last", JsonReport.Time(known.Last));
            json.WriteBoolean("sinceBefore", known.BeganBefore);
            json.WriteBoolean("now", known.IsNow);
            json.WriteBoolean("estimated", known.IsEstimated);
            json.WriteEndObject();
        }
    }

    private static void WriteLedger(Utf8JsonWriter json, PoolSample pool, TimeWaitReuse reuse)
    {
        var ledger = pool.Ledger;
        json.WriteStartObject("ledger");
        json.WriteNumber("range", ledger.Range);
        json.WriteNumber("reserved", ledger.Reserved);
        json.WriteNumber("listeners", ledger.Listeners);
        json.WriteNumber("boundFirst", ledger.BoundFirst);
        json.WriteNumber("suspected", ledger.Suspected);
        json.WriteNumber("inUse", ledger.Used - pool.HeldTimeWait);
        json.WriteNumber("timeWait", pool.HeldTimeWait);
        json.WriteNumber("free", ledger.Free);
        if (pool.HeldTimeWait > 0 && pool.Key.IsTcpConnect)
        {
            json.WriteString("timeWaitHeldBy", reuse.WhyHeld(pool.Key));
        }

        json.WriteEndObject();
    }

    private static void WriteSiblings(Utf8JsonWriter json, IReadOnlyList<SiblingAddress> siblings)
    {
        json.WriteStartArray("siblings");
        foreach (var sibling in siblings)
        {
            json.WriteStartObject();
            json.WriteString("source", sibling.Address.ToString());
            json.WriteNumber("free", sibling.Free);
            if (sibling.FreeLower is { } lower)
            {
                json.WriteNumber("freeLower", lower);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
