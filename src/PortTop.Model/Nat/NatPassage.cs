namespace PortTop.Model;

/// <summary>
/// The NAT pool that a pool of sockets leaves through: flows of its source address towards its destination are translated there.
/// </summary>
/// <param name="Pool">The NAT pool.</param>
/// <param name="Namespace">The network namespace that translates, as <see cref="NamespacePlace.Label"/> has it.</param>
/// <param name="Ledger">Its ports.</param>
/// <param name="IsTroubled">
/// It is at risk or used up: connections from here wait in SYN-SENT and time out, whatever ports are free here.
/// </param>
public sealed record NatPassage(PoolKey Pool, string Namespace, PoolLedger Ledger, bool IsTroubled);
