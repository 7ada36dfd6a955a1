using System.Text.Json;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>The filter in JSON: a list that is cut says so.</summary>
internal static class JsonFilter
{
    /// <summary>Writes it; nothing where there is none.</summary>
    internal static void Write(Utf8JsonWriter json, PoolFilter? filter, int matched, int of)
    {
        if (filter is not { IsEmpty: false })
        {
            return;
        }

        json.WriteStartObject("filter");
        json.WriteString("text", MachineText.Clean(filter.Text));
        json.WriteNumber("matched", matched);
        json.WriteNumber("of", of);
        json.WriteEndObject();
    }
}
