namespace PortTop.Model;

/// <summary>What watching costs.</summary>
/// <param name="PollMilliseconds">How long the poll took.</param>
/// <param name="Core">
/// The share of one core that the program has used since the poll before, 0 to 1 and above; null at the first poll.
/// </param>
public readonly record struct PollCost(double PollMilliseconds, double? Core);
