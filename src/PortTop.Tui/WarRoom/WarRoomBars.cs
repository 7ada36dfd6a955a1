using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.WarRoom;

/// <summary>
/// The fullest pools as bars, those in trouble first. Pools of which about as much is used keep their places whatever the last connection
/// was.
/// </summary>
internal sealed class WarRoomBars(WarRoomScreen room) : StateView
{
    /// <summary>The order goes by twentieths: a per cent more or less does not change it.</summary>
    private const int Steps = 20;

    private const int ShareWidth = 5;
    private const int StatusWidth = 14;
    private const int WideWidth = 100;
    private const int NarrowName = 24;
    private const int BigShareRows = 5;

    /// <inheritdoc/>
    protected override int Rows => room.Sizes.Bars * room.Sizes.RowsPerBar;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        Draw(State, cells, room.Sizes);
        room.Age(cells);
    }

    private static void Draw(UiState state, CellGrid grid, WarRoomSizes layout)
    {
        if (state.Snapshot is not { } snapshot)
        {
            return;
        }

        Span<int> chosen = stackalloc int[layout.Bars];
        var count = Choose(snapshot.Pools, chosen);
        for (var i = 0; i < count; i++)
        {
            DrawBar(state, grid, i * layout.RowsPerBar, layout.RowsPerBar, snapshot.Pools[chosen[i]]);
        }
    }

    /// <summary>Finds the pools to show, the first in the first place, and returns how many there are.</summary>
    internal static int Choose(IReadOnlyList<PoolSample> pools, Span<int> chosen)
    {
        var count = 0;
        for (var i = 0; i < pools.Count; i++)
        {
            var place = count;
            while (place > 0 && Compare(pools[i], pools[chosen[place - 1]]) < 0)
            {
                place--;
            }

            if (place == chosen.Length)
            {
                continue;
            }

            count = Math.Min(count + 1, chosen.Length);
            for (var j = count - 1; j > place; j--)
            {
                chosen[j] = chosen[j - 1];
            }

            chosen[place] = i;
        }

        return count;
    }

    private static int Compare(PoolSample x, PoolSample y)
    {
        var order = Trouble(y).CompareTo(Trouble(x));
        order = order != 0 ? order : Math.Floor(y.NearerRatio * Steps).CompareTo(Math.Floor(x.NearerRatio * Steps));
        return order != 0 ? order : x.Key.CompareTo(y.Key);
    }

    private static int Trouble(PoolSample pool)
        => pool.Status.Condition < PoolCondition.AtRisk ? 0 : (int)pool.Status.Condition + (pool.Status.IsFailing ? (int)PoolCondition.Full : 0);

    private static void DrawBar(UiState state, CellGrid grid, int row, int rows, PoolSample pool)
    {
        Span<char> text = stackalloc char[48];
        var role = pool.Status.IsFailingNow ? Role.Full : Roles.Of(pool.Status.Condition);
        var name = Math.Max(NarrowName, grid.Width * 2 / 5);
        var pen = new Pen(grid, 0, row, grid.Width);
        pen.Text(role == Role.Full ? "!!" : role == Role.AtRisk ? "! " : "  ", role);
        var named = new Pen(grid, pen.X, row, pen.X + name - 1);
        WarRoomCaption.DrawPool(ref named, state, pool, Role.Plain);
        pen.MoveTo(pen.X + name);
        if (grid.Width >= WideWidth)
        {
            var status = text[..PoolStatusText.Write(pool.Status, state.TimeOf(pool), text)];
            pen.Field(status, StatusWidth, ColumnAlignment.Left, role, state.Glyphs);
            pen.Skip(1);
        }

        var length = NumberText.WriteShare(pool.NearerRatio, text);
        if (rows >= BigShareRows)
        {
            BigText.Draw(grid, pen.X, row, text[..length], 1, role, state.Glyphs);
            pen.Skip(BigText.Width("100%", 1) + 1);
        }
        else
        {
            pen.Field(text[..length], ShareWidth, ColumnAlignment.Right, role, state.Glyphs);
        }

        pen.Skip(1);
        for (var i = 0; i < Math.Max(1, rows - 1); i++)
        {
            var bar = new Pen(grid, pen.X, row + i, grid.Width - WarRoomSizes.Left);
            Bar.Draw(ref bar, pool.NearerRatio, bar.Room, role, state.Glyphs);
        }
    }
}
