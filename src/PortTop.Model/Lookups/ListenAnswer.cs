namespace PortTop.Model;

/// <summary>Whether a server could take a port now.</summary>
public enum ListenOutcome : byte
{
    /// <summary>It could: bind() and listen() would succeed.</summary>
    Yes,

    /// <summary>bind() or listen() would fail with EADDRINUSE.</summary>
    No,

    /// <summary>By what is visible it cannot be told, and the kernel was not asked or gave no answer.</summary>
    Unknown,
}

/// <summary>
/// Whether a server could listen on an address and the port now. Servers set SO_REUSEADDR, which lets them pass sockets that set it too and
/// do not listen; whether another socket set it no dump shows, so the kernel is asked where it matters.
/// </summary>
/// <param name="Address">The address; the wildcard of IPv6 stands for both families.</param>
/// <param name="WithReuse">With SO_REUSEADDR, as nearly all servers set it.</param>
/// <param name="WithoutReuse">Without it.</param>
/// <param name="InTheWay">What stands in the way of <paramref name="WithReuse"/>, or may; null for nothing.</param>
public sealed record ListenAnswer(IpAddress Address, ListenOutcome WithReuse, ListenOutcome WithoutReuse, PortOccupant? InTheWay)
{
    /// <summary>The kernel itself answered: bind() was called with SO_REUSEADDR, and the socket closed at once.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Why the kernel was not asked, or what it said instead of an answer; null where nothing was left to ask.</summary>
    public string? WhyUnknown { get; init; }

    /// <summary>
    /// Judges by the rules of the kernel (<c>inet_bind_conflict</c>, <c>udp_lib_lport_inuse</c>) what can be told by what is visible.
    /// </summary>
    /// <param name="lookup">What is on the port.</param>
    /// <param name="address">The address to listen on.</param>
    public static ListenAnswer Judge(PortLookup lookup, IpAddress address)
    {
        PortOccupant? worst = null;
        foreach (var occupant in lookup.Occupants)
        {
            // They are in the order of how much they stand in the way.
            if (occupant.Meets(address))
            {
                worst = occupant;
                break;
            }
        }

        if (worst is null)
        {
            var free = lookup.IsComplete ? ListenOutcome.Yes : ListenOutcome.Unknown;
            return new ListenAnswer(address, free, free, null) { WhyUnknown = lookup.IsComplete ? null : PortLookup.WhyIncomplete };
        }

        // A listener is passed by nobody, and a server of UDP sets SO_REUSEADDR for multicast alone.
        return lookup.Protocol == Protocol.Udp || worst.Hold == PortHold.Listening
            ? new ListenAnswer(address, ListenOutcome.No, ListenOutcome.No, worst)
            : new ListenAnswer(address, ListenOutcome.Unknown, ListenOutcome.No, worst);
    }
}
