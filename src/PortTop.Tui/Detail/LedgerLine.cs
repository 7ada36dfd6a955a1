namespace PortTop.Tui.Detail;

/// <summary>A line of the ledger.</summary>
internal enum LedgerLine
{
    Range,
    Reserved,
    Listeners,
    BoundFirst,
    Suspected,
    Capacity,
    InUse,
    TimeWait,
    Free,
    Upstream,
}
