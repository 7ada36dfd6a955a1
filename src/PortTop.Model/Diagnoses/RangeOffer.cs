using System.Globalization;

namespace PortTop.Model;

/// <summary>A wider range that could be set, and what stands in it.</summary>
/// <param name="Range">The range.</param>
/// <param name="Standing">
/// Ports of listeners and bound sockets that the old range does not have: they stay usable for who asks for them, but nobody must be given
/// them meanwhile.
/// </param>
/// <param name="Reserved">What would be reserved: as now, and <paramref name="Standing"/>.</param>
/// <param name="Usable">The ports that connect() could give then, towards each target.</param>
internal sealed record RangeOffer(PortRange Range, PortSet Standing, PortSet Reserved, int Usable)
{
    /// <summary>How many ports more than now.</summary>
    internal int Gain { get; private init; }

    /// <summary>The range of a new network namespace.</summary>
    internal static readonly PortRange Default = new(32768, 60999);

    /// <summary>
    /// Below lie the ports of most services; an even number, so that the parity of both ends differs, as the kernel wants it.
    /// </summary>
    private const ushort UsualLow = 10240;

    /// <summary>A range that is hardly wider changes nothing.</summary>
    private const double Worthwhile = 1.2;

    /// <summary>The kernel takes no longer text for reserved ports in one write.</summary>
    private const int LongestText = 3500;

    /// <summary>
    /// The wider range for a snapshot: the default one where that was narrowed, otherwise all that services leave; null where neither gives
    /// noticeably more ports.
    /// </summary>
    internal static RangeOffer? Find(Snapshot snapshot, Protocol protocol)
    {
        // The kernel refuses a range that begins below the ports of privileged services.
        var first = FirstUnprivileged(snapshot);
        return Try(Default) ?? Try(new PortRange(UsualLow, ushort.MaxValue));

        RangeOffer? Try(PortRange wanted)
        {
            var range = new PortRange((ushort)Math.Min(Math.Max(wanted.Low, first), wanted.High), wanted.High);
            var offer = Make(snapshot, range, protocol);
            return range.Size >= snapshot.Ports.Range.Size * Worthwhile && offer.Usable >= Now(snapshot, protocol) * Worthwhile
                && (offer.Standing.Count == 0 || offer.Reserved.ToText().Length <= LongestText) ? offer : null;
        }
    }

    /// <summary>The commands that set everything back.</summary>
    internal string Undo(PortSettings settings)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.ipv4.ip_local_port_range=\"{settings.Range.Low} {settings.Range.High}\"");
        return Standing.Count == 0 ? range : $"{range}\n{SetReserved(settings.Reserved)}";
    }

    /// <summary>The command that sets the reserved ports. An empty write is ignored; a line feed clears.</summary>
    internal static string SetReserved(PortSet ports)
        => ports.Count == 0 ? "printf '\\n' > /proc/sys/net/ipv4/ip_local_reserved_ports" : "sysctl -w net.ipv4.ip_local_reserved_ports=" + ports.ToText();

    /// <summary>The commands that set it, the reserved ports first: what listens must never be given out.</summary>
    internal IReadOnlyList<string> Commands()
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"sysctl -w net.ipv4.ip_local_port_range=\"{Range.Low} {Range.High}\"");
        return Standing.Count == 0 ? [range] : [SetReserved(Reserved), range];
    }

    private static RangeOffer Make(Snapshot snapshot, PortRange range, Protocol protocol)
    {
        var ports = snapshot.Ports;
        var standing = new PortSet();
        var taken = new PortSet();
        taken.Add(ports.Settings.Reserved);
        foreach (var holder in ports.AllListeners.Concat(ports.Bound.Holders))
        {
            if (protocol == Protocol.Tcp)
            {
                taken.Add(holder.Port);
            }

            if (holder.Kind != HolderKind.Chosen && range.Contains(holder.Port) && !ports.Range.Contains(holder.Port) && !ports.Settings.Reserved.Contains(holder.Port))
            {
                standing.Add(holder.Port);
            }
        }

        var reserved = new PortSet();
        reserved.Add(ports.Settings.Reserved);
        reserved.Add(standing);
        taken.Add(standing);
        var usable = range.Size - taken.CountIn(range) - (protocol == Protocol.Tcp ? snapshot.Suspected + snapshot.Asking.Held : 0);
        return new RangeOffer(range, standing, reserved, usable) { Gain = usable - Now(snapshot, protocol) };
    }

    private static int Now(Snapshot snapshot, Protocol protocol)
        => snapshot.Ports.Usable - (protocol == Protocol.Tcp ? snapshot.Asking.Held : 0);

    private static ushort FirstUnprivileged(Snapshot snapshot)
    {
        foreach (var knob in snapshot.Surroundings.Knobs)
        {
            if (knob.Name == "net.ipv4.ip_unprivileged_port_start" && ushort.TryParse(knob.Running, CultureInfo.InvariantCulture, out var port))
            {
                return (ushort)Math.Min(port + (port & 1), ushort.MaxValue);
            }
        }

        return 0;
    }
}
