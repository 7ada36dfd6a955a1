using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Owners by number. Numbers are used again, and one may stand for another.</summary>
internal sealed class OwnerList
{
    private readonly List<Owner?> _owners = [null];
    private readonly List<DateTimeOffset> _firstSeen = [default];
    private readonly Stack<int> _free = new();
    private readonly Dictionary<int, int> _same = [];

    /// <summary>One more than the largest number.</summary>
    internal int End => _owners.Count;

    /// <summary>The owner of a number, null for a number that nobody has.</summary>
    internal Owner? this[int number] => _owners[Resolve(number)];

    /// <summary>The number that a number stands for: mostly itself.</summary>
    internal int Resolve(int number) => _same.Count > 0 && _same.TryGetValue(number, out var other) ? other : number;

    /// <summary>True for a number that stands for another.</summary>
    internal bool IsRedirected(int number) => _same.ContainsKey(number);

    /// <summary>When an owner came.</summary>
    internal DateTimeOffset FirstSeen(int number) => _firstSeen[number];

    /// <summary>Gives an owner a number.</summary>
    internal int Add(Owner owner, DateTimeOffset now)
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

    /// <summary>Puts another description in an owner's place.</summary>
    internal void Set(int number, Owner owner) => _owners[number] = owner;

    /// <summary>
    /// From now on <paramref name="number"/>, and whatever stood for it, stands for <paramref name="other"/>: sockets that know it stay as
    /// they are.
    /// </summary>
    internal void Redirect(int number, int other)
    {
        other = Resolve(other);
        foreach (var before in _same.Where(pair => pair.Value == number).Select(static pair => pair.Key).ToArray())
        {
            _same[before] = other;
        }

        _same[number] = other;
    }

    /// <summary>The number goes to another: nothing knows it any more.</summary>
    internal void Remove(int number)
    {
        _owners[number] = null;
        _ = _same.Remove(number);
        _free.Push(number);
    }

    /// <summary>
    /// The number of the owner that consists of exactly these processes and runs, <see cref="OwnerBook.Nobody"/> for none.
    /// </summary>
    internal int Find(IReadOnlyList<ProcessDescription> processes, int except)
    {
        for (var i = 1; i < _owners.Count; i++)
        {
            if (i != except && _owners[i] is { IsGone: false } owner && !IsRedirected(i) && IsSame(owner.Processes, processes))
            {
                return i;
            }
        }

        return OwnerBook.Nobody;
    }

    private static bool IsSame(IReadOnlyList<ProcessDescription> x, IReadOnlyList<ProcessDescription> y)
    {
        var isSame = x.Count == y.Count && x.Count > 0;
        for (var i = 0; i < x.Count && isSame; i++)
        {
            isSame = x[i].ProcessId == y[i].ProcessId && x[i].StartTicks == y[i].StartTicks;
        }

        return isSame;
    }
}
