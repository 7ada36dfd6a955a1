using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>
/// By how much it is too much: what is asked of a pool, what fits, what it gets, how long a port is held, and what comes next.
/// </summary>
internal sealed class DemandPanel(PanelsView panels) : Panel(panels, DetailPanel.Demand)
{
    private const int LabelWidth = 9;
    private const int RateWidth = 9;
    private const int NoteWidth = 18;

    /// <summary>"a port is held 62.0 s = 0.5 s used + 61.5 s TIME-WAIT".</summary>
    private const int HoldingWidth = 55;

    /// <summary>", all closed ones in 1m02s": a number that is cut off is a wrong number.</summary>
    private const int AllWidth = 27;

    /// <summary>The comma and the blank before what happened.</summary>
    private const int Comma = 2;

    /// <summary>Of source NAT it is not known what is asked: its range and who is behind it stand here.</summary>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title)
    {
        if (State.Opened is { IsNat: true })
        {
            PanelText.Draw(State, cells, box, 0, 0, Panels.Texts.Nat, title: null);
            return;
        }

        PaintHead(cells, box);
    }

    /// <inheritdoc/>
    protected override void PaintHead(CellGrid cells, PanelBox box) => Draw(State, cells, box);

    /// <summary>Draws as many lines as there is room for.</summary>
    private static void Draw(UiState state, CellGrid grid, PanelBox area)
    {
        if (state.OpenedPool is not { Demand: { } demand } pool)
        {
            new Pen(grid, 2, PanelBox.First, area.Right).Clipped(state.OpenedPool is null ? string.Empty : "not known yet", Role.Muted,
                state.Glyphs);
            return;
        }

        var most = Math.Max(Math.Max(demand.Asks, demand.Fits ?? 0), Math.Max(pool.Opened ?? 0, pool.Failed ?? 0));
        var lines = new Lines(state, grid, 2, PanelBox.First, area.End);
        var role = demand.IsTooMuch ? Roles.Of(pool.Status.Condition) : Role.Plain;
        lines.Rate(demand.IsAtLeast ? "asks >" : "asks", demand.Asks, most, role);
        if (state.IsPast && demand.HoldingSeconds is null)
        {
            lines.Next().Clipped("the rest is kept of pools in trouble alone", Role.Muted, state.Glyphs);
            return;
        }

        DrawFits(ref lines, pool, demand, most);
        lines.Rate("gets now", pool.Opened, most, Role.Steady);
        lines.Rate("fails", pool.Failed, most, pool.Failed > 0 ? Role.Full : Role.Plain);
        DrawHolding(ref lines, demand);
        DrawStop(ref lines, pool, demand);
        if (pool.Beats is not null || pool.Status.Condition == PoolCondition.Countdown)
        {
            DrawNext(ref lines, state, pool);
        }

        DrawOnset(ref lines, state, pool);
    }

    /// <summary>What happened just before stands below when it began: both rarely fit into one line.</summary>
    private static void DrawOnset(ref Lines lines, UiState state, PoolSample pool)
    {
        var pen = lines.Next();
        OnsetLine.Draw(ref pen, state, pool, withCause: false);
        Span<char> text = stackalloc char[96];
        if (pool.Onset is { } onset && OnsetText.WriteCause(onset, text) is > Comma and var length)
        {
            pen = lines.Next();
            pen.Skip(2);
            pen.Clipped(text[Comma..length], Role.Plain, state.Glyphs);
        }
    }

    private static void DrawFits(ref Lines lines, PoolSample pool, in PoolDemand demand, double most)
    {
        if (demand.Fits is { } fits)
        {
            lines.Rate("fits", fits, most, Role.Title);
            return;
        }

        var pen = lines.Next();
        pen.Text("fits", Role.Muted);
        pen.MoveTo(lines.X + LabelWidth);
        pen.Clipped(pool.States.Total == 0 ? "nothing is open" : "unknown: connections outlive what was watched", Role.Muted, lines.Glyphs);
    }

    private static void DrawHolding(ref Lines lines, in PoolDemand demand)
    {
        var pen = lines.Next();
        if (demand.HoldingSeconds is not { } seconds)
        {
            pen.Clipped("a port is held until its connection is closed", Role.Muted, lines.Glyphs);
            return;
        }

        var isNarrow = pen.Room < HoldingWidth;
        pen.Text(isNarrow ? "held " : "a port is held ", Role.Muted);
        pen.Number(seconds, "0.0", Role.Title);
        pen.Text(isNarrow ? " = " : " s = ", Role.Muted);
        pen.Number(demand.ActiveSeconds!.Value, "0.0");
        pen.Text(isNarrow ? " used + " : " s used + ", Role.Muted);
        pen.Number(demand.TimeWaitSeconds, "0.0");
        pen.Clipped(" s TIME-WAIT", Role.Muted, lines.Glyphs);
    }

    private static void DrawStop(ref Lines lines, PoolSample pool, in PoolDemand demand)
    {
        var pen = lines.Next();
        pen.Text(demand.Asks > 0 ? "stop now " : "nobody asks ", Role.Muted);
        pen.Text(lines.Glyphs.Arrow, Role.Muted);
        if (demand.HalfFreeSeconds is not { } half)
        {
            pen.Clipped(" more than half stay open until they are closed", Role.Muted, lines.Glyphs);
        }
        else if (half <= 0)
        {
            pen.Clipped(" half and more is free already", Role.Muted, lines.Glyphs);
        }
        else
        {
            pen.Text(" half free in ", Role.Muted);
            pen.Duration(TimeSpan.FromSeconds(half), Role.Title);
            if (pen.Room < AllWidth)
            {
                return;
            }

            pen.Text(pool.States.Total - pool.HeldTimeWait > pool.Ledger.Capacity / 20 ? ", all closed ones in " : ", all in ", Role.Muted);
            pen.Duration(TimeSpan.FromSeconds(demand.AllFreeSeconds), Role.Title);
        }
    }

    private static void DrawNext(ref Lines lines, UiState state, PoolSample pool)
    {
        var pen = lines.Next();
        if (pool.Beats is not { } beats)
        {
            Span<char> text = stackalloc char[48];
            pen.Status(pool, state.TimeOf(pool), Role.AtRisk);
            pen.Text(" ");
            pen.Text(text[..PoolStatusText.WriteBounds(pool.Forecast, state.Glyphs.Dash, text)], Role.Muted);
            return;
        }

        DemandLine.DrawBeats(ref pen, state, pool, beats);
        if (pen.Room >= NoteWidth)
        {
            pen.Text(pool.Demand is { IsAtLeast: true } ? "  >" : "  ", Role.Muted);
            pen.Number(100 * beats.FailingShare, "0", Role.Full);
            pen.Text(" % fail", Role.Muted);
        }
    }

    /// <summary>Lines one below the other, as many as there is room for; the others go nowhere.</summary>
    private ref struct Lines(UiState state, CellGrid grid, int x, int row, int end)
    {
        private int _row = row;

        internal readonly int X => x;

        internal readonly Glyphs Glyphs => state.Glyphs;

        internal Pen Next() => _row < end ? new Pen(grid, x, _row++, grid.Width) : new Pen(grid, x, _row, x);

        /// <summary>A rate with a bar, as a part of the largest.</summary>
        internal void Rate(string label, double? rate, double most, Role role)
        {
            var pen = Next();
            Span<char> text = stackalloc char[16];
            pen.Text(label, Role.Muted);
            pen.MoveTo(x + LabelWidth);
            pen.Field(text[..NumberText.WriteRate(rate, text)], RateWidth - 2, ColumnAlignment.Right, role, state.Glyphs);
            pen.Text("/s ", Role.Muted);
            if (rate is > 0 and var known && most > 0)
            {
                Bar.Draw(ref pen, known / most, Math.Max(1, pen.Room - 1), role == Role.Plain ? Role.BarUsed : role, state.Glyphs);
            }
        }
    }
}
