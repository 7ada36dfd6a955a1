using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Tui.WarRoom;

/// <summary>What the war room says in big letters: a word, and a figure with it.</summary>
/// <param name="Word">The word.</param>
/// <param name="Role">How it looks.</param>
/// <param name="Sign">"!!" or "!" before it, so that no colour is needed; empty where nothing is wrong.</param>
/// <param name="Figure">What the figure says.</param>
/// <param name="Pool">The pool of the figure; null where it is of none.</param>
internal readonly record struct WarRoomVerdict(string Word, Role Role, string Sign, WarRoomFigure Figure, PoolSample? Pool)
{
    /// <summary>The word for a last poll that is too old.</summary>
    internal const string Stale = "STALE";

    private const string FullIn = "FULL IN";

    /// <summary>The word of a pool that fills needs its figure behind it.</summary>
    internal bool IsFullIn => ReferenceEquals(Word, FullIn);

    /// <summary>What is shown is not how it stands now.</summary>
    internal bool IsAged => Figure == WarRoomFigure.Age;

    /// <summary>The widest that the figure usually is: room is kept for it, so that nothing moves when it grows by a digit.</summary>
    internal string Template => Figure switch
    {
        WarRoomFigure.FailureRate => "0,000/s",
        WarRoomFigure.FullFor when Pool!.Status.SinceBeforeWatch => ">00m00s",
        WarRoomFigure.Share => "100%",
        WarRoomFigure.None => string.Empty,
        _ => "00m00s",
    };

    /// <summary>What is to be said of a state. What is not how it stands now is said before anything else.</summary>
    internal static WarRoomVerdict Of(UiState state)
    {
        if (state.IsPast)
        {
            return new("PAST", Role.Banner, string.Empty, WarRoomFigure.Age, null);
        }

        if (state.IsPaused)
        {
            return new("PAUSED", Role.Banner, string.Empty, state.Snapshot is null ? WarRoomFigure.None : WarRoomFigure.Age, null);
        }

        if (state.Trouble is not null)
        {
            return new("NO DATA", Role.Banner, "!", state.Snapshot is null ? WarRoomFigure.None : WarRoomFigure.Age, null);
        }

        if (state.Snapshot is not { } snapshot)
        {
            return new("READING", Role.Muted, string.Empty, WarRoomFigure.None, null);
        }

        return state.IsStale ? new(Stale, Role.Banner, "!", WarRoomFigure.Age, null) : Judge(snapshot);
    }

    /// <summary>Writes the figure and returns its length.</summary>
    internal int WriteFigure(UiState state, Span<char> text) => Figure switch
    {
        WarRoomFigure.Age => DurationText.Write(state.Now - state.Snapshot!.Time, text),
        WarRoomFigure.Countdown => WriteCountdown(state, text),
        WarRoomFigure.FailureRate => WriteRate(Pool is { } pool ? pool.Failures?.Rate : state.Snapshot?.Starved?.Failures?.Rate, text),
        WarRoomFigure.FullFor => WriteFullFor(state, text),
        WarRoomFigure.NextFailure => DurationText.Write(WaveText.Next(Pool!, state.Snapshot!.Time) - state.KnownUntil, text),
        WarRoomFigure.Share => NumberText.WriteShare(Pool!.NearerRatio, text),
        _ => 0,
    };

    private static WarRoomVerdict Judge(Snapshot snapshot)
    {
        if (snapshot.Starved is { } starved)
        {
            return new("NO PORT", Role.Full, "!!", starved.Failures?.Rate is > 0 ? WarRoomFigure.FailureRate : WarRoomFigure.None, null);
        }

        if (snapshot.Pools is not [var worst, ..])
        {
            return Well(snapshot, null);
        }

        var next = Soonest(snapshot.Pools);
        var (figure, pool) = next is not null ? (WarRoomFigure.Countdown, next)
            : worst.Failures is { IsNow: true, Rate: not null } ? (WarRoomFigure.FailureRate, worst)
            : worst.Status.Condition == PoolCondition.Full ? (WarRoomFigure.FullFor, worst)
            : worst.Status.IsForetold ? (WarRoomFigure.NextFailure, worst)
            : (WarRoomFigure.Share, worst);
        return worst.Status switch
        {
            { IsFailingNow: true } => new("FAILING", Role.Full, "!!", figure, pool),
            { Condition: PoolCondition.Full } => new("FULL", Role.Full, "!!", figure, pool),
            { Condition: PoolCondition.Waves, IsForetold: true } => new("WAVES", Role.AtRisk, "!", figure, pool),
            { Condition: PoolCondition.Waves } => new("WAS FULL", Role.AtRisk, "!", figure, pool),
            { Condition: PoolCondition.Failed } => new("FAILED", Role.AtRisk, "!", figure, pool),
            { Condition: PoolCondition.Countdown } => new(FullIn, Role.AtRisk, "!", WarRoomFigure.Countdown, next ?? worst),
            { Condition: PoolCondition.Unclear } => new("UNCLEAR", Role.AtRisk, "?", figure, pool),
            { Condition: PoolCondition.AtRisk } => new("AT RISK", Role.AtRisk, "!", figure, pool),
            _ when NoFilesLeft(snapshot) => new("EMFILE", Role.Full, "!!", figure, pool),
            _ => Well(snapshot, worst),
        };
    }

    /// <summary>Nothing is wrong, as far as is seen: where something is not seen that is doubt, and no green.</summary>
    private static WarRoomVerdict Well(Snapshot snapshot, PoolSample? fullest)
    {
        var figure = fullest is null ? WarRoomFigure.None : WarRoomFigure.Share;
        return snapshot.Source.Unseen.Count == 0 ? new("OK", Role.Steady, string.Empty, figure, fullest) : new("OK?", Role.Settles, string.Empty, figure, fullest);
    }

    /// <summary>The pool that will be full before all others. Pools stand worst first: behind those that fill none does.</summary>
    private static PoolSample? Soonest(IReadOnlyList<PoolSample> pools)
    {
        PoolSample? soonest = null;
        for (var i = 0; i < pools.Count && (pools[i].Status.IsFailing || pools[i].Status.Condition >= PoolCondition.Countdown); i++)
        {
            if (pools[i].Status is { Condition: PoolCondition.Countdown, FullAt: { } at } && (soonest is null || at < soonest.Status.FullAt))
            {
                soonest = pools[i];
            }
        }

        return soonest;
    }

    private static bool NoFilesLeft(Snapshot snapshot)
    {
        for (var i = 0; i < snapshot.Owners.Owners.Count; i++)
        {
            if (snapshot.Owners.Owners[i].Descriptors is { IsFull: true })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As the table writes it, without its words.</summary>
    private int WriteCountdown(UiState state, Span<char> text)
    {
        Span<char> status = stackalloc char[48];
        var length = PoolStatusText.Write(Pool!.Status, state.TimeOf(Pool), status);
        var words = FullIn.Length + 1;
        status[words..length].CopyTo(text);
        return length - words;
    }

    private int WriteFullFor(UiState state, Span<char> text)
    {
        var written = 0;
        if (Pool!.Status.SinceBeforeWatch)
        {
            text[written++] = '>';
        }

        return written + DurationText.Write(state.KnownUntil - Pool.Status.Since, text[written..]);
    }

    private static int WriteRate(double? rate, Span<char> text)
    {
        var length = NumberText.WriteRate(rate, text);
        "/s".CopyTo(text[length..]);
        return length + 2;
    }
}
