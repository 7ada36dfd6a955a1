namespace PortTop.Model;

/// <summary>What the tracepoints saw since they were last read, of the network namespace that is read.</summary>
/// <param name="Lost">
/// How many failed connect() calls nothing else is known of: they came faster than they could be read. Of all that were lost on the machine
/// the share that this namespace has of those that were not.
/// </param>
/// <param name="Failures">The failed connect() calls by process and target.</param>
/// <param name="Sampled">Some of all connect() calls, failed or not, by process and target: a fixed share of them.</param>
public sealed record FailureReading(long Lost, IReadOnlyList<ConnectAttempts> Failures, IReadOnlyList<ConnectAttempts> Sampled)
{
    /// <summary>What was lost was shared out between this namespace and others.</summary>
    public bool IsShared { get; init; }

    /// <summary>Each how manieth connect() call is in <see cref="Sampled"/>.</summary>
    public int SamplePeriod { get; init; } = 1;

    /// <summary>Failures of bind(), of UDP and others by system call; null where they are not watched.</summary>
    public IReadOnlyList<SyscallFailures>? Syscalls { get; init; }
}
