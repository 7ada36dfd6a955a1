using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What was counted of one NAT pool.</summary>
/// <param name="Key">Which.</param>
/// <param name="Ports">Its used ports in ascending order, each once.</param>
/// <param name="Translated">Those of translated flows, likewise.</param>
/// <param name="States">The states of its flows, one a port.</param>
/// <param name="Clients">Who is behind, most flows first; the first ones.</param>
/// <param name="ClientCount">How many original sources there are.</param>
internal sealed record NatGroup(NatKey Key, ushort[] Ports, ushort[] Translated, TcpState[] States, IReadOnlyList<NatClient> Clients, int ClientCount)
{
    /// <summary>Counts the rows of a pool, which are in the order of ports.</summary>
    internal static NatGroup Of(in NatKey key, ReadOnlySpan<NatRow> rows, Interner<IpAddress> sources)
    {
        var ports = new List<ushort>(rows.Length);
        var translated = new List<ushort>(rows.Length);
        var states = new List<TcpState>(rows.Length);
        var clients = new Dictionary<int, int>();
        foreach (var row in rows)
        {
            if (ports.Count == 0 || ports[^1] != row.Port)
            {
                ports.Add(row.Port);
                states.Add(row.State);
            }

            if (row.IsTranslated)
            {
                clients[row.Source] = clients.GetValueOrDefault(row.Source) + 1;
                if (translated.Count == 0 || translated[^1] != row.Port)
                {
                    translated.Add(row.Port);
                }
            }
        }

        return new NatGroup(
            key,
            [.. ports],
            [.. translated],
            [.. states],
            [.. clients.Where(static client => client.Key < NatRow.OtherSource).Select(client => new NatClient(sources[client.Key], client.Value))
                .OrderByDescending(static client => client.Flows).ThenBy(static client => client.Address).Take(NatUse.MostClients)],
            clients.Count);
    }

    /// <summary>How many of its ports lie in a range.</summary>
    internal static int CountIn(ReadOnlySpan<ushort> ports, PortRange range)
    {
        var count = 0;
        foreach (var port in ports)
        {
            count += range.Contains(port) ? 1 : 0;
        }

        return count;
    }
}
