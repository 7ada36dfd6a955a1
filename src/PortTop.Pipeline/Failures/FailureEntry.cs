using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The failures of one pool since its last quiet time.</summary>
internal sealed class FailureEntry
{
    private readonly Dictionary<int, long> _owners = [];
    private readonly Dictionary<int, long> _newOwners = [];
    private DateTimeOffset _since;
    private DateTimeOffset _last;
    private long _total;
    private long _new;
    private int _newPoll;
    private bool _isEstimated;

    /// <summary>Who failed, with how many attempts.</summary>
    internal IReadOnlyDictionary<int, long> Owners => _owners;

    /// <summary>It failed within the last 65 s.</summary>
    internal bool IsFailing(DateTimeOffset now) => (now - _last).TotalSeconds < PoolFailures.HoldSeconds;

    /// <summary>Counts attempts of one owner.</summary>
    internal void Add(int poll, DateTimeOffset now, int count, int owner)
    {
        _since = _total == 0 ? now : _since;
        _last = now;
        Begin(poll);
        _total += count;
        _new += count;
        if (owner != OwnerBook.Nobody)
        {
            _owners[owner] = _owners.GetValueOrDefault(owner) + count;
            _newOwners[owner] = _newOwners.GetValueOrDefault(owner) + count;
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
    internal PoolFailures Read(int poll, double? seconds)
        => new(seconds > 0 ? (_newPoll == poll ? _new / seconds : 0) : null, _total, _since, _last, _isEstimated);

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
