using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>
/// Which pools the tables have: those that the filter lets through, gathered into groups where that is asked for, in the order that is
/// asked for.
/// </summary>
internal static class RowSet
{
    /// <summary>Makes the rows anew, and finds the selected and the opened pool again among them.</summary>
    internal static UiState Arrange(UiState state)
    {
        var pools = state.Snapshot is { } snapshot ? state.Filter.Apply(snapshot.Pools, snapshot.Time) : [];
        var groups = GroupColumns.Sort(PoolGroups.Of(pools, state.Group), state.GroupSort, state.IsGroupReversed);
        var rows = state.Within is { } id ? Find(groups, id)?.Pools ?? [] : pools;
        return Follow(state with
        {
            Matched = pools,
            Groups = groups,
            Rows = PoolOrder.Apply(rows, state.Sort, state.IsReversed),
            OwnerRows = OwnersOf(state, pools),
        });
    }

    /// <summary>The place of a pool in a list, -1 where it is not there.</summary>
    internal static int IndexOf(IReadOnlyList<PoolSample> pools, PoolKey key)
    {
        for (var i = 0; i < pools.Count; i++)
        {
            if (pools[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A pool of the poll that is shown, whether or not the filter lets it through; null where it has no sockets.</summary>
    internal static PoolSample? Find(UiState state, PoolKey key)
        => state.Snapshot is { } snapshot && IndexOf(snapshot.Pools, key) is >= 0 and var i ? snapshot.Pools[i] : null;

    /// <summary>Other addresses with ports towards the target of a pool.</summary>
    internal static IReadOnlyList<SiblingAddress> FindSiblings(UiState state, PoolKey pool)
        => state.Snapshot is { } snapshot ? new SiblingAddresses(snapshot.Around(pool)).Of(pool) : [];

    /// <summary>The owners of the pools that are let through.</summary>
    private static IReadOnlyList<OwnerSample> OwnersOf(UiState state, IReadOnlyList<PoolSample> pools)
    {
        var owners = state.Snapshot?.Owners.Owners ?? [];
        if (state.Filter.IsEmpty)
        {
            return owners;
        }

        var shown = pools.SelectMany(static pool => pool.Owners).Select(static owner => owner.Owner.Id).ToHashSet();
        return [.. owners.Where(owner => shown.Contains(owner.Owner.Id))];
    }

    private static PoolGroup? Find(IReadOnlyList<PoolGroup> groups, GroupId id) => groups.FirstOrDefault(group => group.Id == id);

    private static UiState Follow(UiState state)
    {
        var row = state.Selected is { } selected ? IndexOf(state.Rows, selected) : 0;
        var opened = state.Opened is { } key ? Find(state, key) : null;
        return state with
        {
            // A pool that is gone leaves the selection where it was.
            SelectedRow = row >= 0 ? row : state.SelectedRow,
            // Of a past poll nothing may be shown that was not so then.
            OpenedPool = opened ?? (state.IsPast ? null : state.OpenedPool),
            IsOpenedGone = state.Opened is not null && opened is null,
            Siblings = state.Opened is { } pool ? FindSiblings(state, pool) : [],
        };
    }
}
