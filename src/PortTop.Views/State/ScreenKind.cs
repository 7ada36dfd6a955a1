namespace PortTop.Views;

/// <summary>Which screen is shown.</summary>
public enum ScreenKind
{
    /// <summary>The table of pools.</summary>
    Pools,

    /// <summary>The table of owners.</summary>
    Owners,

    /// <summary>One pool.</summary>
    Detail,
}
