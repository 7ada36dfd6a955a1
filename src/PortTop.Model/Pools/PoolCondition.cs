namespace PortTop.Model;

/// <summary>How a pool stands, mildest first.</summary>
public enum PoolCondition
{
    /// <summary>Its use does not grow noticeably, or nothing about its growth is known yet.</summary>
    Steady,

    /// <summary>Its use grows, and stops below the capacity by all that is known.</summary>
    Settles,

    /// <summary>It may fill if a little more comes or lives a little longer; or 95 % of its ports are used.</summary>
    AtRisk,

    /// <summary>
    /// Nobody can say whether a port is free: the bounds leave both open. No word of health is true of it, and no alarm is.
    /// </summary>
    Unclear,

    /// <summary>It fills, at a time that can be told.</summary>
    Countdown,

    /// <summary>Ports are free, and yet connect() found none within the last 65 s: the next beat may fail again.</summary>
    Failed,

    /// <summary>It works now, was full within the last beat, and by all that is known will be again; or it was full a moment ago.</summary>
    Waves,

    /// <summary>No port is free.</summary>
    Full,
}
