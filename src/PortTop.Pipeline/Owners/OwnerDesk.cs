using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>All that is known of who holds sockets and who fails to get one.</summary>
internal sealed class OwnerDesk
{
    /// <summary>An owner with a place in the pools' mixes, or in the failures, is not forgotten; those that tables know are told at each poll.</summary>
    private readonly HashSet<int> _holding = [];
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

    /// <summary>Begins a poll.</summary>
    internal void Begin(PortSpace ports, PollMoment moment)
    {
        Hunt.Begin(moment.Poll, moment.Now);
        Holders.Begin(ports, moment.Poll, Hunt);
    }

    /// <summary>Takes what tracepoints saw.</summary>
    internal void Take(FailureReading? reading, PollMoment moment, Func<ConnectAttempts, PoolKey> keyOf)
    {
        Mix.Fade(moment.Seconds);
        foreach (var attempts in reading?.Sampled ?? [])
        {
            Mix.Add(keyOf(attempts), OwnerOf(attempts), attempts.Count);
        }

        Failures.Take(reading, moment, keyOf, OwnerOf);

        int OwnerOf(ConnectAttempts attempts) => Book.OfProcess(attempts.ProcessId, moment.Now, attempts.Process);
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
        Book.Recheck(now, owner => _holding.Contains(owner) || Holders.Has(owner) || Mix.Has(owner) || Failures.Has(owner));
    }
}
