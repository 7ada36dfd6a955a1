using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The sockets of the pool that a person has just opened, read between polls. It says nothing of the poll that is shown.</summary>
/// <param name="Detail">What was read.</param>
public sealed record DetailRead(PoolDetail Detail) : PollOutcome;
