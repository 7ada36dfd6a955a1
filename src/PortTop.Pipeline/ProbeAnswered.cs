using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The kernel was asked for a port between polls.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Answer">Its answer, or why there is none.</param>
/// <param name="Time">When it was asked.</param>
public sealed record ProbeAnswered(ProbeRequest Request, ProbeAnswer Answer, DateTimeOffset Time) : PollOutcome;
