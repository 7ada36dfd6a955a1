using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Everyone who was seen to hold sockets, by number. Tables keep the number of a socket's owner; that is all they know of it.
/// </summary>
/// <param name="processes">Describes processes; null where there are none to ask.</param>
/// <param name="numbers">Numbers them; null for a row of its own.</param>
internal sealed class OwnerBook(IProcessTable? processes, OwnerNumbers? numbers = null)
{
    /// <summary>The number of no owner.</summary>
    internal const int Nobody = 0;

    /// <summary>So long after it was first seen a process may still change its name, by exec(2) after fork(2).</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(5);

    /// <summary>
    /// So many owners are looked at again in one poll, whether they still run; where there are very many, a sixteenth of them.
    /// </summary>
    private const int Rechecks = 64;
    private const int RecheckedShare = 16;

    private readonly OwnerList _owners = new();
    private readonly Dictionary<int, int> _byProcess = [];
    private readonly Dictionary<uint, int> _byUser = [];
    private readonly Dictionary<(string Name, uint? User), int> _ended = [];
    private readonly Dictionary<(int, int), int> _joined = [];
    private readonly Dictionary<int, int> _doubted = [];
    private readonly HashSet<int> _newDoubts = [];

    /// <summary>Processes that ended and were counted in this poll: one may be told of more than once.</summary>
    private readonly HashSet<(int Process, ulong Start)> _counted = [];
    private int _nextCheck;
    private readonly OwnerNumbers _numbers = numbers ?? new OwnerNumbers();
    private int _forgettable;
    private int _noProcess;

    /// <summary>True when the sockets of some owner are to be looked for again.</summary>
    internal bool HasDoubts => _doubted.Count > 0;

    /// <summary>How often something changed: who a socket's owner is, or what is told of an owner.</summary>
    internal long Changes { get; private set; }

    /// <summary>Something changed.</summary>
    internal void Note() => Changes++;

    /// <summary>The owner of a number.</summary>
    internal Owner At(int number) => _owners[number]!;

    /// <summary>The number that stands for all numbers of the same owner.</summary>
    internal int Resolve(int number) => _owners.Resolve(number);

    /// <summary>The number of a process; <see cref="Nobody"/> when it is gone before it could be described.</summary>
    internal int OfProcess(int process, DateTimeOffset now, ProcessDescription? description = null)
    {
        if (_byProcess.TryGetValue(process, out var number) && _owners[number] is { IsGone: false } known
            && (description is null || known.Process!.StartTicks == description.StartTicks))
        {
            return number;
        }

        description ??= process > 0 ? processes?.Describe(process) : null;
        return description is null ? Nobody : _byProcess[process] = _owners.Add(new Owner(_numbers.Next(), [description]), now);
    }

    /// <summary>
    /// The number of a process that called connect(). Those that have ended already, before they were known, are one owner by name and
    /// user: a script that starts a program for each connection is one culprit, not thousands. (The cgroup of a process that ended cannot
    /// be read.)
    /// </summary>
    internal int OfAttempt(int process, DateTimeOffset now, ProcessDescription? description)
    {
        if (description is null || Knows(process) || processes is null || processes.ReadStart(process) == description.StartTicks)
        {
            return OfProcess(process, now, description);
        }

        var key = (description.Name, description.UserId);
        var isNew = _counted.Add((process, description.StartTicks));
        if (!_ended.TryGetValue(key, out var number))
        {
            number = _owners.Add(new Owner(_numbers.Next(), [description]) { IsGone = true, Ended = 1 }, now);
            _ended.Add(key, number);
        }
        else if (isNew)
        {
            var owner = At(number);
            Note();
            _owners.Set(number, owner with { Processes = [description], Ended = owner.Ended + 1 });
        }

        return number;
    }

    /// <summary>The number of a user of whom no process is seen.</summary>
    internal int OfUser(uint user, DateTimeOffset now)
    {
        if (!_byUser.TryGetValue(user, out var number))
        {
            number = _owners.Add(new Owner(_numbers.Next(), []) { UserId = user, UserName = processes?.NameOfUser(user) }, now);
            _byUser.Add(user, number);
        }

        return number;
    }

    /// <summary>The number of no process, of sockets that every process was asked about.</summary>
    internal int OfNoProcess(DateTimeOffset now)
        => _noProcess != Nobody ? _noProcess : _noProcess = _owners.Add(new Owner(_numbers.Next(), []) { IsNoProcess = true }, now);

    /// <summary>True for the number of no process.</summary>
    internal bool IsNoProcess(int number) => number != Nobody && number == _noProcess;

    /// <summary>What had no process may have one now: it was on its way from one to another.</summary>
    internal void DoubtNoProcess() => _ = _newDoubts.Add(_noProcess);

    /// <summary>The number of two owners together, who share a socket.</summary>
    internal int Join(int one, int other, DateTimeOffset now)
    {
        (one, other) = (Resolve(one), Resolve(other));
        if (one == other || other == Nobody)
        {
            return one;
        }

        var key = one < other ? (one, other) : (other, one);
        if (!_joined.TryGetValue(key, out var number) || _owners.IsRedirected(number) || At(number).IsGone)
        {
            var all = At(key.Item1).Processes.Concat(At(key.Item2).Processes).DistinctBy(static process => process.ProcessId)
                .OrderBy(static process => process.StartTicks).ThenBy(static process => process.ProcessId).ToArray();
            number = _owners.Find(all, except: Nobody) is not Nobody and var found ? found : _owners.Add(new Owner(_numbers.Next(), all), now);
            _joined[key] = number;
        }

        return number;
    }

    /// <summary>
    /// The number of an owner and one more process that shares its socket, as much in doubt as it was; false when that process is one of
    /// its own, or the owner has ended.
    /// </summary>
    internal bool TryShare(int number, int other, DateTimeOffset now, out int shared)
    {
        (number, shared) = (Resolve(number), Nobody);
        if (number == Nobody || At(number) is not { IsGone: false, Process: not null } owner
            || At(other).Processes.All(process => owner.Processes.Any(held => held.ProcessId == process.ProcessId)))
        {
            return false;
        }

        shared = Join(number, other, now);
        if (_doubted.TryGetValue(number, out var round))
        {
            _doubted[shared] = Math.Max(round, _doubted.GetValueOrDefault(shared));
        }

        return true;
    }

    /// <summary>True when <paramref name="number"/> is to be looked for again.</summary>
    internal bool IsDoubted(int number) => _doubted.ContainsKey(Resolve(number));

    /// <summary>
    /// What came into doubt since the last call is looked for from now on: the sockets of a poll are wanted before its search.
    /// </summary>
    /// <param name="round">The round of the search, which may be half over: who had his turn in it was not asked.</param>
    internal void BeginDoubts(int round)
    {
        foreach (var number in _newDoubts)
        {
            _doubted[number] = round;
        }

        _newDoubts.Clear();
        _counted.Clear();
    }

    /// <summary>The sockets of the process may have other holders now: it ended, or forked.</summary>
    internal void Doubt(int process)
    {
        for (var i = 1; i < _owners.End; i++)
        {
            if (_owners[i] is { } owner && !_owners.IsRedirected(i) && owner.Processes.Any(held => held.ProcessId == process))
            {
                _ = _newDoubts.Add(i);
            }
        }
    }

    /// <summary>A round is over: what came into doubt before it began was looked for everywhere.</summary>
    internal void ForgetDoubts(int round)
    {
        foreach (var number in _doubted.Where(pair => pair.Value < round).Select(static pair => pair.Key).ToArray())
        {
            _ = _doubted.Remove(number);
        }
    }

    /// <summary>True when a process is the only one, or one of those, that an owner is.</summary>
    internal bool Knows(int process) => _byProcess.TryGetValue(process, out var number) && _owners[number] is { IsGone: false };

    /// <summary>True while one of its processes runs, as far as can be seen.</summary>
    internal bool IsRunning(Owner owner) => owner.Processes.Any(process => processes?.ReadStart(process.ProcessId) == process.StartTicks);

    /// <summary>There is an owner that is forgotten once it holds nothing: one that is gone, or several together.</summary>
    internal bool HasForgettable => _forgettable > 0;

    /// <summary>Sees which owners still run, a few at each call.</summary>
    internal void Recheck(DateTimeOffset now)
    {
        for (var checks = Math.Min(Math.Max(Rechecks, _owners.End / RecheckedShare), _owners.End - 1); checks > 0; checks--)
        {
            _nextCheck = _nextCheck >= _owners.End - 1 ? 1 : _nextCheck + 1;
            if (_owners[_nextCheck] is { Process: not null, IsGone: false } owner && !_owners.IsRedirected(_nextCheck))
            {
                Recheck(_nextCheck, owner, now);
            }
        }

        _forgettable = 0;
        for (var i = 1; i < _owners.End; i++)
        {
            _forgettable += IsForgettable(i) ? 1 : 0;
        }
    }

    /// <summary>Forgets those that hold nothing and are gone, or are several together.</summary>
    /// <param name="holding">The numbers of those that still have sockets, or whose name is still told.</param>
    internal void Forget(HashSet<int> holding)
    {
        holding.UnionWith(holding.Select(Resolve).ToArray());
        for (var i = 1; i < _owners.End; i++)
        {
            if (_owners.IsRedirected(i) && !holding.Contains(i))
            {
                Remove(i, []);
            }
        }

        // What still stands for another holds that one.
        for (var i = 1; i < _owners.End; i++)
        {
            if (!_owners.IsRedirected(i) && IsForgettable(i) && !holding.Contains(i))
            {
                Remove(i, _owners[i]!.Processes);
            }
        }
    }

    private bool IsForgettable(int number)
        => _owners.IsRedirected(number) || (_owners[number] is { Process: not null } owner && (owner.IsGone || owner.Processes.Count > 1));

    private void Recheck(int number, Owner owner, DateTimeOffset now)
    {
        // A clock that was set back makes nobody young again.
        var age = now - _owners.FirstSeen(number);
        var isYoung = age >= TimeSpan.Zero && age < Youth;
        var living = new List<ProcessDescription>();
        foreach (var process in owner.Processes)
        {
            if (processes?.ReadStart(process.ProcessId) == process.StartTicks)
            {
                living.Add(isYoung && processes!.Describe(process.ProcessId) is { } described && described.StartTicks == process.StartTicks ? described : process);
            }
        }

        if (living.Count == 0)
        {
            Note();
            _ = _newDoubts.Add(number);
            _owners.Set(number, owner with { IsGone = true });
        }
        else if (living.Count != owner.Processes.Count)
        {
            Shrink(number, owner, living);
        }
        else if (isYoung)
        {
            Note();
            _owners.Set(number, owner with { Processes = living });
        }
    }

    /// <summary>Some of those who share have ended: the others may be known together already, or the one that is left alone.</summary>
    private void Shrink(int number, Owner owner, List<ProcessDescription> living)
    {
        Note();
        if (_owners.Find(living, except: number) is not Nobody and var same)
        {
            _owners.Redirect(number, same);
            return;
        }

        _owners.Set(number, owner with { Processes = living });
        if (living.Count == 1)
        {
            _byProcess[living[0].ProcessId] = number;
        }
    }

    /// <summary>Its number goes to another: nothing knows it any more.</summary>
    private void Remove(int number, IReadOnlyList<ProcessDescription> processes)
    {
        _owners.Remove(number);
        _ = _doubted.Remove(number);
        _ = _newDoubts.Remove(number);
        foreach (var process in processes)
        {
            if (_byProcess.GetValueOrDefault(process.ProcessId) == number)
            {
                _ = _byProcess.Remove(process.ProcessId);
            }

            var key = (process.Name, process.UserId);
            if (_ended.GetValueOrDefault(key) == number)
            {
                _ = _ended.Remove(key);
            }
        }

        foreach (var key in _joined.Where(pair => pair.Value == number || pair.Key.Item1 == number || pair.Key.Item2 == number).Select(static pair => pair.Key).ToArray())
        {
            _ = _joined.Remove(key);
        }
    }
}
