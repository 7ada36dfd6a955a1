using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>What happens on the machine in JSON: failures, counters, events.</summary>
internal static class JsonHappenings
{
    /// <summary>Writes the sums of failed connect() calls; nothing where they are not watched.</summary>
    internal static void WriteFailures(Utf8JsonWriter json, FailureTotals? totals)
    {
        if (totals is { } failures)
        {
            json.WriteStartObject("failures");
            json.WriteNumber("total", failures.Total);
            JsonPool.WriteOptional(json, "rate", failures.Rate, 3);
            json.WriteNumber("lost", failures.Lost);
            json.WriteBoolean("estimated", failures.IsEstimated);
            if (failures.ChosenPort is { } chosenPort)
            {
                json.WriteNumber("chosenPort", chosenPort);
            }

            json.WriteEndObject();
        }
    }

    /// <summary>Writes the counters that this kernel has.</summary>
    internal static void WriteCounters(Utf8JsonWriter json, IReadOnlyList<CounterSample> counters)
    {
        json.WriteStartObject("counters");
        foreach (var sample in counters)
        {
            json.WriteStartObject(sample.Counter.Id);
            json.WriteNumber("value", sample.Value);
            JsonPool.WriteOptional(json, "rate", sample.Rate, 3);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the events of this poll: whoever reads every line has each event once.</summary>
    internal static void WriteEvents(Utf8JsonWriter json, Snapshot snapshot)
    {
        json.WriteStartArray("events");
        foreach (var happened in snapshot.NewEvents)
        {
            json.WriteStartObject();
            json.WriteString("time", JsonReport.Time(happened.Time));
            json.WriteString("kind", JsonName.Of(happened.Kind));
            json.WriteString("text", happened.Text);
            if (happened.BeganBefore)
            {
                json.WriteBoolean("beganBefore", true);
            }

            if (happened.Pool is { } pool)
            {
                json.WriteStartObject("pool");
                JsonPool.WriteKey(json, pool);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
