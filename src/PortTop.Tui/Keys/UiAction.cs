namespace PortTop.Tui.Keys;

/// <summary>What a key does.</summary>
public enum UiAction
{
    /// <summary>Selects the row above, or scrolls up by one.</summary>
    Up,

    /// <summary>Selects the row below, or scrolls down by one.</summary>
    Down,

    /// <summary>Half a page up.</summary>
    HalfPageUp,

    /// <summary>Half a page down.</summary>
    HalfPageDown,

    /// <summary>A page up.</summary>
    PageUp,

    /// <summary>A page down.</summary>
    PageDown,

    /// <summary>To the first row; the selection then stays with whatever comes first.</summary>
    First,

    /// <summary>To the last row.</summary>
    Last,

    /// <summary>Opens the selected pool.</summary>
    Open,

    /// <summary>Back by one.</summary>
    Back,

    /// <summary>Back by one, and at the top quits.</summary>
    BackOrQuit,

    /// <summary>Sorts by the next column.</summary>
    NextSort,

    /// <summary>Turns the order round.</summary>
    ReverseSort,

    /// <summary>Opens the line that a filter is written in.</summary>
    Filter,

    /// <summary>Gathers pools by the next thing that they have in common.</summary>
    Group,

    /// <summary>To the next pool that stands badly.</summary>
    NextProblem,

    /// <summary>Everything as it was at the start.</summary>
    Reset,

    /// <summary>Pauses or goes on.</summary>
    Pause,

    /// <summary>Enlarges a panel of the detail.</summary>
    Enlarge,

    /// <summary>Shows the next panels of the detail.</summary>
    OtherPanels,

    /// <summary>A poll back.</summary>
    Earlier,

    /// <summary>A poll on, at last to now.</summary>
    Later,

    /// <summary>A minute back.</summary>
    MinuteEarlier,

    /// <summary>A minute on.</summary>
    MinuteLater,

    /// <summary>A longer interval.</summary>
    Slower,

    /// <summary>A shorter interval.</summary>
    Faster,

    /// <summary>Shows the table of pools.</summary>
    ShowPools,

    /// <summary>Shows the table of owners.</summary>
    ShowOwners,

    /// <summary>Shows the states.</summary>
    ShowStates,

    /// <summary>Shows or hides what happened.</summary>
    Events,

    /// <summary>Source NAT.</summary>
    Nat,

    /// <summary>Shows or hides the range, who holds its ports, and the sysctls.</summary>
    Ports,

    /// <summary>Shows or hides why a pool stands as it does, and what can be done.</summary>
    Why,

    /// <summary>Six lines for the chat.</summary>
    Chat,

    /// <summary>The next theme.</summary>
    NextTheme,

    /// <summary>Shows or leaves the war room.</summary>
    WarRoom,
    /// <summary>Shows what would be asked of the kernel, and then asks it.</summary>
    Probe,

    /// <summary>Shows or hides help.</summary>
    Help,

    /// <summary>Draws everything anew.</summary>
    Redraw,

    /// <summary>Quits.</summary>
    Quit,
}
