using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.Events;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.WarRoom;

/// <summary>The last events, the newest first, a row each.</summary>
internal sealed class WarRoomEvents(WarRoomScreen room) : StateView
{
    private const int WordWidth = 11;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        Draw(State, cells);
        room.Age(cells);
    }

    private static void Draw(UiState state, CellGrid grid)
    {
        if (state.Snapshot is not { } snapshot)
        {
            return;
        }

        var rows = grid.Height;
        for (var i = 0; i < Math.Min(rows, snapshot.Events.Count); i++)
        {
            DrawEvent(new Pen(grid, WarRoomSizes.Left, i, grid.Width), state, snapshot.Events[^(i + 1)]);
        }

        if (rows > 0 && snapshot.Events.Count == 0)
        {
            grid.Write(WarRoomSizes.Left, 0, "nothing has happened since porttop started", (int)Role.Muted);
        }
    }

    private static void DrawEvent(Pen pen, UiState state, PortEvent happened)
    {
        pen.Clock(happened.Time, state.IsLocalTime, Role.Muted);
        pen.Skip(1);
        pen.Field(PortEventText.Word(happened.Kind), WordWidth, ColumnAlignment.Left, EventsPage.RoleOf(happened.Kind), state.Glyphs);
        pen.Skip(1);
        if (happened.Namespace is { } name)
        {
            pen.Clipped(name, Role.Muted, state.Glyphs);
            pen.Skip(1);
        }

        if (happened.Pool is { } pool)
        {
            Span<char> text = stackalloc char[64];
            pen.Clipped(text[..PoolAddressText.WriteDestination(pool, state.Snapshot!.Preferences.Aliases.Of(pool), text)], Role.Plain, state.Glyphs);
            pen.Skip(2);
        }

        pen.Clipped(happened.Text, Role.Muted, state.Glyphs);
    }
}
