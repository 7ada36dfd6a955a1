using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>From one pool that stands badly to the next: worst first, and round again.</summary>
internal static class Problems
{
    /// <summary>The next one is selected; in the detail it is opened. What hides it (a group, a filter) is left.</summary>
    internal static UiState Next(UiState state)
    {
        if (state.Snapshot is not { } snapshot)
        {
            return state;
        }

        if (Following(snapshot.Pools, Current(state)) is not { } pool)
        {
            return Notes.Say(state, "No pool is full, fails, fills or is at risk.");
        }

        if (state.Screen == ScreenKind.Detail)
        {
            return Opening.Open(state with { Page = PageKind.None }, pool, state.Origin);
        }

        var shown = RowSet.Arrange(state with { Page = PageKind.None, Screen = ScreenKind.Pools, Group = GroupKind.Pool, Within = null, Selected = pool.Key });
        return RowSet.IndexOf(shown.Rows, pool.Key) >= 0 ? shown
            : Notes.Say(RowSet.Arrange(shown with { Filter = PoolFilter.All }), "The filter is off: it hid this pool.");
    }

    /// <summary>The pool that the person is at, null for none: then the worst comes first.</summary>
    private static PoolKey? Current(UiState state) => state.Screen switch
    {
        ScreenKind.Detail => state.Opened,
        ScreenKind.Pools when state is { AreGroupsShown: false, Selected: not null } => state.Selected,
        _ => null,
    };

    private static PoolSample? Following(IReadOnlyList<PoolSample> pools, PoolKey? current)
    {
        PoolSample? first = null;
        var isBehind = current is null;
        foreach (var pool in pools)
        {
            if (pool.IsTroubled && isBehind)
            {
                return pool;
            }

            first ??= pool.IsTroubled ? pool : null;
            isBehind |= pool.Key == current;
        }

        return first;
    }
}
