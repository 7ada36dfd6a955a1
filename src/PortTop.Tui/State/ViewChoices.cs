using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>How the screen begins, and what it goes back to when it is reset.</summary>
/// <param name="Sort">severity or a column.</param>
/// <param name="IsReversed">The order is reversed.</param>
/// <param name="Group">What pools are gathered by.</param>
/// <param name="Filter">Which pools are shown.</param>
/// <param name="Interval">The wanted time between polls.</param>
public sealed record ViewChoices(string Sort, bool IsReversed, GroupKind Group, PoolFilter Filter, TimeSpan Interval)
{
    /// <summary>As it is without any setting.</summary>
    public static ViewChoices Usual { get; } = new(PoolColumns.SeverityId, false, GroupKind.Pool, PoolFilter.All, TimeSpan.FromSeconds(1));
}
