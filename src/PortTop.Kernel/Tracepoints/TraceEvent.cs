namespace PortTop.Kernel.Tracepoints;

/// <summary>A tracepoint as tracefs describes it.</summary>
/// <param name="Id">The number that perf_event_open(2) knows it by.</param>
/// <param name="Fields">Where each field lies in a record.</param>
internal sealed record TraceEvent(int Id, IReadOnlyDictionary<string, TraceField> Fields);
