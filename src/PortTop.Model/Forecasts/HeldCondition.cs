namespace PortTop.Model;

/// <summary>A condition with hysteresis: it counts once it held for a while, and until it did not hold for a while.</summary>
internal struct HeldCondition
{
    private double _held;
    private double _missing;
    private bool _isHolding;

    /// <summary>True while it counts.</summary>
    internal bool IsOn { get; private set; }

    /// <summary>Takes what a poll found.</summary>
    /// <param name="holds">It holds now.</param>
    /// <param name="seconds">Seconds since the poll before.</param>
    /// <param name="on">It counts after so many seconds.</param>
    /// <param name="off">It counts no more after so many seconds without it.</param>
    internal bool Update(bool holds, double seconds, double on, double off)
    {
        // Polls come a few milliseconds early and late.
        const double Slack = .25;
        _held = holds && _isHolding ? _held + seconds : 0;
        _missing = holds ? 0 : _missing + seconds;
        _isHolding = holds;
        IsOn = holds ? IsOn || _held >= on - Slack : IsOn && _missing < off;
        return IsOn;
    }

    /// <summary>Forgets that it held.</summary>
    internal void Reset() => this = default;
}
