using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Notes when the NAT that the machine cannot see is nearly used up by a destination: once, until much of it is free again.
/// </summary>
internal sealed class UpstreamEvents
{
    /// <summary>From this share down it is told anew: about the line it would be told at each poll.</summary>
    private const double Relief = .75;

    private readonly HashSet<(IpAddress Destination, ushort Port)> _told = [];

    /// <summary>What a poll saw first.</summary>
    /// <param name="snapshot">The poll.</param>
    internal IEnumerable<PortEvent> Take(Snapshot snapshot)
    {
        if (snapshot.Upstream is null)
        {
            yield break;
        }

        var near = new HashSet<(IpAddress Destination, ushort Port)>();
        foreach (var pool in snapshot.Pools)
        {
            var target = (pool.Key.Destination, pool.Key.Port);
            if (pool.Upstream?.Ratio >= Relief && _told.Contains(target))
            {
                near.Add(target);
            }
            else if (UpstreamText.Figures(pool) is { } figures && near.Add(target))
            {
                yield return new PortEvent(snapshot.Time, PortEventKind.UpstreamNear, figures) { Pool = pool.Key, BeganBefore = pool.Status.SinceBeforeWatch, Namespace = pool.IsElsewhere ? pool.Namespace : null };
            }
        }

        _told.Clear();
        _told.UnionWith(near);
    }
}
