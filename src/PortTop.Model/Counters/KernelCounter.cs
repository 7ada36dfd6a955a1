namespace PortTop.Model;

/// <summary>A counter of the network namespace that belongs to the story of source ports.</summary>
/// <param name="Id">Its name in JSON.</param>
/// <param name="File">The file below <c>/proc/net</c>: netstat, snmp, sockstat, stat/nf_conntrack; or file-nr, nf_conntrack_count.</param>
/// <param name="Section">The line of that file.</param>
/// <param name="Field">The kernel's name of it.</param>
/// <param name="Name">A short name.</param>
/// <param name="Meaning">What it means for source ports.</param>
public sealed record KernelCounter(string Id, string File, string Section, string Field, string Name, string Meaning)
{
    /// <summary>True for a number that goes up and down, false for one that only grows.</summary>
    public bool IsGauge { get; init; }

    /// <summary>Every counter, in the order in which they are told.</summary>
    public static IReadOnlyList<KernelCounter> All { get; } =
    [
        new("twRecycled", "netstat", "TcpExt", "TWRecycled", "TIME-WAIT given out again", "ports in TIME-WAIT that connect() took over (tcp_tw_reuse)"),
        new("twOverflow", "netstat", "TcpExt", "TCPTimeWaitOverflow", "TIME-WAIT overflowed", "sockets closed without TIME-WAIT, above tcp_max_tw_buckets: their ports are free at once, and late packets may meet a new connection"),
        new("synRetransmits", "netstat", "TcpExt", "TCPSynRetrans", "SYN sent again", "peers that do not answer, or drop the SYN of a port that they still know: each holds a port while it waits"),
        new("challengeAcks", "netstat", "TcpExt", "TCPChallengeACK", "challenge ACKs", "segments that did not fit a connection, a SYN on a port that came back too soon among them"),
        new("synChallenges", "netstat", "TcpExt", "TCPSYNChallenge", "SYN challenged", "a SYN met a connection that still lives here: a peer used its port again too soon"),
        new("pawsActive", "netstat", "TcpExt", "PAWSActive", "PAWS, own connects", "answers to a SYN dropped for an old timestamp: the peer still knew the port"),
        new("pawsEstablished", "netstat", "TcpExt", "PAWSEstab", "PAWS, established", "segments dropped for an old timestamp"),
        new("pawsTimeWait", "netstat", "TcpExt", "PAWSTimewait", "PAWS in TIME-WAIT", "a SYN on a port in TIME-WAIT here dropped for an old timestamp: a peer's port came back too soon"),
        new("listenOverflows", "netstat", "TcpExt", "ListenOverflows", "listen queue full", "connections that this machine's servers could not take: their clients hold ports and wait"),
        new("listenDrops", "netstat", "TcpExt", "ListenDrops", "SYN dropped by listeners", "connections that this machine's servers dropped for any reason"),
        new("abortOnTimeout", "netstat", "TcpExt", "TCPAbortOnTimeout", "given up", "connections ended because the peer did not answer"),
        new("activeOpens", "snmp", "Tcp", "ActiveOpens", "connections opened",
            "connect() that had a port; one that the peer closed first may leave no socket, so that pools were asked for more than "
            + "is seen"),
        new("attemptFails", "snmp", "Tcp", "AttemptFails", "connects refused or given up", "connect() that had a port and got no connection"),
        new("orphans", "sockstat", "TCP", "orphan", "orphans", "closed by their process, not yet by the peer: their ports are held, and no process is named") { IsGauge = true },
        new("timeWaits", "sockstat", "TCP", "tw", "TIME-WAIT", "sockets in TIME-WAIT") { IsGauge = true },
        new("conntrack", "nf_conntrack_count", "", "0", "tracked connections", "entries of the connection tracking table, against nf_conntrack_max") { IsGauge = true },
        new("natInsertFailed", "nf_conntrack", "", "insert_failed", "insert failed", "first packets of flows, tried again ones among them, that connection tracking dropped: source NAT found no port, or another packet was quicker"),
        new("natDropped", "nf_conntrack", "", "drop", "dropped by conntrack", "packets that connection tracking dropped: no port of source NAT, or no room in its table"),
        new("natEarlyDropped", "nf_conntrack", "", "early_drop", "dropped early", "flows that connection tracking gave up to make room in its table"),
        new("openFiles", "file-nr", "", "0", "open files of the machine", "file descriptions of all processes together") { IsGauge = true },
        new("maxFiles", "file-nr", "", "2", "file-max", "above it open(), socket() and accept() fail with ENFILE") { IsGauge = true },
    ];
}
