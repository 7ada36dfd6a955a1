using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>What logs say, in JSON.</summary>
internal static class JsonLog
{
    /// <summary>Writes the logs that are watched; nothing where nobody asked for any.</summary>
    internal static void WriteAll(Utf8JsonWriter json, IReadOnlyList<LogSample> logs)
    {
        if (logs.Count == 0)
        {
            return;
        }

        json.WriteStartArray("logs");
        foreach (var log in logs)
        {
            json.WriteStartObject();
            json.WriteString("path", log.Reading.Path);
            if (log.Reading.Problem is { } problem)
            {
                json.WriteString("problem", problem);
            }

            if (log.Reading.Skipped > 0)
            {
                json.WriteNumber("skipped", log.Reading.Skipped);
            }

            if (log.Reading.Behind > 0)
            {
                json.WriteNumber("behind", log.Reading.Behind);
            }

            json.WriteStartArray("signs");
            foreach (var sign in log.Signs)
            {
                Write(json, sign);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LogSignSample sign)
    {
        json.WriteStartObject();
        json.WriteString("sign", sign.Count.Sign.Id);
        json.WriteNumber("total", sign.Count.Total);
        json.WriteNumber("new", sign.Count.New);
        JsonPool.WriteOptional(json, "rate", sign.Rate, 3);
        json.WriteString("first", JsonReport.Time(sign.First));
        json.WriteString("last", JsonReport.Time(sign.Last));
        json.WriteString("line", sign.Count.Line);
        json.WriteEndObject();
    }
}
