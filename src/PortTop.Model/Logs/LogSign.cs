namespace PortTop.Model;

/// <summary>A sign of exhausted ports in a log: the phrases by which runtimes tell of one error.</summary>
/// <param name="Id">Its name in JSON.</param>
/// <param name="Name">A short name: the error of errno(3) where it is one.</param>
/// <param name="Meaning">What it says about source ports, and what else it may mean.</param>
/// <param name="Phrases">
/// What is looked for in UTF-8, ASCII letters in upper and lower case alike. A phrase that ends with a digit ends there: "errno 99" is not
/// in "errno 990". A * stands for anything within a line, such as the name of a host.
/// </param>
public sealed record LogSign(string Id, string Name, string Meaning, IReadOnlyList<string> Phrases)
{
    /// <summary>
    /// Every sign. The texts are those of strerror(3) as glibc and musl have them, the names that Rust, .NET and libuv give to errors, how
    /// runtimes write the number, what clients of MySQL and Db2 say (a bare number), what HAProxy, Envoy, gVisor and the kernel
    /// (net/netfilter/nf_conntrack_core.c, net/ipv4/inet_timewait_sock.c) say themselves, and the errors of connections that the kernel
    /// opens on its own: DRBD, MPTCP before it was merged, NVMe over TCP, Ceph. A number alone is no sign: the text around it must say that
    /// it is an error of connect() or bind().
    /// </summary>
    public static IReadOnlyList<LogSign> All { get; } =
    [
        new("addressNotAvailable", "EADDRNOTAVAIL", "connect() found no source port; or an address that the machine does not have",
        [
            "cannot assign requested address", "can't assign requested address", "address not available", "EADDRNOTAVAIL", "AddrNotAvailable", "AddressNotAvailable",
            "cannot_assign_requested_address", "address_not_available", "errno 99", "errno=99", "errno: 99", "os error 99", "system:99", "failed (99:",
            "errno = 99", "connect to MySQL server on '*' (99", "connect to server on '*' (99", "error code(s): \"99\"",
            "failed, err = -99", "failed, error -99", "connect socket: -99", "bind queue * socket -99", "libceph: connect * error -99",
            .. ErrorTexts.AddressNotAvailable,
        ]),
        new("addressInUse", "EADDRINUSE", "bind() found no port before connect(); or a server's port has an owner already",
        [
            "address already in use", "address in use", "EADDRINUSE", "AddrInUse", "AddressAlreadyInUse",
            "address_already_in_use", "errno 98", "errno=98", "errno: 98", "os error 98", "system:98", "failed (98:",
            "errno = 98", "connect to MySQL server on '*' (98", "connect to server on '*' (98", "error code(s): \"98\"",
            "failed, err = -98", "failed, error -98", "connect socket: -98", "bind queue * socket -98", "libceph: connect * error -98",
            .. ErrorTexts.AddressInUse,
        ]),
        new("portsExhausted", "no free port", "a program says itself that it has no source port left",
        [
            "no free ports", "no ports are available", "port exhaustion", "ports exhausted", "port range exhausted", "out of source ports", "out of ephemeral ports", "out of local ports",
            "no more ephemeral ports", "no ephemeral port", "no available ephemeral port", "no free ephemeral port",
        ]),
        new("conntrackFull", "conntrack full", "the connection tracking table has no room: new connections are dropped, whatever ports are free. The kernel says it ten times in five seconds at most",
        [
            "conntrack: table full", "conntrack table full", "conntrack table is full",
        ]),
        new("timeWaitOverflow", "TIME-WAIT overflowed", "tcp_max_tw_buckets is reached: sockets close without TIME-WAIT, and their ports come back at once",
        [
            "time wait bucket table overflow",
        ]),
    ];
}
