namespace PortTop.Pipeline;

/// <summary>Work that is done as often as a share of the time allows.</summary>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
/// <param name="share">The share of the time, 0 to 1.</param>
/// <param name="longest">The longest time between two times.</param>
internal sealed class PacedWork(Func<TimeSpan> elapsed, double share, TimeSpan longest)
{
    private TimeSpan _due;

    /// <summary>True when it is to be done.</summary>
    internal bool IsDue => elapsed() >= _due;

    /// <summary>Does it, and decides by what it took when it is due again.</summary>
    internal void Do(Action work)
    {
        var start = elapsed();
        work();
        var wait = (elapsed() - start) / share;
        _due = start + (wait < longest ? wait : longest);
    }

    /// <summary>It is due at once.</summary>
    internal void Hasten() => _due = TimeSpan.Zero;
}
