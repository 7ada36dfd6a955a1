using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.States;

/// <summary>The pools with most sockets in the selected state.</summary>
internal sealed class StatePoolsTable(Action<int?> choose) : RowsView(choose)
{
    private const int OwnerWidth = 19;
    private const int CountWidth = 8;
    private const int ShareWidth = 8;
    private const int ChangeWidth = 9;
    private const int LongWidth = 10;
    private const int SourceWidth = 16;
    private const int PlaceWidth = 16;
    private const int WideWidth = 100;
    private const int NormalWidth = 76;

    /// <inheritdoc/>
    protected override int Count => State.StateSheet.Leaders.Count;

    /// <inheritdoc/>
    protected override int Chosen => State.Leaders.Row;

    /// <inheritdoc/>
    protected override bool IsActive => State.AreLeadersChosen;

    /// <inheritdoc/>
    protected override void PaintHeader(CellGrid cells) => DrawHeader(State, cells, 0);

    /// <inheritdoc/>
    protected override void PaintRow(CellGrid cells, int y, int row)
        => DrawRow(State, cells, y, State.StateSheet.Leaders[row], State.StateSheet.Rows[State.States.Row].State);

    /// <inheritdoc/>
    protected override void PaintEmpty(CellGrid cells)
    {
        var pen = new Pen(cells, 3, 1, cells.Width);
        pen.Clipped(WhyEmpty(State), Role.Muted, State.Glyphs);
    }

    private static string WhyEmpty(UiState state) => state.Snapshot is null ? string.Empty
        : state.States.Row < state.StateSheet.Rows.Count
            && state.StateSheet.Rows[state.States.Row].State is TcpState.Listen or TcpState.Close
            ? "They belong to no pool: i tells who has which port." : "No socket is in this state.";

    private static bool HasPlace(UiState state, int width) => width >= WideWidth && state is { Snapshot.Namespaces.Count: > 1 };

    private static int DestinationWidth(UiState state, int width)
        => width - 2 - OwnerWidth - 1 - CountWidth - 1 - ShareWidth - 1
            - (width >= NormalWidth ? ChangeWidth + 1 + LongWidth + 1 : 0)
            - (width >= WideWidth ? SourceWidth + 1 : 0)
            - (HasPlace(state, width) ? PlaceWidth + 1 : 0);

    private static void DrawHeader(UiState state, CellGrid grid, int row)
    {
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Left("OWNER", OwnerWidth, Role.Header, state.Glyphs);
        pen.Left("DESTINATION", DestinationWidth(state, grid.Width), Role.Header, state.Glyphs);
        if (grid.Width >= WideWidth)
        {
            pen.Left("SOURCE", SourceWidth, Role.Header, state.Glyphs);
        }

        if (HasPlace(state, grid.Width))
        {
            pen.Left("NAMESPACE", PlaceWidth, Role.Header, state.Glyphs);
        }

        pen.Right("SOCKETS", CountWidth, Role.Header, state.Glyphs);
        pen.Right("OF POOL", ShareWidth, Role.Header, state.Glyphs);
        if (grid.Width >= NormalWidth)
        {
            pen.Right("CHANGE/s", ChangeWidth, Role.Header, state.Glyphs);
            pen.Right("HOW LONG", LongWidth, Role.Header, state.Glyphs);
        }
    }

    private static void DrawRow(UiState state, CellGrid grid, int y, StateLeader leader, TcpState of)
    {
        Span<char> text = stackalloc char[96];
        var pool = leader.Pool;
        var pen = new Pen(grid, 1, y, grid.Width);
        pen.Left(leader.Owner is { } owner ? text[..OwnerText.Write(owner, text)] : "?", OwnerWidth, Role.Plain, state.Glyphs);
        pen.Left(text[..PoolAddressText.WriteDestination(pool, text)], DestinationWidth(state, grid.Width),
            Roles.Of(pool.Status.Condition) is var role && pool.Status.Condition >= PoolCondition.AtRisk ? role : Role.Plain, state.Glyphs);
        if (grid.Width >= WideWidth)
        {
            pen.Left(text[..PoolAddressText.WriteSource(pool, text)], SourceWidth, Role.Muted, state.Glyphs);
        }

        if (HasPlace(state, grid.Width))
        {
            pen.Left(pool.Namespace, PlaceWidth, Role.Muted, state.Glyphs);
        }

        pen.Right(text[..NumberText.WriteCount(leader.Count, text)], CountWidth, StatesTable.RoleOf(of), state.Glyphs);
        pen.Right(text[..NumberText.WriteShare((double)leader.Count / Math.Max(1, pool.States.Total), text)], ShareWidth, Role.Plain, state.Glyphs);
        if (grid.Width >= NormalWidth)
        {
            var growth = GrowthOf(pool, of);
            pen.Right(text[..NumberText.WriteSignedRate(growth, text)], ChangeWidth, of == TcpState.CloseWait && growth > 0 ? Role.AtRisk : Role.Plain, state.Glyphs);
            pen.Right(text[..WriteLong(leader, of, growth, text)], LongWidth, Role.Muted, state.Glyphs);
        }
    }

    /// <summary>Growth is told of what leaks: CLOSE-WAIT, and open sockets that are never closed.</summary>
    private static double? GrowthOf(PoolSample pool, TcpState state) => state switch
    {
        TcpState.CloseWait => pool.CloseWaitGrowth,
        TcpState.Established => pool.AliveGrowth,
        _ => null,
    };

    /// <summary>
    /// How long a socket is in the state: of TIME-WAIT the kernel's constant, of open ones their mean life, of a leak how long it took to
    /// grow so far; "?" where nothing is known.
    /// </summary>
    private static int WriteLong(StateLeader leader, TcpState state, double? growth, Span<char> text)
    {
        if (state == TcpState.TimeWait)
        {
            return NumberText.WriteText("60s each", text);
        }

        var seconds = state switch
        {
            TcpState.CloseWait when growth > 0 => leader.Count / growth,
            TcpState.Established => leader.Pool.Demand?.ActiveSeconds,
            _ => null,
        };
        if (seconds is not { } known || double.IsInfinity(known) || double.IsNaN(known))
        {
            return NumberText.WriteText("?", text);
        }

        if (known < 1)
        {
            return NumberText.WriteText("<1s", text);
        }

        text[0] = '~';
        return 1 + DurationText.Write(TimeSpan.FromSeconds(Math.Min(known, int.MaxValue)), text[1..]);
    }
}
