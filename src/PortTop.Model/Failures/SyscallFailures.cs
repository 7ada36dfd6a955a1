namespace PortTop.Model;

/// <summary>System calls of one process that failed since they were last read.</summary>
/// <param name="Kind">Which call and which error.</param>
/// <param name="ProcessId">The process, 0 where it lies in a pid namespace that is not seen.</param>
/// <param name="Count">How many calls.</param>
public readonly record struct SyscallFailures(SyscallFailureKind Kind, int ProcessId, int Count)
{
    /// <summary>The process as it was when the call was seen, null where it was gone already.</summary>
    public ProcessDescription? Process { get; init; }
}
