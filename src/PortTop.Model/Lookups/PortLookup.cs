namespace PortTop.Model;

/// <summary>Who has one local port in one network namespace, and whether a server could take it.</summary>
/// <param name="Protocol">TCP or UDP.</param>
/// <param name="Port">The port.</param>
/// <param name="Settings">The range and the reserved ports.</param>
/// <param name="Occupants">
/// The sockets on it, in the order of how much they stand in a server's way: <see cref="PortHold"/>, then the address.
/// </param>
public sealed record PortLookup(Protocol Protocol, ushort Port, PortSettings Settings, IReadOnlyList<PortOccupant> Occupants)
{
    /// <summary>Why a port on which nothing is seen may be taken all the same.</summary>
    public const string WhyIncomplete = "this kernel does not show sockets that are bound and idle (Linux 6.8 does)";

    /// <summary>The name of the network namespace, as <see cref="NamespacePlace.Label"/> has it.</summary>
    public string Namespace { get; init; } = NamespacePlace.HostName;

    /// <summary>The inode of the network namespace.</summary>
    public uint NetworkNamespace { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Every socket on the port is seen, bound and idle ones too.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Processes of other users cannot be looked into: their sockets have a user at most.</summary>
    public bool SeesOwnProcessesOnly { get; init; }

    /// <summary>Whether a server could take it, the wildcards first; empty where that was not asked.</summary>
    public IReadOnlyList<ListenAnswer> Listen { get; init; } = [];

    /// <summary>connect() and bind() to port 0 may choose it.</summary>
    public bool IsEphemeral => Settings.Range.Contains(Port) && !Settings.Reserved.Contains(Port);

    /// <summary>
    /// Whether a server could take it on the wildcards, which is where most listen: no, when one of them cannot; unknown, when that is of
    /// one of them.
    /// </summary>
    public ListenOutcome Outcome
    {
        get
        {
            var outcome = ListenOutcome.Yes;
            foreach (var answer in Listen)
            {
                if (answer.Address.IsWildcard && answer.WithReuse != ListenOutcome.Yes)
                {
                    outcome = outcome == ListenOutcome.No ? outcome : answer.WithReuse;
                }
            }

            return outcome;
        }
    }

    /// <summary>
    /// The addresses that a server may be asked about: the wildcards, then those that sockets have, then the machine's own.
    /// </summary>
    /// <param name="local">The addresses of the network namespace.</param>
    /// <param name="most">No more than so many.</param>
    public IReadOnlyList<IpAddress> Candidates(IEnumerable<IpAddress> local, int most)
    {
        var hasIPv6 = local.Any(static address => !address.IsIPv4) || Occupants.Any(static occupant => !occupant.Socket.Source.IsIPv4);
        IEnumerable<IpAddress> wildcards = hasIPv6 ? [IpAddress.AnyIPv4, default] : [IpAddress.AnyIPv4];
        return [.. wildcards.Concat(Occupants.Select(static occupant => occupant.Socket.Source)).Concat(local)
            .Where(static address => !address.IsLinkLocalIPv6).Distinct().Take(most)];
    }
}
