namespace PortTop.Model;

/// <summary>What changed when a pool's trouble began.</summary>
public enum OnsetKind
{
    /// <summary>It was so already when it was first seen.</summary>
    Earlier,

    /// <summary>More is asked for than before.</summary>
    MoreAsked,

    /// <summary>Nothing went to this destination before.</summary>
    NewDestination,

    /// <summary>Connections live longer than before.</summary>
    LongerLives,

    /// <summary>Connections live shorter than before: what was kept alive is opened anew each time.</summary>
    ShorterLives,

    /// <summary>The range, the reserved ports or the rules of their use changed.</summary>
    RangeChanged,
}
