namespace PortTop.Model;

/// <summary>A sign in a log at one poll.</summary>
/// <param name="Count">How often it was read, and the last line.</param>
/// <param name="Rate">Lines per second since the poll before; null at the first poll.</param>
/// <param name="First">The poll that read the first.</param>
/// <param name="Last">The poll that read the last.</param>
public sealed record LogSignSample(LogCount Count, double? Rate, DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>So long a sign must not have been seen to be news again.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    /// <summary>This poll is the first that read it, or the first for a while.</summary>
    public bool IsNews { get; init; }
}
