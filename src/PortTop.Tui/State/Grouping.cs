using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>Pools gathered by what they have in common, and the way into one group and back.</summary>
internal static class Grouping
{
    private static readonly int Kinds = Enum.GetValues<GroupKind>().Length;

    /// <summary>Gathers by the next thing, at last by none. Namespaces are left out where there is one.</summary>
    internal static UiState Next(UiState state)
    {
        var kind = (GroupKind)(((int)state.Group + 1) % Kinds);
        kind = kind == GroupKind.Namespace && state.Snapshot is not { Namespaces.Count: > 1 } ? kind + 1 : kind;
        return Begin(state, kind);
    }

    /// <summary>Gathers by something, with the first group selected.</summary>
    internal static UiState Begin(UiState state, GroupKind kind) => RowSet.Arrange(state with
    {
        Page = PageKind.None,
        Screen = ScreenKind.Pools,
        Opened = null,
        OpenedPool = null,
        Group = kind,
        Within = null,
        GroupSelection = default,
    });

    /// <summary>Shows the pools of the selected group.</summary>
    internal static UiState Enter(UiState state)
        => state.Groups.Count == 0 ? state
            : RowSet.Arrange(state with { Within = state.Groups[state.GroupSelection.Row].Id, Selected = null, SelectedRow = 0 });

    /// <summary>Back to the groups.</summary>
    internal static UiState Leave(UiState state) => RowSet.Arrange(state with { Within = null, Selected = null, SelectedRow = 0 });
}
