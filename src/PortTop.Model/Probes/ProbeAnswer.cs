namespace PortTop.Model;

/// <summary>The kernel's answer.</summary>
/// <param name="Outcome">What the probe came to.</param>
/// <param name="Reason">The error in words, or why the kernel was not asked; empty where a port was given.</param>
public sealed record ProbeAnswer(ProbeOutcome Outcome, string Reason)
{
    /// <summary>The source address; null where none is known.</summary>
    public IpAddress? Source { get; init; }

    /// <summary>The port that was given and given back, 0 for none.</summary>
    public ushort Port { get; init; }

    /// <summary>How long the kernel searched.</summary>
    public TimeSpan Search { get; init; }
}
