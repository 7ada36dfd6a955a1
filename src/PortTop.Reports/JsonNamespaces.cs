using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>The network namespaces of a machine as JSON: which there are, and how old what is known of each is.</summary>
internal static class JsonNamespaces
{
    internal static void Write(Utf8JsonWriter json, IReadOnlyList<NamespaceSample> places)
    {
        if (places.Count == 0)
        {
            return;
        }

        json.WriteStartArray("namespaces");
        foreach (var place in places)
        {
            Write(json, place);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, NamespaceSample sample)
    {
        var place = sample.Place;
        json.WriteStartObject();
        json.WriteString("namespace", place.Label);
        json.WriteNumber("netns", place.Inode);
        if (place.Processes > 0)
        {
            json.WriteNumber("processes", place.Processes);
        }

        if (place.Process is { } process)
        {
            json.WriteNumber("pid", process.ProcessId);
            json.WriteString("name", process.Name);
            WriteOptional(json, "unit", process.Unit);
            WriteOptional(json, "pod", process.Pod);
            WriteOptional(json, "container", process.Container?.Id);
        }

        // Sockets that were not looked at yet have no age.
        if (sample.Reading is not null)
        {
            json.WriteNumber("age", Math.Round(sample.Age.TotalSeconds, 3));
        }

        if (sample.Traffic is { } traffic)
        {
            json.WriteStartObject("sockets");
            json.WriteNumber("tcp", traffic.Tcp);
            json.WriteNumber("timeWait", traffic.TimeWait);
            json.WriteNumber("udp", traffic.Udp);
            json.WriteNumber("tracked", traffic.Tracked);
            json.WriteEndObject();
        }

        WriteOptional(json, "problem", sample.Problem);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
