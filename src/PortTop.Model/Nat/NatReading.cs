namespace PortTop.Model;

/// <summary>Source NAT at one poll, as this machine's connection tracking tells of it.</summary>
public sealed record NatReading
{
    /// <summary>Entries of the connection tracking table (<c>nf_conntrack_count</c>).</summary>
    public required long Entries { get; init; }

    /// <summary>How many it may have (<c>nf_conntrack_max</c>); null where that cannot be read.</summary>
    public long? MaxEntries { get; init; }

    /// <summary>How long before this poll the table was read; null where it was not read yet.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Cost { get; init; }

    /// <summary>How often it is read now; null where nothing asks for it.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>TCP and UDP flows that were read.</summary>
    public int Flows { get; init; }

    /// <summary>Those of them whose source is translated.</summary>
    public int Translated { get; init; }

    /// <summary>NAT pools that there are; the fullest stand among <see cref="Snapshot.Pools"/>.</summary>
    public int Pools { get; init; }

    /// <summary>The rules of source NAT in the order in which they stand; null where they were not read.</summary>
    public IReadOnlyList<NatRule>? Rules { get; init; }

    /// <summary>Why the table or the rules, or a part of them, were not read; empty where all was.</summary>
    public IReadOnlyList<Unseen> Unseen { get; init; } = [];

    /// <summary>The table is nearly full: a new flow is dropped when it is.</summary>
    public bool IsTableTight => MaxEntries is > 0 and var most && Entries >= .9 * most;
}
