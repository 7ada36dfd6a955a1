namespace PortTop.Model;

/// <summary>What is said of a pool's future, mildest first.</summary>
public enum ForecastState
{
    /// <summary>Its use does not grow noticeably.</summary>
    Steady,

    /// <summary>Its use grows and stops below the capacity.</summary>
    Settles,

    /// <summary>It may fill: a little more load, or connections that live a little longer, are enough.</summary>
    AtRisk,

    /// <summary>It fills at a time that can be told.</summary>
    Countdown,

    /// <summary>It is full, or was a moment ago.</summary>
    Full,
}
