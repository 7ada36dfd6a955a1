namespace PortTop.Model;

/// <summary>What happened.</summary>
public enum PortEventKind
{
    /// <summary>A pool has no free port.</summary>
    Full,

    /// <summary>connect() begins to fail.</summary>
    Failing,

    /// <summary>A pool that was full or failing has ports again.</summary>
    Recovered,

    /// <summary>The range or the reserved ports were changed.</summary>
    RangeChanged,

    /// <summary>A process began to take ports.</summary>
    OwnerStarted,

    /// <summary>A process that had ports ended.</summary>
    OwnerGone,

    /// <summary>A process is near its limit of descriptors.</summary>
    DescriptorsNear,

    /// <summary>The NAT that connections leave through is nearly used up by a destination.</summary>
    UpstreamNear,

    /// <summary>A log has a sign of exhausted ports, the first or the first for a while.</summary>
    LogSign,

    /// <summary>Source NAT began to drop flows for which it finds no port.</summary>
    NatDropping,

    /// <summary>The connection tracking table is full and drops what is new.</summary>
    TrackingFull,

    /// <summary>A process begins to collide on ports that it chose by itself.</summary>
    ChosenPort,

    /// <summary>Polls began to fail.</summary>
    PollFailed,

    /// <summary>Polls succeed again.</summary>
    PollRecovered,
}
