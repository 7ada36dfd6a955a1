namespace PortTop.Model;

/// <summary>A counter at one poll.</summary>
/// <param name="Counter">Which.</param>
/// <param name="Value">Its value.</param>
/// <param name="Rate">Its growth per second since the poll before; null at the first poll and for a gauge.</param>
public readonly record struct CounterSample(KernelCounter Counter, long Value, double? Rate);
