using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>Who has a local port, in JSON: one line for each network namespace.</summary>
public static class JsonPortLookup
{
    /// <summary>The name and version of the format.</summary>
    public const string Schema = "porttop-who/1";

    /// <summary>Writes a line.</summary>
    public static void Write(Stream output, PortLookup lookup, in DiagnosisPlace place)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("schema", Schema);
            json.WriteString("time", JsonReport.Time(lookup.Time));
            json.WriteString("namespace", lookup.Namespace);
            json.WriteNumber("netns", lookup.NetworkNamespace);
            json.WriteString("summary", PortLookupText.Headline(lookup));
            WriteBody(json, lookup);
            WriteListen(json, lookup);
            json.WriteStartArray("advice");
            foreach (var line in PortLookupText.Advice(lookup, place))
            {
                json.WriteStringValue(line.Text);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes the port and the sockets on it, as members of an object.</summary>
    internal static void WriteBody(Utf8JsonWriter json, PortLookup lookup)
    {
        json.WriteNumber("port", lookup.Port);
        json.WriteString("protocol", lookup.Protocol == Protocol.Udp ? "udp" : "tcp");
        json.WriteBoolean("ephemeral", lookup.IsEphemeral);
        json.WriteBoolean("reserved", lookup.Settings.Reserved.Contains(lookup.Port));
        json.WriteBoolean("complete", lookup.IsComplete);
        json.WriteStartArray("holders");
        foreach (var found in lookup.Occupants)
        {
            WriteOccupant(json, found);
        }

        json.WriteEndArray();
    }

    private static void WriteOccupant(Utf8JsonWriter json, PortOccupant found)
    {
        json.WriteStartObject();
        json.WriteString("how", JsonName.Of(found.Hold));
        json.WriteString("state", JsonName.Of(found.Socket.State));
        json.WriteString("address", found.Socket.Source.ToString());
        if (found.Socket.DestinationPort != 0)
        {
            json.WriteString("destination", found.Socket.Destination.ToString());
            json.WriteNumber("port", found.Socket.DestinationPort);
        }

        if (found.Left is { } left)
        {
            json.WriteNumber("secondsLeft", Math.Round(left.TotalSeconds, 1));
        }

        if (found.Owner is { } owner)
        {
            json.WriteStartObject("owner");
            JsonOwner.WriteIdentity(json, owner);
            JsonOwner.WriteDescription(json, owner);
            json.WriteEndObject();
        }
        else if (!found.HasNoProcess)
        {
            json.WriteNumber("uid", found.Socket.UserId);
        }

        json.WriteEndObject();
    }

    private static void WriteListen(Utf8JsonWriter json, PortLookup lookup)
    {
        if (lookup.Listen.Count == 0)
        {
            return;
        }

        WriteOutcome(json, "canListen", lookup.Outcome);
        json.WriteStartArray("listen");
        foreach (var answer in lookup.Listen)
        {
            json.WriteStartObject();
            json.WriteString("address", answer.Address.ToString());
            WriteOutcome(json, "canListen", answer.WithReuse);
            WriteOutcome(json, "withoutReuseAddress", answer.WithoutReuse);
            json.WriteBoolean("kernelAsked", answer.IsAsked);
            if (answer.WhyUnknown is { } why)
            {
                json.WriteString("why", why);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Unknown is absent.</summary>
    private static void WriteOutcome(Utf8JsonWriter json, string name, ListenOutcome outcome)
    {
        if (outcome != ListenOutcome.Unknown)
        {
            json.WriteBoolean(name, outcome == ListenOutcome.Yes);
        }
    }
}
