namespace PortTop.Model;

/// <summary>How a pool stands, mildest first.</summary>
public enum PoolCondition
{
    /// <summary>Its use does not grow, or nothing about its growth is known yet.</summary>
    Steady,

    /// <summary>Its use grows so that ten minutes more of it would fill it; whether it goes on growing is not said.</summary>
    Rising,

    /// <summary>At least 95 % of its ports are used, or the only one left may be out of reach.</summary>
    AtRisk,

    /// <summary>Ports are free, and yet connect() found none within the last 65 s: the next beat may fail again.</summary>
    Failed,

    /// <summary>No port is free, or was free a moment ago.</summary>
    Full,
}
