namespace PortTop.Model;

/// <summary>
/// The last quarter of an hour of every pool worth looking at, in bounded memory: the 500 fullest at each moment, the others once a minute,
/// and all that was known of those that stood worst. Written by the pipeline and read by screens, from two threads.
/// </summary>
public sealed class UsageHistory
{
    /// <summary>How far back it goes.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromMinutes(15);

    /// <summary>So many pools have a point at each moment.</summary>
    internal const int FinePools = 500;

    /// <summary>The others have one a minute.</summary>
    internal const int CoarsePoints = 15;

    /// <summary>Of so many pools that stand worst everything is kept, while there is something to say of them.</summary>
    private const int WholePools = 10;

    /// <summary>So many places change hands at one poll at most: each costs a look at all pools.</summary>
    private const int MostExchanges = 16;

    /// <summary>A pool that uses a smaller share of its ports has no course worth remembering.</summary>
    private const double NotableShare = .01;

    private static readonly TimeSpan CoarseStep = TimeSpan.FromSeconds(60);

    /// <summary>Polls come a little early and late.</summary>
    private static readonly TimeSpan FineStep = TimeSpan.FromSeconds(.9);

    /// <summary>Who holds what, and the holders of ports, are kept at most so often: they are large and change slowly.</summary>
    private static readonly TimeSpan LargeStep = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<PoolKey, PoolTrack> _tracks = [];
    private readonly PastMoments _moments = new();
    private readonly List<PoolKey> _forgotten = [];
    private double[] _shares = [];
    private DateTimeOffset _largeAt;
    private DateTimeOffset _coarseAt;
    private int _fine;
    private int _exchanges;

    /// <summary>How many sockets were in each state.</summary>
    public StateCourse States { get; } = new();

    /// <summary>Takes a poll.</summary>
    public void Record(Snapshot snapshot)
    {
        lock (_lock)
        {
            if (_moments.Newest is { } before && snapshot.Time < before.Time)
            {
                // The time of day was set back: moments must not run backwards.
                Clear();
            }

            if (_moments.Newest is not { } last || snapshot.Time - last.Time >= FineStep)
            {
                States.Add(snapshot.Time, MachineStates.Of(snapshot));
                Track(snapshot, _moments.Add(Thin(snapshot, _moments.Newest?.Head), Whole(snapshot.Pools)));
            }
        }
    }

    /// <summary>The moment before a time, null where nothing older is remembered.</summary>
    public Snapshot? Before(DateTimeOffset time)
    {
        lock (_lock)
        {
            return _moments.AtOrBefore(time - TimeSpan.FromTicks(1)) is { } moment ? Restore(moment) : null;
        }
    }

    /// <summary>The oldest moment, null where nothing is remembered.</summary>
    public Snapshot? Oldest() => After(DateTimeOffset.MinValue);

    /// <summary>The moment after a time, null where nothing newer is remembered.</summary>
    public Snapshot? After(DateTimeOffset time)
    {
        lock (_lock)
        {
            return _moments.After(time) is { } moment ? Restore(moment) : null;
        }
    }

    /// <summary>Writes how many ports of a pool were used, at even steps up to a time; NaN where that is not known.</summary>
    /// <param name="key">Which pool.</param>
    /// <param name="until">The time of the last number.</param>
    /// <param name="step">The time between two numbers.</param>
    /// <param name="used">Takes the numbers, the oldest first.</param>
    public void CopyUsed(PoolKey key, DateTimeOffset until, TimeSpan step, Span<double> used)
    {
        used.Fill(double.NaN);
        lock (_lock)
        {
            if (!_tracks.TryGetValue(key, out var track))
            {
                return;
            }

            for (var i = 0; i < used.Length; i++)
            {
                used[i] = Used(track, until - (step * (used.Length - 1 - i)), step);
            }
        }
    }

    private double Used(PoolTrack track, DateTimeOffset at, TimeSpan step)
    {
        // Polls that are missing leave a gap, unless they are rarer than numbers anyway.
        if (_moments.AtOrBefore(at + FineStep) is not { } moment
            || at - moment.Time > TimeSpan.FromSeconds(Math.Max(step.TotalSeconds, 2 * moment.Head.Interval.TotalSeconds) + 1))
        {
            return double.NaN;
        }

        return track.TryFind(moment.Number, moment.MinuteAgo, out var point) ? point.Used : double.NaN;
    }

    private void Clear()
    {
        _tracks.Clear();
        _moments.Clear();
        (_fine, _largeAt, _coarseAt) = (0, default, default);
    }

    /// <summary>All of a poll but its pools, with what is large shared with the moment before unless it is due.</summary>
    private Snapshot Thin(Snapshot snapshot, Snapshot? before)
    {
        var isDue = before is null || snapshot.Time - _largeAt >= LargeStep;
        _largeAt = isDue ? snapshot.Time : _largeAt;
        return PastHead.Of(snapshot, before, isDue);
    }

    private static PoolSample[] Whole(IReadOnlyList<PoolSample> pools)
        => [.. pools.Take(WholePools).Where(static pool => pool.Status.Condition >= PoolCondition.AtRisk || pool.Failures is not null)];

    private void Track(Snapshot snapshot, PastMoment added)
    {
        var moment = added.Number;
        var isCoarse = snapshot.Time - _coarseAt >= CoarseStep;
        _coarseAt = isCoarse ? snapshot.Time : _coarseAt;
        var least = LeastFine(snapshot.Pools);
        _exchanges = 0;
        foreach (var pool in snapshot.Pools)
        {
            var share = pool.Ledger.UsedRatio;
            if (!_tracks.TryGetValue(pool.Key, out var track))
            {
                if (share < NotableShare && pool.Status.Condition == PoolCondition.Steady)
                {
                    continue;
                }

                _tracks.Add(pool.Key, track = new PoolTrack());
            }

            track.LastSeen = moment;
            track.LastShare = share;
            track.Note(moment, pool.Holder?.Owner);
            if (share >= NotableShare || pool.Status.Condition >= PoolCondition.AtRisk)
            {
                Refine(track, share, least);
            }

            var point = new HistoryPoint(pool);
            track.Fine?.Add(moment, point);
            if (isCoarse)
            {
                track.Coarse.Add(moment, point);
            }
        }

        Forget();
    }

    /// <summary>The share from which on a pool is among the fullest.</summary>
    private double LeastFine(IReadOnlyList<PoolSample> pools)
    {
        if (pools.Count <= FinePools)
        {
            return 0;
        }

        Array.Resize(ref _shares, Math.Max(_shares.Length, pools.Count));
        for (var i = 0; i < pools.Count; i++)
        {
            _shares[i] = -pools[i].Ledger.UsedRatio;
        }

        Array.Sort(_shares, 0, pools.Count);
        return -_shares[FinePools - 1];
    }

    /// <summary>
    /// Gives a pool that is among the fullest a place. Who is about as full as the last of them keeps the place it has, so that places do
    /// not change hands at each poll.
    /// </summary>
    private void Refine(PoolTrack track, double share, double least)
    {
        const double Slack = .9;
        if (track.Fine is not null || share < least || (_fine == FinePools && (_exchanges++ >= MostExchanges || !MakeRoom(share * Slack))))
        {
            return;
        }

        track.Fine = new PointRing(PastMoments.Most);
        _fine++;
    }

    /// <summary>Takes the place of the emptiest pool, one that is gone first; false where none is emptier than asked.</summary>
    private bool MakeRoom(double than)
    {
        PoolTrack? emptiest = null;
        var lowest = than;
        foreach (var candidate in _tracks.Values)
        {
            var share = candidate.LastSeen < _moments.Newest!.Number - 1 ? -1 : candidate.LastShare;
            if (candidate.Fine is not null && share < lowest)
            {
                (emptiest, lowest) = (candidate, share);
            }
        }

        if (emptiest is null)
        {
            return false;
        }

        emptiest.Fine = null;
        _fine--;
        return true;
    }

    private void Forget()
    {
        var oldest = _moments.Oldest;
        foreach (var (key, track) in _tracks)
        {
            if (track.LastSeen < oldest)
            {
                _forgotten.Add(key);
            }
        }

        foreach (var key in _forgotten)
        {
            _fine -= _tracks[key].Fine is null ? 0 : 1;
            _ = _tracks.Remove(key);
        }

        _forgotten.Clear();
    }

    private Snapshot Restore(PastMoment moment)
    {
        var pools = new List<PoolSample>(moment.Whole);
        var whole = moment.Whole.Select(static pool => pool.Key).ToHashSet();
        foreach (var (key, track) in _tracks)
        {
            if (!whole.Contains(key) && track.TryFind(moment.Number, moment.MinuteAgo, out var point))
            {
                var place = moment.Head.Around(key);
                pools.Add(point.Restore(key, place.Ports, moment.Head.Time, track.OwnerAt(moment.Number)) with
                {
                    Names = moment.Head.Preferences.Aliases.Of(key),
                    Namespace = place.Source.Namespace,
                    IsElsewhere = place.Source.NetworkNamespace != moment.Head.Source.NetworkNamespace,
                });
            }
        }

        // The worst pool is the one that was called so then: it is kept whole, before all others.
        pools.Sort(PoolSeverity.Compare);
        return moment.Head with
        {
            Pools = WorstPool.Lead(pools, moment.Whole.Count > 0 ? moment.Whole[0].Key : null),
            History = this,
        };
    }
}
