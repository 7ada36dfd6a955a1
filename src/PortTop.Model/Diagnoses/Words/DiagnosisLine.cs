namespace PortTop.Model;

/// <summary>A line of a diagnosis.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The line, indented; one to copy stands whole, however long.</param>
public readonly record struct DiagnosisLine(DiagnosisLineKind Kind, string Text);
