namespace PortTop.Model;

/// <summary>One line to copy.</summary>
/// <param name="Kind">Where it goes.</param>
/// <param name="Text">The line; it stands whole, however long.</param>
public sealed record RemedyStep(RemedyStepKind Kind, string Text)
{
    /// <summary>A command that changes something.</summary>
    internal static RemedyStep Change(string command) => new(RemedyStepKind.Change, command);

    /// <summary>A command that only looks.</summary>
    internal static RemedyStep Look(string command) => new(RemedyStepKind.Look, command);

    /// <summary>Something to write into a program or its settings.</summary>
    internal static RemedyStep Setting(string text) => new(RemedyStepKind.Setting, text);
}
