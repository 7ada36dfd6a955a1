namespace PortTop.Tui.WarRoom;

/// <summary>What the second big text of the war room says.</summary>
internal enum WarRoomFigure
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>How old the data are.</summary>
    Age,

    /// <summary>When a pool will be full.</summary>
    Countdown,

    /// <summary>How many connect() calls a second find no port.</summary>
    FailureRate,

    /// <summary>For how long a pool has been full.</summary>
    FullFor,

    /// <summary>When a pool that works and fails in turn fails next.</summary>
    NextFailure,

    /// <summary>The share of a pool that is used.</summary>
    Share,
}
