using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// What the kernel counted and no poll saw: connections that the peer closed first come and go between two polls and leave nothing, and
/// above tcp_max_tw_buckets neither do others. Nobody knows whose they were, and so what is asked of each pool is the least then.
/// </summary>
internal sealed class UnseenOpens
{
    /// <summary>Fewer a second are sockets that were bound to a port outside the range.</summary>
    private const double Few = 5;

    /// <summary>A smaller part of all that were opened changes no figure that anybody goes by.</summary>
    private const double Part = .3;

    /// <summary>
    /// Sockets and counters are read one after the other, on a busy machine a good while apart: in one poll they differ by chance.
    /// </summary>
    private const double MemorySeconds = 20;
    private const double LeastSeconds = 10;

    private double _counted;
    private double _seen;
    private double _watched;

    /// <summary>Marks what is asked of pools of TCP as the least, where so much was not seen.</summary>
    /// <param name="pools">All pools of the namespace.</param>
    /// <param name="counters">What the kernel counted since the poll before.</param>
    /// <param name="seconds">Seconds since the poll before; null where nothing can be compared.</param>
    internal void Apply(List<PoolSample> pools, IReadOnlyList<CounterSample> counters, double? seconds)
    {
        Learn(pools, counters, seconds);
        if (!AreMany && !(Rate(counters, "twOverflow") > 0))
        {
            return;
        }

        for (var i = 0; i < pools.Count; i++)
        {
            if (pools[i] is { Key.IsTcpConnect: true, Demand: { IsAtLeast: false, Asks: > 0 } demand })
            {
                pools[i] = pools[i] with { Demand = demand with { IsAtLeast = true, Counted = null } };
            }
        }
    }

    private bool AreMany => _watched >= LeastSeconds && _counted - _seen > Math.Max(Few * _watched, Part * _counted);

    private void Learn(List<PoolSample> pools, IReadOnlyList<CounterSample> counters, double? seconds)
    {
        if (seconds is not { } elapsed || Rate(counters, "activeOpens") is not { } rate)
        {
            (_counted, _seen, _watched) = (0, 0, 0);
            return;
        }

        var keep = Math.Exp(-elapsed / MemorySeconds);
        _counted = (_counted * keep) + (rate * elapsed);
        _seen = (_seen * keep) + (elapsed * pools.Sum(static pool => pool.Key.IsTcpConnect ? pool.Opened ?? 0 : 0));
        _watched = (_watched * keep) + elapsed;
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
