namespace PortTop.Pipeline;

/// <summary>Stretches the interval so that watching stays within its share of one core.</summary>
internal sealed class CpuBudget
{
    /// <summary>
    /// The cheapest of this many polls counts: one poll that met a busy machine, or code that ran for the first time, stretches nothing.
    /// </summary>
    private const int Window = 3;

    private readonly TimeSpan[] _costs = new TimeSpan[Window];
    private int _recorded;

    /// <summary>Notes the processor time that one poll, with all that was drawn since the poll before, has taken.</summary>
    internal void Record(TimeSpan cost) => _costs[_recorded++ % Window] = cost;

    /// <summary>The interval to keep: the wanted one, or a longer one in steps of a tenth and of half a second.</summary>
    /// <param name="wanted">The wanted one.</param>
    /// <param name="share">The share of one core, 0 to 1.</param>
    internal TimeSpan Stretch(TimeSpan wanted, double share)
    {
        if (_recorded < Window)
        {
            return wanted;
        }

        var needed = _costs.Min().TotalSeconds / share;
        if (needed <= wanted.TotalSeconds)
        {
            return wanted;
        }

        var step = needed < 2 ? 0.1 : 0.5;
        return TimeSpan.FromSeconds(Math.Ceiling(needed / step) * step);
    }
}
