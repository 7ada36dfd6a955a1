namespace PortTop.Model;

/// <summary>A person asks whether the kernel still gives a port of a pool.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Number">The number of the question: the same pool can be asked about again.</param>
public sealed record ProbeRequest(PoolKey Pool, int Number);
