namespace PortTop.Tui.Device;

/// <summary>What ended a wait.</summary>
[Flags]
public enum TerminalEvents
{
    /// <summary>The time was up.</summary>
    None = 0,

    /// <summary>There is something to read.</summary>
    Input = 1,

    /// <summary>There is room to write.</summary>
    Room = 2,

    /// <summary>Another thread woke the wait.</summary>
    Woken = 4,

    /// <summary>The terminal is gone.</summary>
    Gone = 8,
}
