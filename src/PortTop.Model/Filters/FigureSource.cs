namespace PortTop.Model;

/// <summary>Where a field takes its figure from.</summary>
/// <param name="Count">The figure itself, null where it is not known; of a duration seconds.</param>
internal sealed record FigureSource(Func<PoolSample, DateTimeOffset, Figure?> Count)
{
    /// <summary>The figure as a share, 1 for 100 %; null where it has none.</summary>
    internal Func<PoolSample, Figure?>? Share { get; init; }

    /// <summary>It is a time, and never a plain number: 30s, 5m, 1h30m.</summary>
    internal bool IsDuration { get; init; }
}
