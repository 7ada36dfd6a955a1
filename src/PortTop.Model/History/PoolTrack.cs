namespace PortTop.Model;

/// <summary>The course of one pool.</summary>
internal sealed class PoolTrack
{
    private const int MostOwners = 16;

    private readonly List<(int Moment, Owner? Owner)> _owners = [];

    /// <summary>Each moment; null for a pool that is not among the fullest.</summary>
    internal PointRing? Fine { get; set; }

    /// <summary>One moment a minute.</summary>
    internal PointRing Coarse { get; } = new(UsageHistory.CoarsePoints);

    /// <summary>The number of the last moment at which the pool had a socket.</summary>
    internal int LastSeen { get; set; }

    /// <summary>The share of its ports that was used when it was last seen.</summary>
    internal double LastShare { get; set; }

    /// <summary>Notes who has most of the sockets.</summary>
    internal void Note(int moment, Owner? owner)
    {
        if (_owners.Count > 0 && _owners[^1].Owner?.Id == owner?.Id)
        {
            return;
        }

        if (_owners.Count == MostOwners)
        {
            _owners.RemoveAt(0);
        }

        _owners.Add((moment, owner));
    }

    /// <summary>Who had most of the sockets at a moment.</summary>
    internal Owner? OwnerAt(int moment)
    {
        for (var i = _owners.Count - 1; i >= 0; i--)
        {
            if (_owners[i].Moment <= moment)
            {
                return _owners[i].Owner;
            }
        }

        return null;
    }

    /// <summary>
    /// The point of a moment, or the newest before it that is no older than the coarse course allows; false where there is none.
    /// </summary>
    internal bool TryFind(int moment, int oldest, out HistoryPoint point)
    {
        if (Fine is not null && Fine.TryFind(moment, out var found, out point))
        {
            return found == moment;
        }

        return Coarse.TryFind(moment, out found, out point) && found >= oldest;
    }
}
