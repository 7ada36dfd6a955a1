namespace PortTop.Tui.State;

/// <summary>Which screen is shown.</summary>
public enum ScreenKind
{
    /// <summary>The table of pools.</summary>
    Pools,

    /// <summary>The TCP states and who has most sockets in them.</summary>
    States,

    /// <summary>The table of owners.</summary>
    Owners,

    /// <summary>One pool.</summary>
    Detail,

    /// <summary>The verdict in letters that can be read across a room.</summary>
    WarRoom,
}
