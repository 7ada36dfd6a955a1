namespace PortTop.Model;

/// <summary>The fields that ask for a figure.</summary>
internal static class FigureFields
{
    /// <summary>The states of <see cref="StateGroup"/> that have a field: those with a column, and who waits for a peer's close.</summary>
    private static readonly string[] Counted = ["timeWait", "closeWait", "established", "synSent", "finWait"];

    /// <summary>Every field.</summary>
    internal static IReadOnlyList<FilterField> All { get; } =
    [
        Field("used", "ports that it uses; `%` of those that it can have, as the column USE: of the NAT's where that is nearer", "used>50%", ["use"], new FigureSource(static (pool, _) => Figure.Of(pool.Ledger.Used))
        {
            Share = static pool => Figure.Of(pool.NearerRatio),
        }),
        Field("free", "ports that it can still be given; `%` of those that it can have", "free<500", [], new FigureSource(static (pool, _) => Figure.Of(pool.Ledger.Free))
        {
            Share = static pool => Figure.Over(Figure.Of(pool.Ledger.Free), pool.Ledger.Capacity) ?? new Figure(0, 0),
        }),
        Field("asks", "connections asked for per second; `%` of what fits", "asks>90%", ["ask", "demand"], new FigureSource(static (pool, _) => Asks(pool))
        {
            Share = static pool => Figure.Over(Asks(pool), pool.Demand?.Fits),
        }),
        Field("fits", "connections per second that find a port each time", "fits<100", ["fit"], new FigureSource(static (pool, _) => Figure.Of(pool.Demand?.Fits))),
        Field("open", "sockets opened per second", "open>=100/s", ["opened"], new FigureSource(static (pool, _) => Figure.Of(pool.Opened))),
        Field("fail", "attempts per second that find no port", "fail>0", ["fails", "failed", "failing"], new FigureSource(static (pool, _) => Failed(pool))),
        Field("net", "change of used ports per second", "net>5", [], new FigureSource(static (pool, _) => Figure.Of(pool.Net))),
        Field("out", "time until it is full, by the forecast, 0 where it is; a pool that does not fill is in none: `30s`, `5m`, `1h30m`", "out<5m", [], new FigureSource(SecondsLeft) { IsDuration = true }),
        .. Counted.Select(static name => OfState(StateGroup.All.First(group => group.JsonName == name))),
    ];

    private static FilterField Field(string name, string meaning, string example, string[] aliases, FigureSource source)
        => new(name, meaning, example, aliases, (string value, FilterOperator comparison, out string problem) => FigureTerm.Make(source, value, comparison, out problem));

    /// <summary>A state as ss has it, with - and without, and as JSON has it.</summary>
    private static FilterField OfState(StateGroup group)
    {
        var written = group.Name.ToLowerInvariant();
        var name = written.Replace("-", string.Empty, StringComparison.Ordinal);
        string[] aliases = [.. new[] { written, group.JsonName.ToLowerInvariant() }.Where(alias => alias != name)];
        return Field(name, $"sockets in {group.Name}; `%` of the pool's sockets", name + ">1000", aliases, new FigureSource((pool, _) => Figure.Of(group.Count(pool.States)))
        {
            Share = pool => Figure.Over(Figure.Of(group.Count(pool.States)), pool.States.Total),
        });
    }

    private static Figure? Asks(PoolSample pool)
        => pool.Asks is { } asks ? new Figure(asks, pool.Demand is { IsAtLeast: true } ? double.PositiveInfinity : asks) : null;

    /// <summary>That some failed is known before how many a second.</summary>
    private static Figure? Failed(PoolSample pool)
        => pool is { Failed: null, Failures.IsNow: true } ? new Figure(double.Epsilon, double.PositiveInfinity) : Figure.Of(pool.Failed);

    /// <summary>A pool that does not fill is never full, which is no time that could be compared.</summary>
    private static Figure? SecondsLeft(PoolSample pool, DateTimeOffset now) => pool.Status switch
    {
        { Condition: PoolCondition.Full } => new Figure(0, 0),
        { IsForetold: true } when pool.Beats is { Fails: { } fails } => Figure.Of(fails),
        { FullAt: { } at } => Figure.Of(Math.Max(0, (at - now).TotalSeconds)),
        { FullBetween: var (earliest, latest) }
            => new Figure(Math.Max(0, (earliest - now).TotalSeconds), Math.Max(0, (latest - now).TotalSeconds)),
        _ => pool.Forecast is { State: ForecastState.Countdown, Shown: { } seconds } ? Figure.Of(seconds) : null,
    };
}
