namespace PortTop.Model;

/// <summary>
/// One column of a table of pools: what it is called, what it means, how it sorts and how it is written. Screens, reports and help share
/// it.
/// </summary>
public sealed class PoolColumn
{
    private readonly PoolColumnWriter _writer;
    private readonly Comparison<PoolSample> _comparison;

    /// <summary>Describes a column.</summary>
    /// <param name="id">The name in settings and options.</param>
    /// <param name="header">The name above the column.</param>
    /// <param name="width">The width in characters that its usual values need.</param>
    /// <param name="alignment">On which side values stand.</param>
    /// <param name="meaning">What it means, with its unit, for help.</param>
    /// <param name="comparison">How it sorts when it is chosen: the more interesting value first.</param>
    /// <param name="writer">How a value is written.</param>
    public PoolColumn(
        string id, string header, int width, ColumnAlignment alignment, string meaning, Comparison<PoolSample> comparison, PoolColumnWriter writer)
    {
        Id = id;
        Header = header;
        Width = width;
        Alignment = alignment;
        Meaning = meaning;
        _comparison = comparison;
        _writer = writer;
    }

    /// <summary>The name in settings and options.</summary>
    public string Id { get; }

    /// <summary>The name above the column.</summary>
    public string Header { get; }

    /// <summary>The width in characters that its usual values need.</summary>
    public int Width { get; }

    /// <summary>On which side values stand.</summary>
    public ColumnAlignment Alignment { get; }

    /// <summary>What it means, with its unit.</summary>
    public string Meaning { get; }

    /// <summary>Compares two pools by this column, the more interesting first; ties by key, so that rows do not swap places.</summary>
    public int Compare(PoolSample x, PoolSample y)
    {
        var order = _comparison(x, y);
        return order != 0 ? order : x.Key.CompareTo(y.Key);
    }

    /// <summary>Writes the value of <paramref name="pool"/> and returns the number of characters; what does not fit is left out.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="now">The time that durations are counted to.</param>
    /// <param name="destination">Where to write; 64 characters hold every value.</param>
    public int Write(PoolSample pool, DateTimeOffset now, Span<char> destination) => _writer(pool, now, destination);
}
