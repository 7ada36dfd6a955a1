using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Who has the sockets of a pool.</summary>
/// <param name="Owners">The owners, most sockets first, those that only fail last.</param>
/// <param name="Unattributed">See <see cref="PoolSample.Unattributed"/>.</param>
/// <param name="NoProcess">See <see cref="PoolSample.NoProcess"/>.</param>
internal readonly record struct PoolHolders(IReadOnlyList<PoolOwner> Owners, int Unattributed, int NoProcess);

/// <summary>
/// Makes the owners of a pool out of what was counted and, for closed sockets that nobody was seen to hold, out of the mix of the others.
/// </summary>
/// <param name="book">Who the numbers are.</param>
/// <param name="mix">Who connects, by samples.</param>
/// <param name="failures">Who fails.</param>
/// <param name="sums">Takes every share.</param>
internal sealed class PoolOwners(OwnerBook book, ConnectMix mix, FailureBook failures, OwnerSums sums)
{
    /// <summary>More owners of one pool are not listed: those with the fewest sockets.</summary>
    private const int Most = 100;

    private readonly List<(int Owner, StateCounts States)> _found = [];
    private readonly List<OwnerShare> _shares = [];
    private readonly Dictionary<int, int> _places = [];
    private readonly List<(int Owner, double Weight)> _weights = [];
    private readonly List<int> _order = [];
    private readonly List<ulong> _ranks = [];

    /// <summary>The owners, most sockets first, those that only fail last; and how many sockets nobody was seen to hold.</summary>
    internal PoolHolders Read(PoolKey key, in OwnerTally tally)
    {
        _found.Clear();
        _shares.Clear();
        _places.Clear();
        var unknown = tally.Read(_found);
        var noProcess = 0;
        for (var i = _found.Count - 1; i >= 0; i--)
        {
            if (book.At(_found[i].Owner).IsNoProcess)
            {
                noProcess += _found[i].States.Total;
                _found.RemoveAt(i);
            }
        }

        foreach (var (owner, states) in _found)
        {
            ref var share = ref Of(owner);
            share.States.Add(states);
            share.Observed += states.Total;
        }

        Estimate(key, Closed(unknown));
        AddFailures(key);
        sums.Add(key, CollectionsMarshal.AsSpan(_shares));
        return new PoolHolders(List(), unknown.Total + noProcess, noProcess);
    }

    /// <summary>
    /// Of sockets that are open a process can be found, and until it is nothing is said of them. Those that are closed have none any more:
    /// only they are shared out.
    /// </summary>
    private static int Closed(in StateCounts states)
        => states.Of(TcpState.TimeWait) + states.Of(TcpState.FinWait1) + states.Of(TcpState.FinWait2) + states.Of(TcpState.LastAck) + states.Of(TcpState.Closing);

    /// <summary>The share of an owner. The reference holds until the next one is asked for.</summary>
    private ref OwnerShare Of(int owner)
    {
        owner = book.Resolve(owner);
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, owner, out var exists);
        if (!exists)
        {
            place = _shares.Count;
            _shares.Add(new OwnerShare { Owner = owner });
        }

        return ref CollectionsMarshal.AsSpan(_shares)[place];
    }

    private void Estimate(PoolKey key, int closed)
    {
        if (closed == 0)
        {
            return;
        }

        Weigh(key);
        var total = 0.0;
        foreach (var (_, weight) in _weights)
        {
            total += weight;
        }

        // Rounded as they add up, so that the shares are as many as there are sockets.
        var (sum, given) = (0.0, 0);
        foreach (var (owner, weight) in _weights)
        {
            sum += weight;
            var upTo = (int)Math.Round(closed * Math.Min(1, sum / total));
            if (upTo > given)
            {
                Of(owner).Estimated += upTo - given;
                given = upTo;
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
            ref var share = ref Of(owner);
            share.Failures += count;
            share.Failed = seconds > 0 ? (share.Failed ?? 0) + ((now?.GetValueOrDefault(owner) ?? 0) / seconds) : null;
        }
    }

    private PoolOwner[] List()
    {
        _order.Clear();
        _ranks.Clear();
        var shares = CollectionsMarshal.AsSpan(_shares);
        for (var i = 0; i < shares.Length; i++)
        {
            if (shares[i].Sockets > 0 || shares[i].Failures > 0)
            {
                _order.Add(i);
                _ranks.Add(Rank(shares[i]));
            }
        }

        CollectionsMarshal.AsSpan(_ranks).Sort(CollectionsMarshal.AsSpan(_order));
        var owners = new PoolOwner[Math.Min(_order.Count, Most)];
        for (var i = 0; i < owners.Length; i++)
        {
            ref readonly var share = ref shares[_order[i]];
            owners[i] = new PoolOwner(book.At(share.Owner), share.Observed, share.Estimated, share.States) { Failures = share.Failures, Failed = share.Failed };
        }

        return owners;
    }

    /// <summary>One number for the order: most sockets, then most failures, then who was known first come first.</summary>
    private ulong Rank(in OwnerShare share)
    {
        const int FailureBits = 16;
        const int IdBits = 24;
        var failed = (ulong)Math.Min(share.Failures, (1 << FailureBits) - 1);
        var id = (ulong)book.At(share.Owner).Id & ((1UL << IdBits) - 1);
        return (~(((ulong)share.Sockets << FailureBits) | failed) << IdBits) | id;
    }

    /// <summary>Sampled connects say it best; then the sockets that were seen alive; then who fails.</summary>
    private void Weigh(PoolKey key)
    {
        _weights.Clear();
        if (mix.Of(key) is { } sampled)
        {
            foreach (var (owner, weight) in sampled)
            {
                _weights.Add((owner, weight));
            }
        }
        else if (_found.Count > 0)
        {
            foreach (var (owner, states) in _found)
            {
                _weights.Add((owner, states.Total));
            }
        }
        else if (failures.OwnersOf(key) is { } failing)
        {
            foreach (var (owner, count) in failing)
            {
                _weights.Add((owner, count));
            }
        }
    }
}
