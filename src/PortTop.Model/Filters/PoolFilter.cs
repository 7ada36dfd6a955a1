using System.Diagnostics.CodeAnalysis;

namespace PortTop.Model;

/// <summary>
/// Which pools are meant: "dst:10.8. dport:5432 !owner:web used>50% out&lt;5m". Words are joined by and; a word is a field with a value
/// (<see cref="FilterFields"/>) or plain text, several values have | between them, and ! turns a word round. Never changed, so threads may
/// share it.
/// </summary>
public sealed class PoolFilter
{
    /// <summary>It may ask about no more local ports than this: each is read at each poll.</summary>
    private const int MostSourcePorts = 8;

    private readonly FilterTerm[] _terms;

    private PoolFilter(string text, FilterTerm[] terms)
    {
        Text = text;
        _terms = terms;
        var ports = new SortedSet<ushort>();
        Array.ForEach(terms, term => term.AddSourcePorts(ports));
        SourcePorts = [.. ports];
    }

    /// <summary>The filter of which nothing is left out.</summary>
    public static PoolFilter All { get; } = new(string.Empty, []);

    /// <summary>The filter as it was written, without blanks around it.</summary>
    public string Text { get; }

    /// <summary>True where every pool matches because nothing is asked for.</summary>
    public bool IsEmpty => _terms.Length == 0;

    /// <summary>The local ports that it asks about, in order: who has them has to be read for it. Always the same list.</summary>
    public IReadOnlyList<ushort> SourcePorts { get; }

    /// <summary>Reads a filter; a text of blanks is <see cref="All"/>. Never throws.</summary>
    /// <param name="text">The text.</param>
    /// <param name="filter">The filter, null where something is wrong.</param>
    /// <param name="error">What is wrong first, and where; null where nothing is.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out PoolFilter? filter, [NotNullWhen(false)] out FilterError? error)
    {
        var terms = FilterParser.Read(text, out error);
        filter = terms is null ? null : terms.Length == 0 ? All : new PoolFilter(text.Trim(), terms);
        if (filter?.SourcePorts.Count > MostSourcePorts)
        {
            (filter, error) = (null, new FilterError(
                0, text.Length, $"sport: asks about {MostSourcePorts} local ports at most, as each is read at each poll"));
        }

        return filter is not null;
    }

    /// <summary>The filter of a setting, which was checked when it was read.</summary>
    /// <exception cref="ArgumentException">The text is no filter.</exception>
    public static PoolFilter Parse(string text) => TryParse(text, out var filter, out var error) ? filter : throw new ArgumentException(error.Message, nameof(text));

    /// <summary>True for a pool that is meant. Allocates nothing.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="now">The time of its poll, or of the screen: what is full in five minutes is so by it.</param>
    public bool Matches(PoolSample pool, DateTimeOffset now)
    {
        foreach (var term in _terms)
        {
            if (!term.Matches(pool, now))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// How many of some pools do not match, and might if more were known: an owner that nobody may see, a rate at the first poll. A check
    /// that is green because it cannot see has to say so.
    /// </summary>
    public int CountUnknown(IReadOnlyList<PoolSample> pools, DateTimeOffset now)
        => IsEmpty ? 0 : pools.Count(pool => !Matches(pool, now) && Array.TrueForAll(_terms, term => term.MayMatch(pool, now)));

    /// <summary>The filter names one target: a remote address and a port.</summary>
    public bool IsOfTarget => Array.Exists(_terms, static term => term.NamesAddress) && Array.Exists(_terms, static term => term.NamesPort);

    /// <summary>
    /// Those of some pools that are meant, in their order. Where one target is named, the pools that decide about it too are among them
    /// (<see cref="DecidingPools"/>), by all other words.
    /// </summary>
    public IReadOnlyList<PoolSample> Apply(IReadOnlyList<PoolSample> pools, DateTimeOffset now)
    {
        if (IsEmpty)
        {
            return pools;
        }

        PoolSample[] meant = [.. pools.Where(pool => Matches(pool, now))];
        if (meant.Length == 0 || !IsOfTarget)
        {
            return meant;
        }

        var others = Array.FindAll(_terms, static term => !term.NamesAddress && !term.NamesPort);
        var beside = DecidingPools.Beside(meant, pools, home: 0).Where(pool => Array.TrueForAll(others, term => term.Matches(pool, now)))
            .Select(static pool => pool.Key).ToHashSet();
        return beside.Count == 0 ? meant : [.. pools.Where(pool => beside.Contains(pool.Key) || Matches(pool, now))];
    }

    /// <summary>The text of the filter.</summary>
    public override string ToString() => Text;
}
