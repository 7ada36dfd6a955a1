using System.Buffers;
using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>A poll as one line of JSON, schema porttop/1 (porttop-1.schema.json). What is not known is absent, never 0.</summary>
public static class JsonReport
{
    /// <summary>The name of the schema that every line carries.</summary>
    public const string Schema = "porttop/1";

    /// <summary>Writes one poll and the end of its line, in UTF-8.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="pools">Its pools in the order wanted.</param>
    /// <param name="output">Where to.</param>
    public static void Write(Snapshot snapshot, IReadOnlyList<PoolSample> pools, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            WriteHeading(json, snapshot);
            WriteRange(json, snapshot.Ports);
            json.WritePropertyName("states");
            WriteStates(json, snapshot.States);
            json.WriteStartArray("pools");
            foreach (var pool in pools)
            {
                WritePool(json, pool);
            }

            json.WriteEndArray();
            WriteTexts(json, "unseen", snapshot.Source.Unseen.Select(static unseen => unseen.ToString()));
            WriteTexts(json, "notes", snapshot.Source.Notes);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteHeading(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteString("schema", Schema);
        json.WriteNumber("poll", snapshot.Poll);
        json.WriteString("time", Time(snapshot.Time));
        json.WriteString("host", snapshot.Source.Host);
        json.WriteString("namespace", snapshot.Source.Namespace);
        if (snapshot.Source.NetworkNamespace != 0)
        {
            json.WriteNumber("netns", snapshot.Source.NetworkNamespace);
        }

        json.WriteNumber("interval", snapshot.Interval.TotalSeconds);
        json.WriteString("collector", snapshot.Source.Collector);
        json.WriteStartObject("cost");
        json.WriteNumber("pollMs", Math.Round(snapshot.Cost.PollMilliseconds, 3));
        WriteOptional(json, "core", snapshot.Cost.Core, 4);
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, PortSpace ports)
    {
        json.WriteStartObject("range");
        json.WriteNumber("low", ports.Range.Low);
        json.WriteNumber("high", ports.Range.High);
        json.WriteNumber("size", ports.Range.Size);
        json.WriteNumber("reserved", ports.Reserved);
        json.WriteNumber("heldByBind", ports.Held);
        json.WriteNumber("usable", ports.Usable);
        json.WriteEndObject();
    }

    private static void WritePool(Utf8JsonWriter json, PoolSample pool)
    {
        json.WriteStartObject();
        json.WriteString("protocol", "tcp");
        json.WriteString("kind", "connect");
        json.WriteString("source", pool.Key.Source.ToString());
        json.WriteString("destination", pool.Key.Destination.ToString());
        json.WriteNumber("port", pool.Key.Port);
        if (pool.Key.Interface != 0)
        {
            json.WriteNumber("interface", pool.Key.Interface);
        }

        json.WriteNumber("capacity", pool.Ledger.Capacity);
        json.WriteNumber("used", pool.Ledger.Used);
        json.WriteNumber("free", pool.Ledger.Free);
        json.WriteNumber("reclaimable", pool.Ledger.Reclaimable);
        json.WriteNumber("usedRatio", Math.Round(pool.Ledger.UsedRatio, 6));
        WriteOptional(json, "opened", pool.Opened, 3);
        WriteOptional(json, "net", pool.Net, 3);
        json.WritePropertyName("states");
        WriteStates(json, pool.States);
        WriteForecast(json, pool.Status);
        json.WriteEndObject();
    }

    /// <summary>Nothing is said of a pool that rises: whether it will fill is not known.</summary>
    private static void WriteForecast(Utf8JsonWriter json, PoolStatus status)
    {
        var state = status.Condition switch
        {
            PoolCondition.Full => "full",
            PoolCondition.AtRisk => "atRisk",
            PoolCondition.Steady => "steady",
            _ => null,
        };
        if (state is null)
        {
            return;
        }

        json.WriteStartObject("forecast");
        json.WriteString("state", state);
        if (status is { Condition: PoolCondition.Full, SinceBeforeWatch: false })
        {
            json.WriteString("since", Time(status.Since));
        }

        json.WriteEndObject();
    }

    private static void WriteStates(Utf8JsonWriter json, in StateCounts states)
    {
        json.WriteStartObject();
        foreach (var group in StateGroup.All)
        {
            json.WriteNumber(group.JsonName, group.Count(states));
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value, int digits)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, Math.Round(known, digits));
        }
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
