using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>The part of a watch that belongs to one network namespace: the tracepoints see all of them.</summary>
internal sealed class NamespaceFailures
{
    private readonly bool _isFirst;
    private HashSet<IpAddress>? _addresses;

    /// <summary>Nothing was seen yet.</summary>
    /// <param name="inode">The inode of the namespace.</param>
    /// <param name="isFirst">It is the first that is watched, and what may be of any is of this one while nobody knows better.</param>
    internal NamespaceFailures(uint inode, bool isFirst) => (Inode, _isFirst) = (inode, isFirst);

    /// <summary>The inode of the namespace.</summary>
    internal uint Inode { get; }

    /// <summary>The calls that found no port.</summary>
    internal ConnectTally Failures { get; } = new();

    /// <summary>Some of all calls.</summary>
    internal ConnectTally Samples { get; } = new();

    /// <summary>How many records were this namespace's since what was lost was last shared out.</summary>
    internal long Recent { get; set; }

    /// <summary>What was lost and by its share is this namespace's, until it is taken.</summary>
    internal long Lost { get; set; }

    /// <summary>Of what was lost other namespaces have shares too.</summary>
    internal bool IsShared { get; set; }

    /// <summary>Records were lost since it was last taken, of this namespace or of others.</summary>
    internal bool IsIncomplete { get; set; }

    /// <summary>
    /// Takes the addresses of the namespace: a record of a process that is gone may be of any namespace where its source address is at
    /// home.
    /// </summary>
    internal void TellAddresses(IEnumerable<IpAddress> addresses) => _addresses = [.. addresses];

    /// <summary>True when a call from that address may be of this namespace.</summary>
    internal bool MayBeHere(IpAddress source) => _addresses is null ? _isFirst : source.IsLoopback || _addresses.Contains(source);
}
