namespace PortTop.Model;

/// <summary>Which part of the connections of one pool lives how long: hazards that are constant within an age bin.</summary>
internal sealed class SurvivalCurve
{
    /// <summary>Within the first two bins nothing is known of when a socket came, and so survival counts as constant there.</summary>
    private const int FlatBins = 2;

    private readonly double[] _hazards = new double[AgeBins.Count];
    private readonly double[] _logs = new double[AgeBins.Count + 1];
    private AgeScale? _scale;

    /// <summary>Begins with the part that lives long enough to be seen.</summary>
    internal void Begin(AgeScale scale, double seen)
    {
        _scale = scale;
        _logs[0] = Math.Log(seen);
    }

    /// <summary>Adds the hazard of the next bin, per second.</summary>
    internal void Add(int bin, double hazard)
    {
        _hazards[bin] = hazard;
        _logs[bin + 1] = _logs[bin] - (hazard * _scale!.Width(bin));
    }

    /// <summary>The part that lives longer than so many seconds.</summary>
    internal double At(double age) => Math.Exp(LogAt(age, _scale!.BinOf(age)));

    /// <summary>Adds, for each time of the grid, what is then left of the sockets that are of an age now.</summary>
    internal void AddSurvivors(Span<double> active, int sockets, double age) => Add(active, age, sockets / Math.Max(1e-12, At(age)));

    /// <summary>Writes the curve for each time of the grid.</summary>
    internal void Write(Span<double> survival)
    {
        survival.Clear();
        Add(survival, 0, 1);
    }

    /// <summary>The mean life in seconds, counting no more than so many of each.</summary>
    internal double MeanLife(double most)
    {
        var life = 0.0;
        for (var bin = 0; bin < AgeBins.Count && _scale!.Start(bin) < most; bin++)
        {
            var end = bin < AgeBins.Count - 1 ? Math.Min(most, _scale.Start(bin + 1)) : most;
            var width = end - _scale.Start(bin);
            var isFlat = bin < FlatBins || _hazards[bin] < 1e-9;
            life += Math.Exp(_logs[bin]) * (isFlat ? width : (1 - Math.Exp(-_hazards[bin] * width)) / _hazards[bin]);
        }

        return life;
    }

    /// <summary>
    /// Adds a multiple of the curve from an age on. Within one bin and at even steps each value is the one before times a constant, which
    /// spares most of the exponentials.
    /// </summary>
    private void Add(Span<double> target, double age, double factor)
    {
        var times = ProjectionGrid.Times;
        var bin = _scale!.BinOf(age);
        var i = 0;
        while (i < target.Length)
        {
            while (bin < AgeBins.Count - 1 && _scale.Start(bin + 1) <= age + times[i])
            {
                bin++;
            }

            var step = ProjectionGrid.Step(i);
            var last = ProjectionGrid.LastOfStep(i);
            var end = bin < AgeBins.Count - 1 ? _scale.Start(bin + 1) - age : double.PositiveInfinity;
            var value = factor * Math.Exp(LogAt(age + times[i], bin));
            var decay = bin < FlatBins ? 1 : Math.Exp(-_hazards[bin] * step);
            do
            {
                target[i++] += value;
                value *= decay;
            }
            while (i <= last && times[i] < end);
        }
    }

    private double LogAt(double age, int bin) => bin < FlatBins ? _logs[bin] : _logs[bin] - (_hazards[bin] * (age - _scale!.Start(bin)));
}
