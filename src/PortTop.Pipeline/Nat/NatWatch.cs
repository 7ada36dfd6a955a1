using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What is remembered of a NAT pool from one reading of the table to the next.</summary>
internal sealed class NatWatch
{
    private PoolStatus? _status;
    private int? _usedBefore;
    private double? _net;
    private long _failures;
    private DateTimeOffset _since;
    private DateTimeOffset _last;
    private double _lastClock = double.NegativeInfinity;

    /// <summary>The reading that saw it last.</summary>
    internal int LastReading { get; set; }

    /// <summary>A reading of the table came: the growth is that since the one before.</summary>
    internal void Read(int used, double? seconds)
    {
        _net = seconds > 0 && _usedBefore is { } before ? (used - before) / seconds : null;
        _usedBefore = used;
    }

    /// <summary>Flows were dropped because they found no port here, by all that is known.</summary>
    internal void Fail(long count, DateTimeOffset now, double clock)
    {
        if (clock - _lastClock > PoolFailures.HoldSeconds)
        {
            (_failures, _since) = (0, now);
        }

        _failures += count;
        (_last, _lastClock) = (now, clock);
    }

    /// <summary>The sample of this poll.</summary>
    /// <param name="sample">What the last reading counted.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="clock">Seconds by a clock that nobody sets.</param>
    /// <param name="rate">Flows dropped here per second; null where that is not known.</param>
    internal PoolSample Next(PoolSample sample, PollMoment moment, double clock, double? rate)
    {
        PoolFailures? failures = clock - _lastClock > PoolFailures.HoldSeconds ? null : new PoolFailures(_failures, _since, _last)
        {
            Rate = rate,
            SecondsAgo = clock - _lastClock,
            IsNow = rate > 0,
            IsEstimated = true,
        };
        var use = sample.Nat!;
        var state = use.SearchFailure >= NatUse.FullFailure ? ForecastState.Full
            : sample.Ledger.UsedRatio >= NatUse.AtRiskRatio ? ForecastState.AtRisk
            : ForecastState.Steady;
        var forecast = new PoolForecast { State = state, Peak = sample.Ledger.Used };
        _status = PoolStatus.Next(_status, sample.Ledger, forecast, moment.Now, moment.IsFirst, failures, moment.AtRisk);
        return sample with { Status = _status.Value, Forecast = forecast, Failures = failures, Failed = rate, Net = _net };
    }
}
