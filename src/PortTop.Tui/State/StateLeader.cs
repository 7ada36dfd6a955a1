using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>A pool with sockets in the selected state.</summary>
/// <param name="Pool">Which.</param>
/// <param name="Count">How many.</param>
/// <param name="Owner">Who has most of them; null where nobody is known.</param>
public sealed record StateLeader(PoolSample Pool, int Count, Owner? Owner);
