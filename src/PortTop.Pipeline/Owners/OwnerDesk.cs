using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>All that is known of who holds sockets and who fails to get one.</summary>
internal sealed class OwnerDesk
{
    /// <summary>An owner with a place in the pools' mixes, or in the failures, is not forgotten; those that tables know are told at each poll.</summary>
    private readonly HashSet<int> _holding = [];
    private readonly Dictionary<(PoolKey Key, int Owner), int> _samples = [];
    private readonly PoolOwners _owners;

    /// <summary>Nothing is known yet.</summary>
    /// <param name="processes">The processes; null where there are none to ask.</param>
    /// <param name="elapsed">A clock that no change of the time of day moves.</param>
    internal OwnerDesk(IProcessTable? processes, Func<TimeSpan> elapsed)
    {
        Book = new OwnerBook(processes);
        Hunt = new OwnerHunt(processes, Book, elapsed);
        _owners = new PoolOwners(Book, Mix, Failures);
    }

    /// <summary>Everyone by number.</summary>
    internal OwnerBook Book { get; }

    /// <summary>Looks for the owners of sockets.</summary>
    internal OwnerHunt Hunt { get; }

    /// <summary>Who connects.</summary>
    internal ConnectMix Mix { get; } = new();

    /// <summary>What fails.</summary>
    internal FailureBook Failures { get; } = new();

    /// <summary>Who holds ports against every target.</summary>
    internal HolderOwners Holders { get; } = new();

    /// <summary>Attempts to connect are sampled: who connects need not be looked for.</summary>
    internal bool IsSampled { get; private set; }

    /// <summary>Begins a poll.</summary>
    internal void Begin(PortSpace ports, PollMoment moment)
    {
        Hunt.Begin(moment.Poll, moment.Now);
        Holders.Begin(ports, moment.Poll, Hunt);
    }

    /// <summary>Takes what tracepoints saw.</summary>
    /// <param name="reading">What they saw; null where nothing is watched.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="keyOf">The pool of an attempt.</param>
    /// <param name="mayFail">True for a pool that has hardly a port left.</param>
    internal void Take(FailureReading? reading, PollMoment moment, Func<ConnectAttempts, PoolKey> keyOf, Func<PoolKey, bool> mayFail)
    {
        Mix.Fade(moment.Seconds);
        Failures.Take(reading, moment, keyOf, OwnerOf, mayFail);
        IsSampled |= reading?.Sampled.Count > 0;
        _samples.Clear();
        foreach (var attempts in reading?.Sampled ?? [])
        {
            var place = (keyOf(attempts), OwnerOf(attempts));
            _samples[place] = _samples.GetValueOrDefault(place) + attempts.Count;
        }

        foreach (var ((key, owner), count) in _samples)
        {
            Mix.AddAttempts(key, owner, count, reading!.SamplePeriod, Failures.NewOwnersOf(key)?.GetValueOrDefault(owner) ?? 0);
        }

        int OwnerOf(ConnectAttempts attempts) => Book.OfAttempt(attempts.ProcessId, moment.Now, attempts.Process);
    }

    /// <summary>The sample with its owners.</summary>
    internal PoolSample Name(PoolSample sample, in OwnerTally tally)
    {
        var (owners, unattributed) = _owners.Read(sample.Key, tally);
        return sample with { Owners = owners, Unattributed = unattributed };
    }

    /// <summary>Ends a poll: forgets who is gone and holds nothing.</summary>
    /// <param name="now">The time of the poll.</param>
    /// <param name="tell">Tells who has sockets.</param>
    internal void Forget(DateTimeOffset now, Action<HashSet<int>> tell)
    {
        _holding.Clear();
        tell(_holding);
        Holders.Tell(_holding);
        Mix.Tell(_holding);
        Failures.Tell(_holding);
        Book.Recheck(now, _holding);
    }
}
