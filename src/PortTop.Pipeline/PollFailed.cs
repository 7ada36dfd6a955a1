namespace PortTop.Pipeline;

/// <summary>A poll that could not be read. The stream goes on: the next try is on its way.</summary>
/// <param name="Time">When it was tried.</param>
/// <param name="Reason">Why it failed, with the remedy where one is known.</param>
/// <param name="NextTry">When the next try is due.</param>
public sealed record PollFailed(DateTimeOffset Time, string Reason, DateTimeOffset NextTry) : PollOutcome;
