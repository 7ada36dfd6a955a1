namespace PortTop.Model;

/// <summary>What a probe came to.</summary>
public enum ProbeOutcome
{
    /// <summary>The kernel gave a port.</summary>
    Given,

    /// <summary>The kernel has no port left.</summary>
    NoneLeft,

    /// <summary>It was not asked, or its answer says nothing about ports.</summary>
    Unanswered,
}
