using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The failures of one pool since its last quiet time.</summary>
internal sealed class FailureEntry
{
    /// <summary>Who fails is remembered by so many; of more those with the fewest failures are left out.</summary>
    internal const int MostOwners = 32;

    private readonly Dictionary<int, long> _owners = [];
    private readonly Dictionary<int, long> _newOwners = [];
    private DateTimeOffset _since;
    private DateTimeOffset _last;
    private double _lastClock;
    private long _total;
    private long _new;
    private int _newPoll;
    private bool _isEstimated;
    private bool _beganBefore;

    /// <summary>Who failed, with how many attempts.</summary>
    internal IReadOnlyDictionary<int, long> Owners => _owners;

    /// <summary>It failed within the last 65 s of a clock that nobody sets.</summary>
    internal bool IsFailing(double clock) => clock - _lastClock < PoolFailures.HoldSeconds;

    /// <summary>Counts attempts of one owner.</summary>
    /// <param name="poll">The number of the poll.</param>
    /// <param name="now">Its time of day.</param>
    /// <param name="clock">Its time by a clock that nobody sets, in seconds.</param>
    /// <param name="count">How many.</param>
    /// <param name="owner">Whose, <see cref="OwnerBook.Nobody"/> for unknown.</param>
    /// <param name="beganBefore">It was full before the watch began: it may have failed then too.</param>
    /// <param name="isEstimated">The attempts may have been others.</param>
    internal void Add(int poll, DateTimeOffset now, double clock, int count, int owner, bool beganBefore, bool isEstimated)
    {
        if (_total == 0)
        {
            (_since, _beganBefore) = (now, beganBefore);
        }

        (_last, _lastClock) = (now, clock);
        Begin(poll);
        _total += count;
        _new += count;
        _isEstimated |= isEstimated;
        if (owner != OwnerBook.Nobody)
        {
            _owners[owner] = _owners.GetValueOrDefault(owner) + count;
            _newOwners[owner] = _newOwners.GetValueOrDefault(owner) + count;
            if (_owners.Count > MostOwners)
            {
                var least = _owners.MinBy(pair => pair.Key == owner ? long.MaxValue : pair.Value).Key;
                _ = _owners.Remove(least);
                _ = _newOwners.Remove(least);
            }
        }
    }

    /// <summary>Counts this pool's share of records that were lost.</summary>
    internal void AddLost(int poll, long lost, long seen)
    {
        if (_newPoll == poll)
        {
            var share = (long)Math.Round((double)lost * _new / seen);
            _total += share;
            _new += share;
            _isEstimated |= share > 0;
        }
    }

    /// <summary>What there is to say of it at a poll.</summary>
    internal PoolFailures Read(int poll, double clock, double? seconds) => new(_total, _since, _last)
    {
        Rate = seconds > 0 ? (_newPoll == poll ? _new / seconds : 0) : null,
        SecondsAgo = clock - _lastClock,
        IsNow = _newPoll == poll && _new > 0,
        IsEstimated = _isEstimated,
        BeganBefore = _beganBefore,
    };

    /// <summary>Who failed since the poll before.</summary>
    internal IReadOnlyDictionary<int, long> NewOwners(int poll)
    {
        Begin(poll);
        return _newOwners;
    }

    private void Begin(int poll)
    {
        if (_newPoll != poll)
        {
            _newPoll = poll;
            _new = 0;
            _newOwners.Clear();
        }
    }
}
