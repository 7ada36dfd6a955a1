using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.States;

/// <summary>The TCP states: count, share, change, the last three minutes.</summary>
internal sealed class StatesTable(Action<int?> choose) : RowsView(choose)
{
    private const int NameWidth = 11;
    private const int CountWidth = 8;
    private const int BarWidth = 12;
    private const int ChangeWidth = 9;
    private const int Cells = 20;
    private const int MostCells = 36;

    /// <summary>Where there is less room the rule below says it of the selected state alone, and the course has the room.</summary>
    private const int LeastMeaning = 48;
    private const int BeforeCourse = 1 + NameWidth + CountWidth + 1 + BarWidth + ChangeWidth + 1;

    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(3);

    /// <inheritdoc/>
    protected override int Count => State.StateSheet.Rows.Count;

    /// <inheritdoc/>
    protected override int Chosen => State.States.Row;

    /// <inheritdoc/>
    protected override bool IsActive => !State.AreLeadersChosen;

    /// <inheritdoc/>
    protected override void PaintHeader(CellGrid cells) => DrawHeader(State, cells, 0);

    /// <inheritdoc/>
    protected override void PaintRow(CellGrid cells, int y, int row) => DrawRow(State, cells, y, State.StateSheet.Rows[row]);

    /// <summary>There is nothing to say before the first poll.</summary>
    protected override void PaintEmpty(CellGrid cells)
    {
    }

    private static int CellsOf(CellGrid grid)
        => grid.Width - BeforeCourse - Cells - 1 >= LeastMeaning ? Cells : Math.Clamp(grid.Width - BeforeCourse - 1, 0, MostCells);

    private static void DrawHeader(UiState state, CellGrid grid, int row)
    {
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Field("STATE", NameWidth, ColumnAlignment.Left, Role.Header, state.Glyphs);
        pen.Field("SOCKETS", CountWidth, ColumnAlignment.Right, Role.Header, state.Glyphs);
        pen.Skip(1);
        pen.Field("SHARE", BarWidth, ColumnAlignment.Left, Role.Header, state.Glyphs);
        pen.Field("CHANGE/s", ChangeWidth, ColumnAlignment.Right, Role.Header, state.Glyphs);
        pen.Skip(1);
        pen.Field("LAST 3 MIN", Math.Min(CellsOf(grid), pen.Room), ColumnAlignment.Left, Role.Header, state.Glyphs);
        pen.Skip(1);
        pen.Text(pen.Room >= LeastMeaning ? "WHAT IT TELLS" : string.Empty, Role.Header);
    }

    private static void DrawRow(UiState state, CellGrid grid, int y, StateRow row)
    {
        Span<char> text = stackalloc char[24];
        var role = RoleOf(row.State);
        var pen = new Pen(grid, 1, y, grid.Width);
        pen.Field(row.Name, NameWidth, ColumnAlignment.Left, row.Count > 0 ? role : Role.Muted, state.Glyphs);
        pen.Field(row.Count is { } count ? text[..NumberText.WriteCount(count, text)] : "?", CountWidth, ColumnAlignment.Right, row.Count > 0 ? Role.Plain : Role.Muted, state.Glyphs);
        pen.Skip(1);
        Bar.Draw(ref pen, (double)(row.Count ?? 0) / Math.Max(1, state.StateSheet.Total), BarWidth, role, state.Glyphs);
        pen.Field(text[..NumberText.WriteSignedRate(row.Change, text)], ChangeWidth, ColumnAlignment.Right, row is { State: TcpState.CloseWait, Change: > 0 } ? Role.AtRisk : Role.Plain, state.Glyphs);
        pen.Skip(1);
        DrawCourse(state, grid, pen.X, y, Math.Min(CellsOf(grid), pen.Room), row, role);
        pen.Skip(CellsOf(grid) + 1);
        if (pen.Room >= LeastMeaning)
        {
            pen.Clipped(row.Meaning, Role.Muted, state.Glyphs);
        }
    }

    /// <summary>Each state against its own highest: how it moves, for how much it is stands beside it.</summary>
    private static void DrawCourse(UiState state, CellGrid grid, int x, int y, int cells, StateRow row, Role role)
    {
        if (state.Snapshot is not { History.States: { } course } snapshot || !state.Filter.IsEmpty || cells <= 0)
        {
            return;
        }

        Span<double> counts = stackalloc double[cells];
        course.Copy(row.State, snapshot.Time, Shown / cells, counts);
        var most = 1.0;
        foreach (var count in counts)
        {
            most = count > most ? count : most;
        }

        for (var i = 0; i < cells; i++)
        {
            Columns.Draw(grid, x + i, y, 1, counts[i] / most, role, state.Glyphs);
        }
    }

    /// <summary>The style of a state.</summary>
    internal static Role RoleOf(TcpState state) => state switch
    {
        TcpState.TimeWait => Role.TimeWait,
        TcpState.CloseWait => Role.CloseWait,
        TcpState.Established => Role.Established,
        _ => Role.OtherState,
    };
}
