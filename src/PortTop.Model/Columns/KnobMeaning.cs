namespace PortTop.Model;

/// <summary>
/// What the sysctls that decide about source ports do, in a sentence (<c>Documentation/networking/ip-sysctl.rst</c>,
/// <c>nf_conntrack-sysctl.rst</c>).
/// </summary>
public static class KnobMeaning
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["net.ipv4.ip_local_port_range"] = "the ports that the kernel chooses from, for each target anew",
        ["net.ipv4.ip_local_reserved_ports"] = "ports of the range that nobody gets who does not ask for them by number",
        ["net.ipv4.ip_local_port_step_width"] = "connect() goes on by random steps, up to so many ports; 0: to the next (Linux 7.1)",
        ["net.ipv4.tcp_tw_reuse"] = "connect() takes ports over that are in TIME-WAIT: 0 never, 1 always, 2 over loopback only",
        ["net.ipv4.tcp_tw_reuse_delay"] = "milliseconds in TIME-WAIT before that (Linux 6.14)",
        ["net.ipv4.tcp_timestamps"] = "without timestamps no TIME-WAIT port is taken over",
        ["net.ipv4.tcp_fin_timeout"] = "seconds that FIN-WAIT-2 without a process is kept; TIME-WAIT is 60 s whatever stands here",
        ["net.ipv4.tcp_max_tw_buckets"] = "above so many in TIME-WAIT sockets close at once: ports are free, and late packets may meet a new connection",
        ["net.ipv4.tcp_syn_retries"] = "how often SYN is sent again: so long a target that does not answer holds the port",
        ["net.ipv4.tcp_syn_linear_timeouts"] = "so many of them a second apart, before the waits double (Linux 6.5)",
        ["net.ipv4.ip_autobind_reuse"] = "bind() to port 0 may share ports of sockets with SO_REUSEADDR when no other is left",
        ["net.ipv4.ip_unprivileged_port_start"] = "below it a listener needs CAP_NET_BIND_SERVICE: how far down the range may go",
        ["net.ipv4.tcp_child_ehash_entries"] = "a table of connections of its own for each new network namespace; 0 shares the machine's",
        ["net.ipv4.udp_child_hash_entries"] = "the same of UDP",
        ["net.netfilter.nf_conntrack_max"] = "entries of the connection tracking table; above it new connections are dropped",
        ["net.netfilter.nf_conntrack_tcp_timeout_time_wait"] = "seconds that connection tracking keeps a closed connection, and with it the port of source NAT",
    };

    /// <summary>What a sysctl does; null for one that is not known here.</summary>
    /// <param name="name">Its name with dots.</param>
    public static string? Of(string name) => Meanings.GetValueOrDefault(name);
}
