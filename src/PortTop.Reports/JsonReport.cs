using System.Buffers;
using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>
/// One namespace at one poll as a line of JSON, schema porttop/1 (porttop-1.schema.json). What is not known is absent, never 0.
/// </summary>
public static class JsonReport
{
    /// <summary>The name of the schema that every line carries.</summary>
    public const string Schema = "porttop/1";

    /// <summary>Writes one poll and the end of its line, in UTF-8.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="pools">Its pools in the order wanted.</param>
    /// <param name="output">Where to.</param>
    /// <param name="filter">What left out the others; null for nothing.</param>
    public static void Write(Snapshot snapshot, IReadOnlyList<PoolSample> pools, IBufferWriter<byte> output, PoolFilter? filter = null)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            WriteHeading(json, snapshot);
            JsonNamespaces.Write(json, snapshot.Namespaces);
            WriteRange(json, snapshot);
            WriteLookups(json, snapshot);
            JsonUpstream.WriteHead(json, snapshot);
            json.WritePropertyName("states");
            JsonPool.WriteStates(json, snapshot.States);
            JsonFilter.Write(json, filter, pools.Count, snapshot.Pools.Count);
            json.WriteStartArray("pools");
            var siblings = new SiblingAddresses(snapshot);
            foreach (var pool in pools)
            {
                JsonPool.Write(json, pool, snapshot, siblings);
            }

            json.WriteEndArray();
            JsonOwner.WriteAll(json, snapshot);
            JsonNat.WriteReading(json, snapshot.Nat, snapshot.Ports.Range);
            JsonHappenings.WriteFailures(json, snapshot.Failures);
            JsonHappenings.WriteCounters(json, snapshot.Counters);
            JsonLog.WriteAll(json, snapshot.Logs);
            JsonHappenings.WriteEvents(json, snapshot);
            WriteKnobs(json, snapshot.Surroundings.Knobs);
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
        JsonPool.WriteOptional(json, "core", snapshot.Cost.Core, 4);
        json.WriteNumber("holdersAge", Math.Round(snapshot.HoldersAge.TotalSeconds, 3));
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, Snapshot snapshot)
    {
        var ports = snapshot.Ports;
        json.WriteStartObject("range");
        json.WriteNumber("low", ports.Range.Low);
        json.WriteNumber("high", ports.Range.High);
        json.WriteNumber("size", ports.Range.Size);
        json.WriteNumber("reserved", ports.Reserved);
        json.WriteNumber("heldByBind", ports.Held + snapshot.Asking.Held);
        json.WriteNumber("listeners", ports.Listening);
        if (ports.Bound.SeesBoundOnly || ports.Bound.SeesChosen || snapshot.Asking.Ports > 0)
        {
            json.WriteNumber("boundFirst", snapshot.BoundFirst);
        }

        json.WriteNumber("suspected", snapshot.Suspected);
        json.WriteNumber("usable", ports.Usable - snapshot.Asking.Held);
        json.WriteEndObject();
        WriteAsking(json, snapshot.Asking);
        if (snapshot.Outside is { } outside)
        {
            json.WriteStartObject("outside");
            json.WriteNumber("sockets", outside.Sockets);
            json.WriteNumber("ports", outside.Ports);
            json.WriteEndObject();
        }
    }

    /// <summary>Who has the local ports that the filter asks about; absent where it asks about none.</summary>
    private static void WriteLookups(Utf8JsonWriter json, Snapshot snapshot)
    {
        if (snapshot.Lookups.Count == 0)
        {
            return;
        }

        json.WriteStartArray("ports");
        foreach (var lookup in snapshot.Lookups)
        {
            json.WriteStartObject();
            JsonPortLookup.WriteBody(json, lookup);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAsking(Utf8JsonWriter json, in PortAnswers asking)
    {
        json.WriteStartObject("asking");
        json.WriteNumber("ports", asking.Ports);
        json.WriteNumber("held", asking.Held);
        json.WriteNumber("unknown", asking.Unknown);
        if (asking.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        json.WriteEndObject();
    }

    private static void WriteKnobs(Utf8JsonWriter json, IReadOnlyList<Knob> knobs)
    {
        json.WriteStartArray("knobs");
        foreach (var knob in knobs.Where(static knob => knob.Running is not null))
        {
            json.WriteStartObject();
            json.WriteString("name", knob.Name);
            json.WriteString("running", knob.Running);
            if (knob.Boot is not null)
            {
                json.WriteString("boot", knob.Boot);
                json.WriteString("place", knob.Place);
            }

            if (!knob.IsBootUnknown)
            {
                json.WriteString("drift", knob.Drift switch
                {
                    KnobDrift.NotInFile => "notInFile",
                    KnobDrift.FileDiffers => "fileDiffers",
                    _ => "none",
                });
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
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

    /// <summary>RFC 3339 in UTC, to the millisecond.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
