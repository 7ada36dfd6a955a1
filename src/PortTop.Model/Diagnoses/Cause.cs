namespace PortTop.Model;

/// <summary>One reason why a pool stands as it does.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Weight">How much of the trouble it explains, 0 to 1: causes are told by it.</param>
/// <param name="Title">What it is, in a sentence.</param>
/// <param name="Evidence">The figures that it rests on, a sentence each, the strongest first.</param>
public sealed record Cause(CauseKind Kind, double Weight, string Title, IReadOnlyList<string> Evidence);
