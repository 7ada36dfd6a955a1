using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>One answer of the kernel, and what PortTop had counted then.</summary>
/// <param name="Pool">The pool that was asked about.</param>
/// <param name="Time">When the kernel was asked.</param>
/// <param name="Answer">Its answer, or why there is none.</param>
/// <param name="Counted">The pool as the last poll before had it; null where it had no sockets.</param>
/// <param name="CountedAt">The time of that poll.</param>
public sealed record ProbeEntry(PoolKey Pool, DateTimeOffset Time, ProbeAnswer Answer, PoolLedger? Counted, DateTimeOffset CountedAt);
