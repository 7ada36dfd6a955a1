namespace PortTop.Model;

/// <summary>What a line to copy is.</summary>
public enum RemedyStepKind
{
    /// <summary>A command for a shell that changes something.</summary>
    Change,

    /// <summary>A command for a shell that only looks: at what has to change, and whether it has.</summary>
    Look,

    /// <summary>It goes into a program or its settings.</summary>
    Setting,
}
