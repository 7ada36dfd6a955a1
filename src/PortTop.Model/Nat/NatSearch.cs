namespace PortTop.Model;

/// <summary>
/// How likely the kernel's search for a port of source NAT finds none (<c>nf_nat_l4proto_unique_tuple</c> in
/// <c>net/netfilter/nf_nat_core.c</c>): from a random start it looks at 128 ports in a row, from another at 64, then 32, 16 and 8, and then
/// drops the packet though others may be free. A range of 128 ports or fewer it looks through whole. Since Linux 6.5 the last looks of a
/// round may take over a flow in TIME-WAIT or CLOSE: then it is less likely.
/// </summary>
public static class NatSearch
{
    /// <summary>NF_NAT_MAX_ATTEMPTS: in a range no larger every free port is found.</summary>
    public const int ExactUpTo = 128;

    private const int LastRound = 8;

    /// <summary>The share of searches that find no port, 0 to 1.</summary>
    /// <param name="range">The range.</param>
    /// <param name="used">The used ports in ascending order, each once; those outside the range do not count.</param>
    public static double Failure(PortRange range, ReadOnlySpan<ushort> used)
    {
        var runs = new PortRuns(range, used);
        if (range.Size <= ExactUpTo)
        {
            return runs.Used >= range.Size ? 1 : 0;
        }

        var failure = 1.0;
        for (var attempts = ExactUpTo; attempts >= LastRound; attempts /= 2)
        {
            failure *= runs.Starts(attempts) / range.Size;
        }

        return failure;
    }
}
