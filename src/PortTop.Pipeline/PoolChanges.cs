namespace PortTop.Pipeline;

/// <summary>How many sockets came and went, over all pools.</summary>
/// <param name="Vacated">Sockets that went since the poll before.</param>
/// <param name="Come">Sockets that came since the start.</param>
/// <param name="Gone">Sockets that went since the start.</param>
internal readonly record struct PoolChanges(int Vacated, long Come, long Gone);
