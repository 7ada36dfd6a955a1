using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The owners of sockets, found after the poll that saw these.</summary>
/// <param name="Snapshot">The snapshot of that poll with its owners.</param>
public sealed record OwnersRead(Snapshot Snapshot) : PollOutcome;
