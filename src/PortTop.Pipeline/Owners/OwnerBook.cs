using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Everyone who was seen to hold sockets, by number. Tables keep the number of a socket's owner; that is all they know of it.</summary>
/// <param name="processes">Describes processes; null where there are none to ask.</param>
internal sealed class OwnerBook(IProcessTable? processes)
{
    /// <summary>The number of no owner.</summary>
    internal const int Nobody = 0;

    /// <summary>So long after it was first seen a process may still change its name, by exec(2) after fork(2).</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(5);

    /// <summary>So many owners are looked at again in one poll, whether they still run; where there are very many, an eighth of them.</summary>
    private const int Rechecks = 64;
    private const int RecheckedShare = 8;

    private readonly List<Owner?> _owners = [null];
    private readonly List<DateTimeOffset> _firstSeen = [default];
    private readonly Stack<int> _free = new();
    private readonly Dictionary<int, int> _byProcess = [];
    private readonly Dictionary<uint, int> _byUser = [];
    private readonly Dictionary<(int, int), int> _joined = [];
    private readonly HashSet<int> _doubted = [];
    private readonly HashSet<int> _newDoubts = [];
    private int _nextCheck;
    private int _serial;

    /// <summary>True when the sockets of some owner are to be looked for again.</summary>
    internal bool HasDoubts => _doubted.Count > 0;

    /// <summary>The owner of a number.</summary>
    internal Owner At(int number) => _owners[number]!;

    /// <summary>The number of a process; <see cref="Nobody"/> when it is gone before it could be described.</summary>
    internal int OfProcess(int process, DateTimeOffset now, ProcessDescription? description = null)
    {
        if (_byProcess.TryGetValue(process, out var number) && _owners[number] is { IsGone: false } known
            && (description is null || known.Process!.StartTicks == description.StartTicks))
        {
            return number;
        }

        description ??= process > 0 ? processes?.Describe(process) : null;
        return description is null ? Nobody : _byProcess[process] = Add(new Owner(++_serial, [description]), now);
    }

    /// <summary>The number of a user of whom no process is seen.</summary>
    internal int OfUser(uint user, DateTimeOffset now)
    {
        if (!_byUser.TryGetValue(user, out var number))
        {
            number = Add(new Owner(++_serial, []) { UserId = user, UserName = processes?.NameOfUser(user) }, now);
            _byUser.Add(user, number);
        }

        return number;
    }

    /// <summary>The number of two owners together, who share a socket.</summary>
    internal int Join(int one, int other, DateTimeOffset now)
    {
        if (one == other || other == Nobody)
        {
            return one;
        }

        var key = one < other ? (one, other) : (other, one);
        if (!_joined.TryGetValue(key, out var number))
        {
            var all = At(key.Item1).Processes.Concat(At(key.Item2).Processes).DistinctBy(static process => process.ProcessId)
                .OrderBy(static process => process.StartTicks).ThenBy(static process => process.ProcessId).ToArray();
            number = FindJoined(all) ?? Add(new Owner(++_serial, all), now);
            _joined.Add(key, number);
        }

        return number;
    }

    /// <summary>True when <paramref name="number"/> is to be looked for again.</summary>
    internal bool IsDoubted(int number) => _doubted.Contains(number);

    /// <summary>What came into doubt since the last call is looked for from now on: the sockets of a poll are wanted before its search.</summary>
    internal void BeginDoubts()
    {
        _doubted.UnionWith(_newDoubts);
        _newDoubts.Clear();
    }

    /// <summary>The sockets of the process may have other holders now: it ended, or forked.</summary>
    internal void Doubt(int process)
    {
        for (var i = 1; i < _owners.Count; i++)
        {
            if (_owners[i] is { } owner && owner.Processes.Any(held => held.ProcessId == process))
            {
                _ = _newDoubts.Add(i);
            }
        }
    }

    /// <summary>Everything was looked for.</summary>
    internal void ForgetDoubts() => _doubted.Clear();

    /// <summary>True when a process is the only one, or one of those, that an owner is.</summary>
    internal bool Knows(int process) => _byProcess.TryGetValue(process, out var number) && _owners[number] is { IsGone: false };

    /// <summary>Sees which owners still run, a few at each call, and forgets those that are gone and hold nothing.</summary>
    /// <param name="now">The time of the poll.</param>
    /// <param name="isHolding">True when an owner still has sockets, or its name is still told.</param>
    internal void Recheck(DateTimeOffset now, Func<int, bool> isHolding)
    {
        for (var checks = Math.Min(Math.Max(Rechecks, _owners.Count / RecheckedShare), _owners.Count - 1); checks > 0; checks--)
        {
            _nextCheck = _nextCheck >= _owners.Count - 1 ? 1 : _nextCheck + 1;
            if (_owners[_nextCheck] is not { Process: not null } owner)
            {
                continue;
            }

            if (owner.IsGone)
            {
                if (!isHolding(_nextCheck))
                {
                    Remove(_nextCheck);
                }
            }
            else
            {
                Recheck(_nextCheck, owner, now);
            }
        }
    }

    private void Recheck(int number, Owner owner, DateTimeOffset now)
    {
        var isYoung = now - _firstSeen[number] < Youth;
        var living = new List<ProcessDescription>();
        foreach (var process in owner.Processes)
        {
            if (isYoung && processes?.Describe(process.ProcessId) is { } described && described.StartTicks == process.StartTicks)
            {
                living.Add(described);
            }
            else if (!isYoung && processes?.ReadStart(process.ProcessId) == process.StartTicks)
            {
                living.Add(process);
            }
        }

        if (living.Count == 0)
        {
            _ = _newDoubts.Add(number);
            _owners[number] = owner with { IsGone = true };
        }
        else if (living.Count != owner.Processes.Count || isYoung)
        {
            _owners[number] = owner with { Processes = living };
        }
    }

    private int? FindJoined(ProcessDescription[] all)
    {
        for (var i = 1; i < _owners.Count; i++)
        {
            if (_owners[i] is { IsGone: false } owner && owner.Processes.Count == all.Length
                && owner.Processes.Select(static process => process.ProcessId).SequenceEqual(all.Select(static process => process.ProcessId)))
            {
                return i;
            }
        }

        return null;
    }

    private int Add(Owner owner, DateTimeOffset now)
    {
        if (!_free.TryPop(out var number))
        {
            number = _owners.Count;
            _owners.Add(null);
            _firstSeen.Add(default);
        }

        (_owners[number], _firstSeen[number]) = (owner, now);
        return number;
    }

    /// <summary>Its number goes to another: nothing knows it any more.</summary>
    private void Remove(int number)
    {
        var owner = _owners[number]!;
        _owners[number] = null;
        _free.Push(number);
        _ = _doubted.Remove(number);
        _ = _newDoubts.Remove(number);
        foreach (var process in owner.Processes)
        {
            if (_byProcess.GetValueOrDefault(process.ProcessId) == number)
            {
                _ = _byProcess.Remove(process.ProcessId);
            }
        }

        foreach (var key in _joined.Where(pair => pair.Value == number || pair.Key.Item1 == number || pair.Key.Item2 == number).Select(static pair => pair.Key).ToArray())
        {
            _ = _joined.Remove(key);
        }
    }
}
