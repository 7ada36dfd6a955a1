using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.States;

/// <summary>The pools with most sockets in the selected state.</summary>
internal static class LeadersTable
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

    internal static void Draw(UiState state, CellGrid grid, StatesScreenLayout layout)
    {
        DrawHeader(state, grid, layout.FirstLeader - 1);
        var sheet = state.StateSheet;
        if (sheet.Leaders.Count == 0)
        {
            var pen = new Pen(grid, 3, layout.FirstLeader, grid.Width);
            pen.Clipped(
                state.Snapshot is null ? string.Empty
                    : state.States.Row < sheet.Rows.Count && sheet.Rows[state.States.Row].State is TcpState.Listen or TcpState.Close ? "They belong to no pool: i tells who has which port." : "No socket is in this state.",
                Role.Muted, state.Glyphs);
            return;
        }

        for (var i = 0; i < layout.LeaderPageSize && state.Leaders.Top + i < sheet.Leaders.Count; i++)
        {
            var y = layout.FirstLeader + i;
            DrawRow(state, grid, y, sheet.Leaders[state.Leaders.Top + i], sheet.Rows[state.States.Row].State);
            if (state.Leaders.Top + i == state.Leaders.Row)
            {
                grid.Write(0, y, state.Glyphs.Marker, (int)Role.Selected, 1);
                if (state.AreLeadersChosen)
                {
                    grid.Restyle(0, y, grid.Width, (int)Role.Selected);
                }
            }
        }
    }

    private static bool HasPlace(UiState state) => state is { Width: >= WideWidth, Snapshot.Namespaces.Count: > 1 };

    private static int DestinationWidth(UiState state)
        => state.Width - 2 - OwnerWidth - 1 - CountWidth - 1 - ShareWidth - 1
            - (state.Width >= NormalWidth ? ChangeWidth + 1 + LongWidth + 1 : 0)
            - (state.Width >= WideWidth ? SourceWidth + 1 : 0)
            - (HasPlace(state) ? PlaceWidth + 1 : 0);

    private static void DrawHeader(UiState state, CellGrid grid, int row)
    {
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Left("OWNER", OwnerWidth, Role.Header, state.Glyphs);
        pen.Left("DESTINATION", DestinationWidth(state), Role.Header, state.Glyphs);
        if (state.Width >= WideWidth)
        {
            pen.Left("SOURCE", SourceWidth, Role.Header, state.Glyphs);
        }

        if (HasPlace(state))
        {
            pen.Left("NAMESPACE", PlaceWidth, Role.Header, state.Glyphs);
        }

        pen.Right("SOCKETS", CountWidth, Role.Header, state.Glyphs);
        pen.Right("OF POOL", ShareWidth, Role.Header, state.Glyphs);
        if (state.Width >= NormalWidth)
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
        pen.Left(text[..PoolAddressText.WriteDestination(pool, text)], DestinationWidth(state), Roles.Of(pool.Status.Condition) is var role && pool.Status.Condition >= PoolCondition.AtRisk ? role : Role.Plain, state.Glyphs);
        if (state.Width >= WideWidth)
        {
            pen.Left(text[..PoolAddressText.WriteSource(pool, text)], SourceWidth, Role.Muted, state.Glyphs);
        }

        if (HasPlace(state))
        {
            pen.Left(pool.Namespace, PlaceWidth, Role.Muted, state.Glyphs);
        }

        pen.Right(text[..NumberText.WriteCount(leader.Count, text)], CountWidth, StatesTable.RoleOf(of), state.Glyphs);
        pen.Right(text[..NumberText.WriteShare((double)leader.Count / Math.Max(1, pool.States.Total), text)], ShareWidth, Role.Plain, state.Glyphs);
        if (state.Width >= NormalWidth)
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
