using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>All that is known of who holds sockets and who fails to get one.</summary>
internal sealed class OwnerDesk
{
    /// <summary>
    /// An owner with a place in the pools' mixes, or in the failures, is not forgotten; those that tables know are told at each poll.
    /// </summary>
    private readonly HashSet<int> _holding = [];
    private readonly Dictionary<(PoolKey Key, int Owner), int> _samples = [];
    private readonly Dictionary<PoolKey, PoolHolders> _named = [];
    private readonly PoolOwners _owners;
    private bool _isChanged = true;
    private bool _wasLively;
    private long _changes;

    /// <summary>Nothing is known yet.</summary>
    /// <param name="processes">The processes; null where there are none to ask.</param>
    /// <param name="elapsed">A clock that no change of the time of day moves.</param>
    /// <param name="numbers">Numbers owners; null for a row of its own.</param>
    internal OwnerDesk(IProcessTable? processes, Func<TimeSpan> elapsed, OwnerNumbers? numbers = null)
    {
        Book = new OwnerBook(processes, numbers);
        Hunt = new OwnerHunt(processes, Book, elapsed);
        _owners = new PoolOwners(Book, Mix, Failures, Sums);
    }

    /// <summary>Everyone by number.</summary>
    internal OwnerBook Book { get; }

    /// <summary>Looks for the owners of sockets.</summary>
    internal OwnerHunt Hunt { get; }

    /// <summary>What each owner has of all pools that were named since the sums were begun.</summary>
    internal OwnerSums Sums { get; } = new();

    /// <summary>Who connects.</summary>
    internal ConnectMix Mix { get; } = new();

    /// <summary>What fails.</summary>
    internal FailureBook Failures { get; } = new();

    /// <summary>Who holds ports against every target.</summary>
    internal HolderOwners Holders { get; } = new();

    /// <summary>
    /// Who has what is as at the poll before, and need not be counted again: most of the time on a machine at rest, and very much on one
    /// with thousands of owners.
    /// </summary>
    internal bool IsCurrent { get; private set; }

    /// <summary>Attempts to connect are sampled: who connects need not be looked for.</summary>
    internal bool IsSampled { get; private set; }

    /// <summary>Begins a poll.</summary>
    internal void Begin(PortSpace ports, PollMoment moment)
    {
        Hunt.Begin(moment.Poll, moment.Now);
        _isChanged |= Holders.Begin(ports, moment.Poll, Hunt);
    }

    /// <summary>Takes what tracepoints saw.</summary>
    /// <param name="reading">What they saw; null where nothing is watched.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="keyOf">The pool of an attempt.</param>
    /// <param name="mayFail">True for a pool that has hardly a port left.</param>
    /// <param name="hadPorts">True for a pool that had a free port at the poll before.</param>
    internal void Take(
        FailureReading? reading, PollMoment moment, Func<ConnectAttempts, PoolKey> keyOf, Func<PoolKey, bool> mayFail,
        Func<PoolKey, bool>? hadPorts = null)
    {
        Mix.Fade(moment.Seconds, owner => Book.At(owner).IsGone);
        Failures.Take(reading, moment, keyOf, OwnerOf, mayFail, hadPorts);

        // Which pools failing system calls belong to is judged later in the poll.
        _isChanged |= reading?.Syscalls?.Any(static failures => failures.Kind != SyscallFailureKind.ChosenPort) == true;
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

    /// <summary>A socket came, went or changed its state.</summary>
    internal void Note() => _isChanged = true;

    /// <summary>Everything of a poll was read and swept: decides whether who has what is as at the poll before.</summary>
    internal void Settle()
    {
        var isLively = !Mix.IsEmpty || Failures.Failing.Count > 0;
        IsCurrent = !_isChanged && !isLively && !_wasLively && _changes == Book.Changes;
        (_isChanged, _wasLively, _changes) = (false, isLively, Book.Changes);
        if (!IsCurrent)
        {
            Renew();
        }
    }

    /// <summary>Who has what is counted anew.</summary>
    internal void Renew()
    {
        IsCurrent = false;
        _named.Clear();
        Sums.Begin();
    }

    /// <summary>The sample with its owners.</summary>
    internal PoolSample Name(PoolSample sample, in OwnerTally tally)
    {
        if (!IsCurrent || !_named.TryGetValue(sample.Key, out var named))
        {
            named = _owners.Read(sample.Key, tally);
            _named[sample.Key] = named;
        }

        return sample with { Owners = named.Owners, Unattributed = named.Unattributed, NoProcess = named.NoProcess };
    }

    /// <summary>Ends a poll: forgets who is gone and holds nothing.</summary>
    /// <param name="now">The time of the poll.</param>
    /// <param name="tell">Tells who has sockets.</param>
    internal void Forget(DateTimeOffset now, Action<HashSet<int>> tell)
    {
        Book.Recheck(now);
        if (!Book.HasForgettable)
        {
            return;
        }

        _holding.Clear();
        tell(_holding);
        Hunt.Tell(_holding);
        Holders.Tell(_holding);
        Mix.Tell(_holding);
        Failures.Tell(_holding);
        Book.Forget(_holding);
    }
}
