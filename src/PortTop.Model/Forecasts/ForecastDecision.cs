namespace PortTop.Model;

/// <summary>
/// Turns forecasts into what is said: a state changes only when what speaks for it holds for a while, so that nobody learns to ignore it.
/// </summary>
internal struct ForecastDecision
{
    /// <summary>A pool that was full counts as full for so long: under load it fills again at once.</summary>
    private const double FullSeconds = 15;
    private const double FullUntil = .97;

    /// <summary>For so long less must be asked for before that ends it.</summary>
    private const double CalmSeconds = 3;

    /// <summary>
    /// While more is asked for than fits, it counts as full from one beat to the next: TIME-WAIT and the granule of its timer.
    /// </summary>
    private const double BeatSeconds = 65;

    /// <summary>A growth that is smaller, as a share of the capacity, is none.</summary>
    private const double LeastGrowth = .02;

    /// <summary>From here on a false alarm is dear and a late one dearer: the countdown begins sooner.</summary>
    private const double Urgent = 60;

    /// <summary>The shown countdown goes this part of the way to each new estimate.</summary>
    private const double Step = .3;

    private HeldCondition _countdown;
    private HeldCondition _risk;
    private HeldCondition _growth;
    private double _sinceFull;
    private double _sinceTooMuch;
    private bool _wasFull;
    private double? _shown;
    private double? _settles;

    /// <summary>A countdown is shown.</summary>
    internal readonly bool IsCountingDown => _countdown.IsOn;

    /// <summary>Decides.</summary>
    /// <param name="found">The forecast of this poll.</param>
    /// <param name="signs">What speaks for and against it.</param>
    /// <param name="used">Blocked ports now.</param>
    /// <param name="capacity">All ports of the pool.</param>
    /// <param name="seconds">Seconds since the poll before.</param>
    /// <param name="atRisk">So much use, as a share of the capacity, is a risk whatever the forecast is.</param>
    internal PoolForecast Decide(in PoolForecast found, in ForecastSigns signs, double used, double capacity, double seconds, double atRisk)
    {
        if (IsFull(used, capacity, signs.IsTooMuch, seconds))
        {
            // What filled it is over when it is not full any more, or shows anew.
            Reset();
            return found with { State = ForecastState.Full };
        }

        var hasEnd = found.Seconds < double.PositiveInfinity;
        if (_countdown.IsOn && !hasEnd && _shown - seconds <= 0)
        {
            // The time has come, the pool is not full, and nothing says any more that it will be.
            _countdown.Reset();
        }

        var isCounting = _countdown.Update(signs.IsWanted, seconds, found.Seconds < Urgent ? 2 : 3, 10);
        var mayFill = signs.IsEvident && (found.Earliest < double.PositiveInfinity || signs.IsTooMuch || signs.IsCreeping);
        var isAtRisk = _risk.Update(mayFill || used >= atRisk * capacity, seconds, 5, 15);
        var grows = _growth.Update(found.Peak > used + (LeastGrowth * capacity), seconds, 0, 5) && !signs.IsOpenEnded;

        // A single poll by which it would fill takes nothing back: if others agree it is a risk soon.
        _settles = !grows ? null : hasEnd ? _settles : found.Peak;
        var state = isCounting ? ForecastState.Countdown
            : isAtRisk ? ForecastState.AtRisk
            : _settles is not null ? ForecastState.Settles : ForecastState.Steady;
        return found with { State = state, Peak = state == ForecastState.Settles ? _settles!.Value : found.Peak, Shown = Show(state, found, seconds) };
    }

    /// <summary>A long gap: what held before tells nothing of now.</summary>
    internal void Reset()
    {
        _countdown.Reset();
        _risk.Reset();
        _growth.Reset();
        _settles = null;
        _shown = null;
    }

    private bool IsFull(double used, double capacity, bool isTooMuch, double seconds)
    {
        if (used >= capacity)
        {
            _wasFull = true;
            (_sinceFull, _sinceTooMuch) = (0, isTooMuch ? 0 : CalmSeconds);
            return true;
        }

        // A moment in which clients are late asks for little, and is no end.
        _sinceTooMuch = isTooMuch ? 0 : _sinceTooMuch + seconds;
        _sinceFull += seconds;
        _wasFull &= (_sinceTooMuch < CalmSeconds && _sinceFull < BeatSeconds) || (_sinceFull < FullSeconds && used >= FullUntil * capacity);
        return _wasFull;
    }

    private double? Show(ForecastState state, in PoolForecast found, double seconds)
    {
        if (state != ForecastState.Countdown)
        {
            return _shown = null;
        }

        var estimate = found.Seconds;
        var hasEnd = estimate < double.PositiveInfinity;
        if (_shown is not { } before)
        {
            return _shown = hasEnd ? estimate : null;
        }

        // Where a poll finds no end the clock runs on until it does again, or the countdown is taken back.
        var run = Math.Max(0, before - seconds);
        return _shown = hasEnd ? Math.Clamp(run + (Step * (estimate - run)), found.Earliest, found.Latest) : run;
    }
}
