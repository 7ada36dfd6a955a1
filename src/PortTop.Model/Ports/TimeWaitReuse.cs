namespace PortTop.Model;

/// <summary>
/// When the kernel gives a port out again although a TIME-WAIT socket towards the same target still holds it (<c>tcp_twsk_unique</c> in
/// <c>net/ipv4/tcp_ipv4.c</c>).
/// </summary>
/// <param name="Mode"><c>net.ipv4.tcp_tw_reuse</c>: 0 never, 1 always, 2 (the default since Linux 4.19) over loopback only.</param>
/// <param name="HasTimestamps"><c>net.ipv4.tcp_timestamps</c> is on; without timestamps nothing is given out again.</param>
/// <param name="DelayMilliseconds">
/// <c>net.ipv4.tcp_tw_reuse_delay</c> (Linux 6.14): how old the TIME-WAIT must be. Before, it was the next whole second.
/// </param>
public readonly record struct TimeWaitReuse(int Mode, bool HasTimestamps, int DelayMilliseconds)
{
    /// <summary>TCP_TIMEWAIT_LEN: how long a port is held, in milliseconds.</summary>
    private const int TimeWaitMilliseconds = 60_000;

    /// <summary>TCP's TIME-WAIT timer (<c>idiag_timer</c>).</summary>
    public const byte TimeWaitTimer = 3;

    /// <summary>LOOPBACK_IFINDEX: the index of <c>lo</c>.</summary>
    private const uint LoopbackInterface = 1;

    /// <summary>The kernel's default where the sysctl does not exist: within a second of the close nothing is certain.</summary>
    public const int DefaultDelayMilliseconds = 1000;

    /// <summary>True when connect() may be given the port of <paramref name="row"/> although the row is still there.</summary>
    public bool Frees(in SocketRow row)
        => row.State == TcpState.TimeWait
            && row.Timer == TimeWaitTimer
            && Serves(row.Source, row.Destination, row.Interface)
            && TimeWaitMilliseconds - (long)row.ExpiresMilliseconds > DelayMilliseconds;

    /// <summary>
    /// Seconds in TIME-WAIT after which connect() may be given a port of <paramref name="pool"/> again; null where it may not.
    /// </summary>
    public double? DelayOf(in PoolKey pool)
        => pool.IsTcpConnect && Serves(pool.Source, pool.Destination, pool.Interface) ? DelayMilliseconds / 1000.0 : null;

    /// <summary>Why TIME-WAIT ports of <paramref name="pool"/> are held, in a few words.</summary>
    public string WhyHeld(in PoolKey pool)
    {
        if (!HasTimestamps)
        {
            return "tcp_timestamps=0";
        }

        return Mode switch
        {
            1 => "too young",
            2 when IsLocal(pool.Source, pool.Destination, pool.Interface) => "too young",
            2 => "tcp_tw_reuse=2, no loopback",
            _ => "tcp_tw_reuse=0",
        };
    }

    private bool Serves(IpAddress source, IpAddress destination, uint boundTo)
        => HasTimestamps && (Mode == 1 || (Mode == 2 && IsLocal(source, destination, boundTo)));

    /// <summary>What counts as loopback here: an address of it, or a socket bound to the device itself.</summary>
    private static bool IsLocal(IpAddress source, IpAddress destination, uint boundTo)
        => source.IsLoopback || destination.IsLoopback || boundTo == LoopbackInterface;
}
