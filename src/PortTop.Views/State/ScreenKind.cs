namespace PortTop.Views;

/// <summary>Which screen is shown.</summary>
public enum ScreenKind
{
    /// <summary>The table of pools.</summary>
    Pools,

    /// <summary>One pool.</summary>
    Detail,
}
