using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// What the kernel counted and no poll saw: connections that the peer closed first come and go between two polls and leave nothing, and above tcp_max_tw_buckets neither do others. Nobody
/// knows whose they were, and so what is asked of each pool is the least then.
/// </summary>
internal static class UnseenOpens
{
    /// <summary>Fewer a second are sockets that were bound to a port outside the range, and polls that count a moment apart.</summary>
    private const double Few = 5;

    /// <summary>A smaller part of all that were opened changes no figure that anybody goes by.</summary>
    private const double Part = .3;

    /// <summary>Marks what is asked of pools of TCP as the least, where so much was not seen.</summary>
    /// <param name="pools">All pools of the namespace.</param>
    /// <param name="counters">What the kernel counted since the poll before.</param>
    internal static void Apply(List<PoolSample> pools, IReadOnlyList<CounterSample> counters)
    {
        if (!Overflows(counters) && !AreMany(pools, counters))
        {
            return;
        }

        for (var i = 0; i < pools.Count; i++)
        {
            if (pools[i] is { Key: { IsTcpConnect: true }, Demand: { IsAtLeast: false, Asks: > 0 } demand })
            {
                pools[i] = pools[i] with { Demand = demand with { IsAtLeast = true } };
            }
        }
    }

    private static bool Overflows(IReadOnlyList<CounterSample> counters) => Rate(counters, "twOverflow") > 0;

    private static bool AreMany(List<PoolSample> pools, IReadOnlyList<CounterSample> counters)
    {
        if (Rate(counters, "activeOpens") is not { } opened)
        {
            return false;
        }

        var unseen = opened - pools.Sum(static pool => pool.Key.IsTcpConnect ? pool.Opened ?? 0 : 0);
        return unseen > Few && unseen > Part * opened;
    }

    private static double? Rate(IReadOnlyList<CounterSample> counters, string id)
    {
        foreach (var sample in counters)
        {
            if (sample.Counter.Id == id)
            {
                return sample.Rate;
            }
        }

        return null;
    }
}
