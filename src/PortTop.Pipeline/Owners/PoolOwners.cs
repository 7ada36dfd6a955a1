using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes the owners of a pool out of what was counted and, for sockets that nobody was seen to hold, out of the mix of the others.</summary>
/// <param name="book">Who the numbers are.</param>
/// <param name="mix">Who connects, by samples.</param>
/// <param name="failures">Who fails.</param>
internal sealed class PoolOwners(OwnerBook book, ConnectMix mix, FailureBook failures)
{
    private readonly List<(int Owner, StateCounts States)> _found = [];
    private readonly Dictionary<int, double> _weights = [];

    /// <summary>The owners, most sockets first, and how many sockets nobody was seen to hold.</summary>
    internal (IReadOnlyList<PoolOwner> Owners, int Unattributed) Read(PoolKey key, in OwnerTally tally)
    {
        _found.Clear();
        var unknown = tally.Read(_found);
        Weigh(key);
        var total = _weights.Values.Sum();
        if (_found.Count == 0 && total <= 0)
        {
            return ([], unknown);
        }

        var owners = new List<PoolOwner>(_found.Count);
        foreach (var (owner, states) in _found)
        {
            owners.Add(new PoolOwner(book.At(owner), states.Total, Share(owner, unknown, total), states));
            _ = _weights.Remove(owner);
        }

        foreach (var (owner, _) in _weights)
        {
            owners.Add(new PoolOwner(book.At(owner), 0, Share(owner, unknown, total), default));
        }

        owners.Sort(static (x, y) => y.Sockets != x.Sockets ? y.Sockets.CompareTo(x.Sockets) : x.Owner.Id.CompareTo(y.Owner.Id));
        return (owners, unknown);
    }

    private int Share(int owner, int unknown, double total)
        => total > 0 && _weights.TryGetValue(owner, out var weight) ? (int)Math.Round(unknown * weight / total) : 0;

    /// <summary>Sampled connects say it best; then the sockets that were seen alive; then who fails.</summary>
    private void Weigh(PoolKey key)
    {
        _weights.Clear();
        if (mix.Of(key) is { } sampled)
        {
            foreach (var (owner, weight) in sampled)
            {
                _weights[owner] = weight;
            }
        }
        else if (_found.Count > 0)
        {
            foreach (var (owner, states) in _found)
            {
                _weights[owner] = states.Total;
            }
        }
        else if (failures.OwnersOf(key) is { } failing)
        {
            foreach (var (owner, count) in failing)
            {
                _weights[owner] = count;
            }
        }
    }
}
