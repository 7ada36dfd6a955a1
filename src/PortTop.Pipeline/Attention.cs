using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Whether more of a core may be used than usual: somebody sits before the screen, and a pool is in trouble, a shorter interval was asked
/// for, or exact answers are being fetched. Some minutes after the last key and the last change it ends: a screen that nobody looks at must
/// not take a fifth of a core from a machine in need.
/// </summary>
internal sealed class Attention
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    private int? _attended;
    private TimeSpan? _interval;
    private TimeSpan _last;
    private bool _isShorter;
    private bool _isAnswering;
    private PoolCondition? _trouble;

    /// <summary>Goes by what the person looks at and asks for.</summary>
    /// <param name="interest">What that is.</param>
    /// <param name="now">Time that no clock change moves.</param>
    internal void Heed(Interest interest, TimeSpan now)
    {
        if (_attended != interest.Attended)
        {
            (_attended, _last) = (interest.Attended, now);
        }

        if (_interval is { } before && before != interest.Interval)
        {
            (_isShorter, _last) = (interest.Interval < before, now);
        }

        _interval = interest.Interval;
    }

    /// <summary>Goes by what a poll found.</summary>
    internal void Learn(Snapshot snapshot, TimeSpan now)
    {
        // Waves come back each minute, and two bad pools may take turns: a change is that it gets worse.
        PoolCondition? worst = snapshot.Starved is not null ? PoolCondition.Full
            : snapshot.Pools is [var pool, ..] ? pool.Status.Condition : null;
        PoolCondition? trouble = worst switch
        {
            >= PoolCondition.Failed => PoolCondition.Full,
            PoolCondition.Countdown => PoolCondition.Countdown,
            _ => null,
        };
        _last = trouble > _trouble || (trouble is not null && _trouble is null) ? now : _last;
        _trouble = trouble;
        _isAnswering = snapshot.Asking is { Unknown: > 0, Reason: null };
    }

    /// <summary>Why more may be used now; null where no more may.</summary>
    internal BudgetReason? Reason(TimeSpan now) => _attended is null || now - _last > Lasts ? null
        : _trouble is not null ? BudgetReason.Trouble
        : _isShorter ? BudgetReason.Asked
        : _isAnswering ? BudgetReason.Answers : null;
}
