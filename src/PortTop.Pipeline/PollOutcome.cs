namespace PortTop.Pipeline;

/// <summary>What a poll came to: a <see cref="PollSucceeded"/> or a <see cref="PollFailed"/>.</summary>
public abstract record PollOutcome;
