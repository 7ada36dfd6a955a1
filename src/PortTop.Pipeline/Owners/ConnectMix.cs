using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Who connects towards which target, by the samples of a tracepoint, fading over a minute: TIME-WAIT sockets that nobody saw alive are shared out by it.</summary>
internal sealed class ConnectMix
{
    /// <summary>As long as TIME-WAIT holds a port.</summary>
    private const double FadeSeconds = 60;

    private const double Forgotten = 0.1;

    private readonly Dictionary<PoolKey, Dictionary<int, double>> _weights = [];

    /// <summary>Fades what was sampled before.</summary>
    internal void Fade(double? seconds)
    {
        var factor = Math.Exp(-(seconds ?? 0) / FadeSeconds);
        foreach (var (key, weights) in _weights.ToArray())
        {
            foreach (var owner in weights.Keys.ToArray())
            {
                weights[owner] *= factor;
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

    /// <summary>Takes a sample.</summary>
    internal void Add(PoolKey key, int owner, int count)
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
    }

    /// <summary>The weights of a pool, null where nothing was sampled.</summary>
    internal IReadOnlyDictionary<int, double>? Of(PoolKey key) => _weights.GetValueOrDefault(key);

    /// <summary>True when an owner is in some pool's mix.</summary>
    internal bool Has(int owner) => _weights.Values.Any(weights => weights.ContainsKey(owner));
}
