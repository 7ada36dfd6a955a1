using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Whether a socket on a port at an odd offset is one that connect() did not place there: connect() gives out every even offset of a
/// pool before the first odd one (<c>__inet_hash_connect</c>, since Linux 4.6), bind() the other way round.
/// </summary>
internal static class SuspectRule
{
    private const double FullShare = .9;
    private const double TimeWaitShare = .8;

    /// <summary>
    /// How many ports at even offsets <paramref name="pool"/> could be given now, less the one that the search may not reach.
    /// </summary>
    internal static int FreeEven(in PoolAccumulator pool, PortSpace ports, PortPass pass)
        => ports.UsableEven - pool.UsedEven - (pass.SuspectEven - pool.UsedSuspectEven) - (pass.HeldEven - pool.UsedHeldEven) - (ports.MayMissOne ? 1 : 0);

    /// <summary>
    /// Judges the sockets of <paramref name="pool"/> that this poll saw first, at odd offsets. Judged afresh at each poll the rule would
    /// fail when a pool drains: ports at even offsets come free while honest sockets stay at the odd ones.
    /// </summary>
    /// <param name="pool">The pool.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="pass">What this pass found.</param>
    /// <param name="isFirst">Nothing was seen before: the sockets may be of any age.</param>
    internal static bool AreSuspects(in PoolAccumulator pool, PortSpace ports, PortPass pass, bool isFirst)
    {
        // Where connect() steps otherwise, offsets say nothing (net.ipv4.ip_local_port_step_width, Linux 7.1).
        var freeNow = FreeEven(pool, ports, pass);
        if (freeNow <= 0 || ports.Settings.HasStepWidth)
        {
            return false;
        }

        if (!isFirst)
        {
            // Where as many came as there were free ones, the even half may have been full in between.
            return pool.Opened < (pool.FreeEvenBefore ?? ports.UsableEven);
        }

        // Nothing was seen before. A pool whose even half was full once and that drained since may have odd ones left too, and more of them
        // than even ones, because who came first goes first. It is taken for one that binds all the same, and so is one with as many of
        // both, as bind() leaves
        // them once it has used up all: the error is on the safe side and heals as its sockets go, while an application that binds would be
        // shown as free
        // ports that the kernel does not give.
        // Except where nearly all ports are in TIME-WAIT: that is the classic incident, and in each of its beats even ones come free first.
        var isBeating = pool.Used >= FullShare * ports.Usable && pool.States.Of(TcpState.TimeWait) >= TimeWaitShare * pool.States.Total;
        var odd = pool.Used - pool.UsedEven;
        return !isBeating && (long)odd * ports.UsableEven >= (long)pool.UsedEven * (ports.Usable - ports.UsableEven);
    }
}
