namespace PortTop.Model;

/// <summary>What the tracepoints saw since they were last read, of the network namespace that is read.</summary>
/// <param name="Failed">How many connect() calls found no port: exact, but that those of <paramref name="Lost"/> may be of other namespaces.</param>
/// <param name="Lost">Of them those of which nothing else is known: they came faster than they could be read.</param>
/// <param name="Failures">The others by process and target.</param>
/// <param name="Sampled">Some of all connect() calls, failed or not, by process and target: a fixed share of them.</param>
public sealed record FailureReading(long Failed, long Lost, IReadOnlyList<ConnectAttempts> Failures, IReadOnlyList<ConnectAttempts> Sampled)
{
    /// <summary>Failures of bind(), of UDP and others by system call; null where they are not watched.</summary>
    public IReadOnlyList<SyscallFailures>? Syscalls { get; init; }
}
