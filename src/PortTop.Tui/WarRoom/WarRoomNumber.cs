using System.Globalization;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.WarRoom;

/// <summary>The figure that goes with the word, and the clock.</summary>
/// <param name="room">The war room.</param>
internal sealed class WarRoomNumber(WarRoomScreen room) : StateView
{
    /// <inheritdoc/>
    protected override int Rows => room.Sizes.FigureRows;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => DrawFigure(State, cells, room.Verdict, room.Sizes);

    /// <summary>The figure at the left, the clock at the right; of a demo that it is one, because its time is made up.</summary>
    private static void DrawFigure(UiState state, CellGrid grid, WarRoomVerdict verdict, WarRoomSizes layout)
    {
        Span<char> text = stackalloc char[24];
        var role = verdict.IsAged || verdict.Pool is null ? verdict.Role : Roles.Of(verdict.Pool.Status.Condition);
        role = verdict.Figure == WarRoomFigure.FailureRate ? Role.Full : role;
        var length = verdict.WriteFigure(state, text);
        WarRoomBand.Fill(grid, 0, BigText.Rows(layout.FigureScale), Role.Plain);
        WarRoomBand.Fill(grid, 0, BigText.Rows(layout.FigureScale), role, WarRoomSizes.Left
            + BigText.Width(verdict.Template, layout.FigureScale) + 1);
        if (BigText.Width(text[..length], layout.FigureScale) <= grid.Width - WarRoomSizes.Left)
        {
            BigText.Draw(grid, WarRoomSizes.Left, 0, text[..length], layout.FigureScale, role, state.Glyphs);
        }

        if (layout.ClockScale == 0)
        {
            return;
        }

        if (state.Demo is not null)
        {
            WarRoomBand.DrawDemo(grid, 0, layout.ClockScale, state.Glyphs);
            return;
        }

        var shown = state.IsLocalTime ? state.Now.LocalDateTime : state.Now.UtcDateTime;
        if (shown.TryFormat(text, out length, "HH:mm:ss", CultureInfo.InvariantCulture))
        {
            var x = grid.Width - WarRoomSizes.Left - BigText.Width(WarRoomSizes.ClockTemplate, layout.ClockScale);
            BigText.Draw(grid, x, 0, text[..length], layout.ClockScale, Role.Muted, state.Glyphs);
        }
    }
}
