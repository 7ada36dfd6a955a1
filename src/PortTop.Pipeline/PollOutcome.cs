namespace PortTop.Pipeline;

/// <summary>
/// What a poll came to, a <see cref="PollSucceeded"/> or a <see cref="PollFailed"/>; or a <see cref="DetailRead"/>,
/// <see cref="OwnersRead"/> or <see cref="ProbeAnswered"/> between two polls.
/// </summary>
public abstract record PollOutcome;
