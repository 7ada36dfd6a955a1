using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>A poll that could be read.</summary>
/// <param name="Snapshot">What was read.</param>
public sealed record PollSucceeded(Snapshot Snapshot) : PollOutcome;
