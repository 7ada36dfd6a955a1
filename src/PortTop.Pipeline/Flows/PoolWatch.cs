using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What is remembered of a pool from poll to poll.</summary>
internal sealed class PoolWatch
{
    private PoolStatus? _status;
    private readonly SmoothGrowth _use = new();
    private readonly StayingGrowth _alive = new();
    private readonly StayingGrowth _closeWait = new();
    private double _idleSeconds;
    private int _usedBefore;
    private int _foreignBefore;
    private int _poll;
    private int _pass;

    /// <summary>What the poll saw of its sockets.</summary>
    internal FlowCounts Counts { get; } = new();

    /// <summary>Foretells when it is full.</summary>
    internal Forecaster Forecaster { get; } = new();

    /// <summary>The ports that were left at the last poll.</summary>
    internal int Free { get; private set; }

    /// <summary>The kernel gives ports in TIME-WAIT out again after so many seconds; null where it does not.</summary>
    internal double? ReuseDelay { get; set; }

    /// <summary>All ports that it can have.</summary>
    internal int Capacity { get; private set; }

    /// <summary>What the kernel answered when a person asked for a port of it; null where nobody did.</summary>
    internal PoolProof? Proof { get; set; }

    /// <summary>Its ports in TIME-WAIT that were given out again at the last poll.</summary>
    internal int Reclaimable { get; set; }

    /// <summary>When it came to be; null where it was there at the first poll.</summary>
    internal DateTimeOffset? Born { get; set; }

    /// <summary>When its trouble began; null while there is none.</summary>
    internal PoolOnset? Onset { get; set; }

    /// <summary>How bad its trouble was at the last poll; null while there is none.</summary>
    internal PoolCondition? Trouble { get; set; }

    /// <summary>Since when it has been in trouble.</summary>
    internal DateTimeOffset TroubleSince { get; set; }

    /// <summary>Begins to count for a pass. What changed since the poll before is counted once, though the pass may be run again.</summary>
    internal void Begin(int poll, int pass)
    {
        if (_poll != poll)
        {
            Counts.Clear();
            _poll = poll;
            _pass = pass;
        }
        else if (_pass != pass)
        {
            Counts.ForgetSockets();
            _pass = pass;
        }
    }

    /// <summary>Makes the sample of this poll and remembers what the next one compares with.</summary>
    /// <param name="reading">What was counted.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="flows">What forecasts share; null where nothing is to be foretold.</param>
    internal PoolSample Next(in PoolReading reading, PollMoment moment, FlowBook? flows)
    {
        var seconds = moment.IsComparable ? moment.Seconds : null;
        var ledger = reading.Ledger;
        var freeBefore = Free;
        var forecast = flows is null ? new PoolForecast() : Foretell(reading, moment, flows);
        var isKnown = flows is not null && reading.Ledger.Capacity > 0 && Forecaster.IsDemandKnown;
        var beats = isKnown ? Forecaster.Beats : null;
        var outcome = isKnown ? OutcomeOf(reading, seconds, freeBefore) : AttemptOutcome.Unknown;
        _status = PoolStatus.Next(_status, ledger, forecast, moment.Now, moment.IsFirst, reading.Failures, moment.AtRisk, beats, outcome);
        var leak = isKnown && _status.Value.Condition < PoolCondition.Failed ? Forecaster.Leak : null;
        _status = _status.Value.Leaking(leak, ledger.Free, moment.Now);
        var sample = new PoolSample
        {
            UseGrowth = _use.Next(ledger.Used, seconds),
            AliveGrowth = _alive.Next(reading.States.Total - reading.States.Of(TcpState.TimeWait), seconds),
            CloseWaitGrowth = _closeWait.Next(reading.States.Of(TcpState.CloseWait), seconds),
            Key = reading.Key,
            Ledger = ledger,
            States = reading.States,
            Chosen = reading.Chosen,
            SourcePorts = reading.SourcePorts,
            AskedPorts = reading.AskedPorts ?? [],
            Status = _status.Value,
            Opened = seconds > 0 ? reading.Opened / seconds : null,
            Net = seconds > 0 ? (ledger.Used - _usedBefore) / seconds : null,
            IsSlow = reading.IsSlow,
            Failures = reading.Failures,
            Failed = reading.Failed,
            Forecast = forecast,
            Demand = isKnown ? Told(reading, seconds) : null,
            Leak = leak,
            Beats = _status.Value.Condition >= PoolCondition.Waves ? beats : null,
        };
        _usedBefore = ledger.Used;
        return sample;
    }

    /// <summary>What came of what was asked for.</summary>
    private AttemptOutcome OutcomeOf(in PoolReading reading, double? seconds, int freeBefore)
    {
        const double NearlyAll = .9;

        // One port that turns over tells nothing of others.
        const int Few = 2;

        var usual = Forecaster.Demand.Mean * seconds;
        if (reading.Opened == 0)
        {
            _idleSeconds = reading.Failed is null or 0 && freeBefore > usual ? _idleSeconds + (seconds ?? 0) : 0;
            return _idleSeconds >= Forecaster.LateSeconds ? AttemptOutcome.Idle : AttemptOutcome.Unknown;
        }

        _idleSeconds = 0;

        var worked = reading.Failed is { } failed ? failed == 0 : reading.Opened >= Few && reading.Opened + 1 >= NearlyAll * usual;
        return worked ? AttemptOutcome.Worked : AttemptOutcome.Some;
    }

    /// <summary>What is told to be asked for is never less than what was got and what failed, which is told beside it.</summary>
    private PoolDemand Told(in PoolReading reading, double? seconds)
    {
        var demand = Forecaster.Demand;
        var now = seconds > 0 ? (reading.Opened / seconds.Value) + (reading.Failed ?? 0) : 0;
        return demand with { Asks = Math.Max(demand.Mean, now) };
    }

    /// <summary>What is known of the next minute, by the last poll.</summary>
    internal PoolOutlook Look(FlowBook flows) => Forecaster.Look(Counts, Free, ReuseDelay, flows.Moment, flows.Room);

    private PoolForecast Foretell(in PoolReading reading, PollMoment moment, FlowBook flows)
    {
        if (!moment.IsFirst && !moment.IsComparable)
        {
            // Sockets that another range shows or hides neither came nor went.
            Counts.ForgetChanges();
        }

        Counts.AddForeign(reading.Foreign, moment.IsFirst || !moment.IsComparable ? reading.Foreign : _foreignBefore);
        _foreignBefore = reading.Foreign;
        Counts.Failed = reading.Failed * moment.Seconds;
        Free = reading.Ledger.Free;
        Capacity = reading.Ledger.Capacity;
        return Forecaster.Update(Counts, Free, ReuseDelay, flows.Moment, flows.Room);
    }
}
