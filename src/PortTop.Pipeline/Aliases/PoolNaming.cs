using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Gives pools the names that a person gave to their addresses, looked up once for each pool.</summary>
/// <param name="preferences">The names, among other wishes.</param>
internal sealed class PoolNaming(Preferences preferences)
{
    /// <summary>Pools that are gone are forgotten when so many are known beyond those that there are.</summary>
    private const int MostGone = 1000;

    private readonly Dictionary<PoolKey, PoolNames> _known = [];

    /// <summary>The poll with the names of its pools. Its own lists of them stay as they are.</summary>
    internal Snapshot Apply(Snapshot snapshot)
    {
        if (preferences.Aliases.IsEmpty)
        {
            return snapshot with { Preferences = preferences };
        }

        if (_known.Count > snapshot.Pools.Count + snapshot.BindPools.Count + MostGone)
        {
            _known.Clear();
        }

        return snapshot with { Preferences = preferences, Pools = Name(snapshot.Pools), BindPools = Name(snapshot.BindPools) };
    }

    private PoolSample[] Name(IReadOnlyList<PoolSample> pools)
    {
        var named = new PoolSample[pools.Count];
        for (var i = 0; i < named.Length; i++)
        {
            var pool = pools[i];
            if (!_known.TryGetValue(pool.Key, out var names))
            {
                _known.Add(pool.Key, names = preferences.Aliases.Of(pool.Key));
            }

            named[i] = names.HasAny ? pool with { Names = names } : pool;
        }

        return named;
    }
}
