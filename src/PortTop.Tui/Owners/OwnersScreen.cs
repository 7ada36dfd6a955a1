using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Owners;

/// <summary>Who takes ports, over all pools: a row an owner, and below the table what there is to say of the selected one.</summary>
internal static class OwnersScreen
{
    internal static void Draw(UiState state, CellGrid grid)
    {
        var layout = new OwnersScreenLayout(state);
        TitleLine.Draw(state, grid);
        Verdict.Draw(state, grid, 1);
        MessageLine.Draw(state, grid, layout.MessageRow);
        ScopeLine.Draw(state, grid, layout.ScopeRow);
        var owners = state.OwnerRows;
        OwnersTable.Draw(state, grid, layout, owners);
        if (layout.StripRows > 0)
        {
            var end = Math.Min(state.Owners.Top + layout.PageSize, owners.Count);
            RuleLine.Draw(grid, layout.StripRow - 1, state.Owners.Top, end, state.Filter.IsEmpty ? state.Snapshot?.Owners.Count ?? 0 : owners.Count, " owners ", state.Glyphs);
            if (state.Owners.Row < owners.Count)
            {
                OwnerStrip.Draw(state, grid, layout, owners[state.Owners.Row]);
            }
        }

        Footer.Draw(state, grid, layout.FooterRow);
    }
}
