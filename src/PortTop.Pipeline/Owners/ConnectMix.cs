using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Who gets connections towards which target, by samples, fading over a minute: TIME-WAIT sockets that nobody saw alive are shared out by
/// it.
/// </summary>
internal sealed class ConnectMix
{
    /// <summary>As long as TIME-WAIT holds a port.</summary>
    private const double FadeSeconds = 60;

    private const double Forgotten = 0.1;

    /// <summary>What is left at each poll of the weight of a process that has ended.</summary>
    private const double GoneFactor = 0.3;

    /// <summary>Of more owners of one pool those with the least weight are left out.</summary>
    private const int MostOwners = 64;

    /// <summary>A difference of samples and failures smaller than so many standard errors may be chance.</summary>
    private const double Certain = 4;

    private readonly Dictionary<PoolKey, Dictionary<int, double>> _weights = [];

    /// <summary>Nobody was sampled for minutes.</summary>
    internal bool IsEmpty => _weights.Count == 0;

    /// <summary>
    /// Fades what was sampled before; where somebody else connects, who has ended fades within a few polls: what comes after is not his.
    /// </summary>
    internal void Fade(double? seconds, Func<int, bool> isGone)
    {
        var factor = Math.Exp(-(seconds ?? 0) / FadeSeconds);
        foreach (var (key, weights) in _weights.ToArray())
        {
            var isReplaced = weights.Count > 1 && weights.Keys.Any(owner => !isGone(owner));
            foreach (var owner in weights.Keys.ToArray())
            {
                weights[owner] *= isReplaced && isGone(owner) ? factor * GoneFactor : factor;
                if (weights[owner] < Forgotten)
                {
                    _ = weights.Remove(owner);
                }
            }

            if (weights.Count == 0)
            {
                _ = _weights.Remove(key);
            }
        }
    }

    /// <summary>
    /// Takes samples of attempts, which may have failed: what does not fail counts. Where most fail the samples are too few to say how many
    /// did not, and count for nothing.
    /// </summary>
    /// <param name="key">The pool.</param>
    /// <param name="owner">Who.</param>
    /// <param name="samples">How many attempts were sampled.</param>
    /// <param name="period">Each how manieth was.</param>
    /// <param name="failed">How many of all attempts failed.</param>
    internal void AddAttempts(PoolKey key, int owner, int samples, int period, long failed)
    {
        var succeeded = samples - ((double)failed / period);
        if (failed == 0 || succeeded > Certain * Math.Sqrt(samples))
        {
            Add(key, owner, succeeded);
        }
    }

    /// <summary>Takes connections.</summary>
    internal void Add(PoolKey key, int owner, double count)
    {
        if (owner == OwnerBook.Nobody)
        {
            return;
        }

        if (!_weights.TryGetValue(key, out var weights))
        {
            _weights.Add(key, weights = []);
        }

        weights[owner] = weights.GetValueOrDefault(owner) + count;
        if (weights.Count > MostOwners)
        {
            _ = weights.Remove(weights.MinBy(pair => pair.Key == owner ? double.MaxValue : pair.Value).Key);
        }
    }

    /// <summary>The weights of a pool, null where nothing was sampled.</summary>
    internal IReadOnlyDictionary<int, double>? Of(PoolKey key) => _weights.GetValueOrDefault(key);

    /// <summary>Tells everyone who is in some pool's mix.</summary>
    internal void Tell(HashSet<int> holding)
    {
        foreach (var weights in _weights.Values)
        {
            holding.UnionWith(weights.Keys);
        }
    }
}
