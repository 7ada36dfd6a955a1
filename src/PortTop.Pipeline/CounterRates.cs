using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Makes rates of the kernel's counters.</summary>
internal sealed class CounterRates
{
    private IReadOnlyList<long?> _before = [];

    /// <summary>The counters that this kernel has, with their growth since the last call.</summary>
    internal IReadOnlyList<CounterSample> Next(IReadOnlyList<long?> values, double? seconds)
    {
        var samples = new List<CounterSample>(values.Count);
        for (var i = 0; i < Math.Min(values.Count, KernelCounter.All.Count); i++)
        {
            if (values[i] is { } value)
            {
                var counter = KernelCounter.All[i];
                double? rate = !counter.IsGauge && seconds > 0 && i < _before.Count && _before[i] is { } before ? Math.Max(0, value - before) / seconds : null;
                samples.Add(new CounterSample(counter, value, rate));
            }
        }

        _before = values;
        return samples;
    }
}
