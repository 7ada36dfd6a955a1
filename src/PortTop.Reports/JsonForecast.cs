using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>What is asked of a pool, what is foretold of it and when its trouble began, in JSON.</summary>
internal static class JsonForecast
{
    /// <summary>Writes all three.</summary>
    internal static void Write(Utf8JsonWriter json, PoolSample pool, DateTimeOffset time)
    {
        WriteDemand(json, pool.Demand);
        WriteForecast(json, pool, time);
        WriteOnset(json, pool.Onset);
    }

    private static void WriteDemand(Utf8JsonWriter json, PoolDemand? demand)
    {
        if (demand is not { } known)
        {
            return;
        }

        json.WriteStartObject("demand");
        json.WriteNumber("asks", Math.Round(known.Asks, 3));
        json.WriteNumber("mean", Math.Round(known.Mean, 3));
        json.WriteBoolean("atLeast", known.IsAtLeast);
        JsonPool.WriteOptional(json, "holding", known.HoldingSeconds, 2);
        JsonPool.WriteOptional(json, "active", known.ActiveSeconds, 2);
        json.WriteNumber("timeWait", Math.Round(known.TimeWaitSeconds, 2));
        JsonPool.WriteOptional(json, "excess", known.Excess, 4);
        JsonPool.WriteOptional(json, "halfFree", known.HalfFreeSeconds, 1);
        json.WriteNumber("allFree", Math.Round(known.AllFreeSeconds, 1));
        json.WriteEndObject();
    }

    private static void WriteForecast(Utf8JsonWriter json, PoolSample pool, DateTimeOffset time)
    {
        var status = pool.Status;
        json.WriteStartObject("forecast");
        json.WriteString("state", JsonName.Of(status.Condition));
        if (status is { Condition: PoolCondition.Full, SinceBeforeWatch: false })
        {
            json.WriteString("since", JsonReport.Time(status.Since));
        }

        if (status is { Condition: PoolCondition.Countdown, FullAt: { } at })
        {
            json.WriteNumber("seconds", Math.Round(Math.Max(0, (at - time).TotalSeconds), 1));
            JsonPool.WriteOptional(json, "earliest", Finite(pool.Forecast.Earliest), 1);
            JsonPool.WriteOptional(json, "latest", Finite(pool.Forecast.Latest), 1);
        }

        if (status.FullBetween is var (fullEarliest, fullLatest))
        {
            json.WriteNumber("earliest", Math.Round(Math.Max(0, (fullEarliest - time).TotalSeconds), 1));
            json.WriteNumber("latest", Math.Round(Math.Max(0, (fullLatest - time).TotalSeconds), 1));
        }

        if (pool.Leak is { } leak)
        {
            json.WriteStartObject("leak");
            json.WriteNumber("least", Math.Round(leak.Least, 4));
            json.WriteNumber("most", Math.Round(leak.Most, 4));
            json.WriteEndObject();
        }

        JsonPool.WriteOptional(json, "ratio", status.SettlesAt, 4);
        if (status is { Condition: PoolCondition.Waves, FullLast: { } last })
        {
            json.WriteString("fullLast", JsonReport.Time(last));
        }

        if (pool.Beats is { } beats)
        {
            json.WriteBoolean("working", beats.IsWorking);
            WriteTime(json, "works", time, beats.Works);
            WriteTime(json, "fails", time, beats.Fails);
            json.WriteNumber("failingShare", Math.Round(beats.FailingShare, 4));
            json.WriteNumber("failingSeconds", Math.Round(beats.FailingSeconds, 1));
            json.WriteNumber("cycle", Math.Round(beats.CycleSeconds, 1));
        }

        json.WriteEndObject();
    }

    private static void WriteOnset(Utf8JsonWriter json, PoolOnset? onset)
    {
        if (onset is null)
        {
            return;
        }

        json.WriteStartObject("began");
        json.WriteString("kind", JsonName.Of(onset.Kind));
        json.WriteString("time", JsonReport.Time(onset.Time));
        json.WriteBoolean("orEarlier", onset.IsAtLatest);
        JsonPool.WriteOptional(json, "before", onset.Before, 3);
        JsonPool.WriteOptional(json, "after", onset.After is { } after ? Finite(after) : null, 3);
        if (onset.Cause is { } cause)
        {
            json.WriteString("cause", cause);
        }

        if (onset.CauseTime is { } causeTime)
        {
            json.WriteString("causeTime", JsonReport.Time(causeTime));
        }

        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset time, double? seconds)
    {
        if (seconds is { } ahead)
        {
            json.WriteString(name, JsonReport.Time(time.AddSeconds(ahead)));
        }
    }

    private static double? Finite(double seconds) => double.IsFinite(seconds) ? seconds : null;
}
