using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>
/// By how much it is too much, and what comes next: Asks 610/s, fits 455/s: cut 26 %   works 02:13:12Z, fails again 02:13:57Z.
/// </summary>
internal sealed class DemandLine : StateView
{
    private const string Back = "half of its ports are back ";

    /// <summary>"~02:13:12Z".</summary>
    private const int ClockWidth = 10;

    /// <inheritdoc/>
    protected override int Rows => VerdictBar.IsTrouble(State) ? 1 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        if (VerdictBar.IsTrouble(State))
        {
            var pen = new Pen(cells, WhyLine.Indent, 0, cells.Width);
            Draw(ref pen, State, State.Snapshot!.Pools[0]);
        }
    }

    /// <summary>Draws what fits; nothing where nothing is known.</summary>
    private static void Draw(ref Pen pen, UiState state, PoolSample pool)
    {
        if (pool.Demand is not { } demand)
        {
            return;
        }

        pen.Text("Asks ", Role.Muted);
        pen.Text(demand.LeastWord, Role.Muted);
        pen.Rate(demand.Told, demand.IsTooMuch ? Roles.Of(pool.Status.Condition) : Role.Title);
        pen.Text("/s", Role.Muted);
        DrawFits(ref pen, pool, demand);
        DrawNext(ref pen, state, pool, demand);
    }

    private static void DrawFits(ref Pen pen, PoolSample pool, in PoolDemand demand)
    {
        if (demand.Fits is not { } fits)
        {
            if (pool.States.Total > 0)
            {
                pen.Text(", and they stay open", Role.Muted);
            }

            return;
        }

        pen.Text(", fits ", Role.Muted);
        pen.Rate(fits, Role.Title);
        pen.Text("/s", Role.Muted);
        if (demand is { IsTooMuch: true, Excess: > 0 and var excess })
        {
            pen.Text(": cut ", Role.Muted);
            pen.Text(demand.LeastWord, Role.Muted);
            pen.Number(Math.Ceiling(100 * excess), "0", Role.Full);
            pen.Text(" %", Role.Full);
        }
    }

    private static void DrawNext(ref Pen pen, UiState state, PoolSample pool, in PoolDemand demand)
    {
        if (pool.Beats is { } beats)
        {
            pen.Skip(3);
            DrawBeats(ref pen, state, pool, beats);
        }
        else if (pool.Status.Condition == PoolCondition.Full && demand.HalfFreeSeconds is > 0 and var half && pen.Room >= Back.Length + ClockWidth)
        {
            // Nobody asks any more.
            pen.Skip(3);
            pen.Text(Back, Role.Muted);
            DrawTime(ref pen, state, half, Role.Steady);
        }
    }

    /// <summary>When a full pool works and fails next; a time that is over already is none.</summary>
    internal static void DrawBeats(ref Pen pen, UiState state, PoolSample pool, in PoolBeats beats)
    {
        const string Works = "works ";
        const string Again = ", fails again ";
        const string Next = "works, fails again ";
        const string Partly = "fails in part, and again ";
        const string Never = "works again once some close";
        var passed = (state.KnownUntil - state.Snapshot!.Time).TotalSeconds;
        if (beats.Works > passed && pen.Room >= Works.Length + ClockWidth)
        {
            pen.Text(Works, Role.Muted);
            DrawTime(ref pen, state, beats.Works.Value, Role.Steady);
            if (beats.Fails > passed && pen.Room >= Again.Length + ClockWidth)
            {
                pen.Text(Again, Role.Muted);
                DrawTime(ref pen, state, beats.Fails.Value, Role.Full);
            }
        }
        else if (beats.IsWorking && beats.Fails > passed && pool.Demand is { IsTooMuch: true } && pen.Room >= Partly.Length + ClockWidth)
        {
            pen.Text(pool.Status.IsFailingNow ? Partly : Next, Role.Muted);
            DrawTime(ref pen, state, beats.Fails.Value, Role.Full);
        }
        else if (beats is { IsWorking: false, Works: null } && pen.Room >= Never.Length)
        {
            pen.Text(Never, Role.Muted);
        }
    }

    /// <summary>It is foretold to a second or three.</summary>
    private static void DrawTime(ref Pen pen, UiState state, double seconds, Role role)
    {
        pen.Text("~", Role.Muted);
        pen.Clock(state.Snapshot!.Time.AddSeconds(seconds), state.IsLocalTime, role);
    }
}
