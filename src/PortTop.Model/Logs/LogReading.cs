namespace PortTop.Model;

/// <summary>What one log said since the watch began.</summary>
/// <param name="Path">The path as it was given, cleaned; <see cref="ILogTable.KernelLog"/> for the kernel's.</param>
/// <param name="Problem">Why it cannot be read, with the remedy where there is one; null when it can.</param>
/// <param name="Signs">The signs that were seen, in the order of <see cref="LogSign.All"/>.</param>
public sealed record LogReading(string Path, string? Problem, IReadOnlyList<LogCount> Signs)
{
    /// <summary>
    /// How much was left unread since the watch began, because it came faster than it could be read or was overwritten first; bytes, of the
    /// kernel's log records.
    /// </summary>
    public long Skipped { get; init; }

    /// <summary>How much waits to be read at the next poll; bytes.</summary>
    public long Behind { get; init; }
}
