namespace PortTop.Model;

/// <summary>A watched log at one poll.</summary>
/// <param name="Reading">What it said since the watch began, and what is wrong with it.</param>
/// <param name="Signs">The signs that were seen in it, with their rates.</param>
public sealed record LogSample(LogReading Reading, IReadOnlyList<LogSignSample> Signs);
