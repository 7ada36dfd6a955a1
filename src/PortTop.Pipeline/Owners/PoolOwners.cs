using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes the owners of a pool out of what was counted and, for closed sockets that nobody was seen to hold, out of the mix of the others.</summary>
/// <param name="book">Who the numbers are.</param>
/// <param name="mix">Who connects, by samples.</param>
/// <param name="failures">Who fails.</param>
internal sealed class PoolOwners(OwnerBook book, ConnectMix mix, FailureBook failures)
{
    /// <summary>More owners of one pool are not listed: those with the fewest sockets.</summary>
    private const int Most = 100;

    private readonly List<(int Owner, StateCounts States)> _found = [];
    private readonly Dictionary<int, PoolOwner> _owners = [];
    private readonly Dictionary<int, double> _weights = [];

    /// <summary>The owners, most sockets first, those that only fail last; and how many sockets nobody was seen to hold.</summary>
    internal (IReadOnlyList<PoolOwner> Owners, int Unattributed) Read(PoolKey key, in OwnerTally tally)
    {
        _found.Clear();
        _owners.Clear();
        var unknown = tally.Read(_found);
        foreach (var (owner, states) in _found)
        {
            var all = states;
            var before = Of(owner);
            all.Add(before.States);
            Set(owner, before with { Observed = before.Observed + states.Total, States = all });
        }

        Estimate(key, Closed(unknown));
        AddFailures(key);
        return (List(), unknown.Total);
    }

    /// <summary>
    /// Of sockets that are open a process can be found, and until it is nothing is said of them. Those that are closed have none any more: only
    /// they are shared out.
    /// </summary>
    private static int Closed(in StateCounts states)
        => states.Of(TcpState.TimeWait) + states.Of(TcpState.FinWait1) + states.Of(TcpState.FinWait2) + states.Of(TcpState.LastAck) + states.Of(TcpState.Closing);

    private PoolOwner Of(int owner) => _owners.TryGetValue(book.Resolve(owner), out var found) ? found : new PoolOwner(book.At(owner), 0, 0, default);

    private void Set(int owner, PoolOwner share) => _owners[book.Resolve(owner)] = share;

    private void Estimate(PoolKey key, int closed)
    {
        Weigh(key);
        var total = _weights.Values.Sum();
        if (closed == 0 || total <= 0)
        {
            return;
        }

        foreach (var (owner, weight) in _weights)
        {
            var share = (int)Math.Round(closed * weight / total);
            if (share > 0)
            {
                var before = Of(owner);
                Set(owner, before with { Estimated = before.Estimated + share });
            }
        }
    }

    private void AddFailures(PoolKey key)
    {
        if (failures.OwnersOf(key) is not { } failing)
        {
            return;
        }

        var seconds = failures.Seconds;
        var now = failures.NewOwnersOf(key);
        foreach (var (owner, count) in failing)
        {
            var before = Of(owner);
            Set(owner, before with
            {
                Failures = before.Failures + count,
                Failed = seconds > 0 ? (before.Failed ?? 0) + ((now?.GetValueOrDefault(owner) ?? 0) / seconds) : null,
            });
        }
    }

    private PoolOwner[] List()
    {
        var owners = _owners.Values.ToArray();
        Array.Sort(owners, static (x, y) =>
        {
            var order = y.Sockets.CompareTo(x.Sockets);
            order = order != 0 ? order : y.Failures.CompareTo(x.Failures);
            return order != 0 ? order : x.Owner.Id.CompareTo(y.Owner.Id);
        });
        return owners.Length > Most ? owners[..Most] : owners;
    }

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
