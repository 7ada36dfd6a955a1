using System.Globalization;
using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>
/// Reads <c>/proc/net/nf_conntrack</c> (<c>ct_seq_show</c> in <c>net/netfilter/nf_conntrack_standalone.c</c>), where ctnetlink is not
/// there: <c>ipv4 2 tcp 6 431998 ESTABLISHED src=10.0.3.2 dst=198.51.100.9 sport=44680 dport=443 src=198.51.100.9 dst=203.0.113.1 sport=443
/// dport=50036 [ASSURED] zone=0 use=2</c>. It does not tell of <c>IPS_SRC_NAT</c>: a flow that kept its port and its address counts as not
/// translated.
/// </summary>
internal static class ProcConntrack
{
    /// <summary>Pushes every TCP and UDP entry. A line that makes no sense is passed over.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static void Read(TextReader text, ITrackedFlowSink sink)
    {
        sink.Restart();
        while (text.ReadLine() is { } line)
        {
            if (TryRead(line, out var flow))
            {
                sink.Add(flow);
            }
        }
    }

    private static bool TryRead(ReadOnlySpan<char> line, out TrackedFlow flow)
    {
        flow = default;
        Span<IpAddress> addresses = stackalloc IpAddress[4];
        Span<ushort> ports = stackalloc ushort[4];
        var (addressCount, portCount, field) = (0, 0, 0);
        var (protocol, state) = ((byte)0, TcpState.None);
        Zones zones = default;
        foreach (var part in line.Split(' '))
        {
            var word = line[part];
            if (word.IsEmpty)
            {
                continue;
            }

            if (field == 3 && !byte.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out protocol))
            {
                return false;
            }

            state = field == 5 ? ConntrackState.Of(word) : state;
            field++;
            if (addressCount < 4 && (word.StartsWith("src=", StringComparison.Ordinal) || word.StartsWith("dst=", StringComparison.Ordinal)))
            {
                if (!IpAddress.TryParse(word[4..], out addresses[addressCount++]))
                {
                    return false;
                }
            }
            else if (portCount < 4 && (word.StartsWith("sport=", StringComparison.Ordinal) || word.StartsWith("dport=", StringComparison.Ordinal)))
            {
                if (!ushort.TryParse(word[6..], NumberStyles.None, CultureInfo.InvariantCulture, out ports[portCount++]))
                {
                    return false;
                }
            }
            else
            {
                zones.Take(word);
            }
        }

        if (addressCount < 4 || portCount < 4 || protocol is not ((byte)Protocol.Tcp or (byte)Protocol.Udp))
        {
            return false;
        }

        flow = new TrackedFlow(
            (Protocol)protocol, new FlowTuple(addresses[0], ports[0], addresses[1], ports[1]), new FlowTuple(addresses[2], ports[2], addresses[3], ports[3]))
        {
            State = protocol == (byte)Protocol.Udp ? TcpState.Established : state,
            OriginalZone = zones.Original,
            ReplyZone = zones.Reply,
        };
        return true;
    }

    /// <summary>zone= is of both directions, zone-orig= and zone-reply= of one.</summary>
    private struct Zones
    {
        internal ushort Original { get; private set; }

        internal ushort Reply { get; private set; }

        internal void Take(ReadOnlySpan<char> word)
        {
            if (!word.StartsWith("zone", StringComparison.Ordinal)
                || word.IndexOf('=') is not (>= 0 and var equals)
                || !ushort.TryParse(word[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var zone))
            {
                return;
            }

            var name = word[..equals];
            Original = name is "zone" or "zone-orig" ? zone : Original;
            Reply = name is "zone" or "zone-reply" ? zone : Reply;
        }
    }
}
