namespace PortTop.Model;

/// <summary>What a line of a diagnosis is.</summary>
public enum DiagnosisLineKind
{
    /// <summary>The pool and how it stands.</summary>
    Verdict,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>A cause, or a remedy and what the pool would do then.</summary>
    Point,

    /// <summary>A figure behind a cause.</summary>
    Evidence,

    /// <summary>A command, to be copied.</summary>
    Command,

    /// <summary>Something to write into a program or its settings.</summary>
    Setting,

    /// <summary>What a remedy risks, changes, and how it is undone.</summary>
    Risk,

    /// <summary>Nothing is wrong.</summary>
    Healthy,
}
