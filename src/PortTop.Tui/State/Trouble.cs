namespace PortTop.Tui.State;

/// <summary>Polls fail: why, and when the next try is due.</summary>
/// <param name="Reason">Why, with the remedy where one is known.</param>
/// <param name="NextTry">When the next try is due.</param>
public sealed record Trouble(string Reason, DateTimeOffset NextTry);
