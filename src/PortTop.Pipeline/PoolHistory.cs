using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What is remembered of a pool from poll to poll.</summary>
internal struct PoolHistory
{
    private PoolTrend _trend;
    private PoolStatus? _status;
    private DateTimeOffset? _lastFull;
    private int _usedBefore;

    /// <summary>Makes the sample of this poll and remembers what the next one compares with.</summary>
    /// <param name="key">Which pool.</param>
    /// <param name="ledger">Where its ports went.</param>
    /// <param name="states">Its sockets by state.</param>
    /// <param name="opened">Sockets first seen at this poll.</param>
    /// <param name="moment">When.</param>
    /// <param name="isSlow">See <see cref="PoolSample.IsSlow"/>.</param>
    /// <param name="failures">Its failures, null where it had none.</param>
    internal PoolSample Next(
        PoolKey key, PoolLedger ledger, in StateCounts states, int opened, PollMoment moment, bool isSlow = false, PoolFailures? failures = null)
    {
        var seconds = moment.IsComparable ? moment.Seconds : null;
        double? net = seconds > 0 ? (ledger.Used - _usedBefore) / seconds : null;
        _trend = net is { } change ? _trend.Next(change, seconds!.Value, ledger.Free) : default;
        _lastFull = ledger.Free <= 0 ? moment.Now : _lastFull;
        _status = PoolStatus.Next(_status, ledger, _trend.IsRising, moment.Now, _lastFull, moment.IsFirst, failures);
        _usedBefore = ledger.Used;
        return new PoolSample
        {
            Key = key,
            Ledger = ledger,
            States = states,
            Status = _status.Value,
            Opened = seconds > 0 ? opened / seconds : null,
            Net = net,
            IsSlow = isSlow,
            Failures = failures,
        };
    }
}
