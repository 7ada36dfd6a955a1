using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>From a list to one pool.</summary>
internal static class Opening
{
    /// <summary>Opens what is selected: a pool, a group of pools, the pool that an owner has most ports of.</summary>
    internal static UiState OpenSelected(UiState state)
    {
        if (state is { Screen: ScreenKind.Pools, AreGroupsShown: true })
        {
            return Grouping.Enter(state);
        }

        var pool = state.Screen switch
        {
            ScreenKind.Pools => state.UnderCursor,
            ScreenKind.Owners => TargetOf(state),
            ScreenKind.States => StatesChoice.PoolOf(state),
            _ => null,
        };
        return pool is null ? state : Open(state, pool, state.Screen);
    }

    /// <summary>Opens a pool.</summary>
    /// <param name="state">The state.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="origin">The screen that Esc leads back to.</param>
    internal static UiState Open(UiState state, PoolSample pool, ScreenKind origin) => state with
    {
        Screen = ScreenKind.Detail,
        Openings = state.Openings + 1,
        Origin = origin,
        Selected = pool.Key,
        Opened = pool.Key,
        OpenedPool = pool,
        Siblings = RowSet.FindSiblings(state, pool.Key),
        IsOpenedGone = false,
        DetailPage = 0,
        Panel = DetailPanel.All,
    };

    /// <summary>The pool with most of the selected owner's ports.</summary>
    internal static PoolSample? TargetOf(UiState state)
        => state.OwnerRows is { Count: > 0 } owners && owners[state.Owners.Row].Targets is [var (pool, _), ..] ? RowSet.Find(state, pool) : null;
}
