using PortTop.Model;

namespace PortTop.Views;

/// <summary>By how much it is too much, and what comes next: Asks 610/s, fits 455/s: cut 26 %   works 02:13:12Z, fails again 02:13:57Z.</summary>
internal static class DemandLine
{
    private const int ClockWidth = 9;

    /// <summary>Draws what fits; nothing where nothing is known.</summary>
    internal static void Draw(ref Pen pen, UiState state, PoolSample pool)
    {
        if (pool.Demand is not { } demand)
        {
            return;
        }

        pen.Text("Asks ", Role.Muted);
        pen.Text(demand.IsAtLeast ? "at least " : string.Empty, Role.Muted);
        pen.Rate(demand.Asks, demand.IsTooMuch ? Roles.Of(pool.Status.Condition) : Role.Title);
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
        if (demand.IsTooMuch && demand.Excess is { } excess)
        {
            pen.Text(": cut ", Role.Muted);
            pen.Number(Math.Ceiling(100 * excess), "0", Role.Full);
            pen.Text(" %", Role.Full);
        }
    }

    private static void DrawNext(ref Pen pen, UiState state, PoolSample pool, in PoolDemand demand)
    {
        if (pool.Beats is { } beats)
        {
            pen.Skip(3);
            DrawBeats(ref pen, state, beats, demand.IsTooMuch);
        }
    }

    /// <summary>When a full pool works and fails next.</summary>
    internal static void DrawBeats(ref Pen pen, UiState state, in PoolBeats beats, bool isTooMuch)
    {
        const string Works = "works ";
        const string Again = ", fails again ";
        const string Fails = "works now, fails again ";
        const string Never = "works again once some close";
        if (beats is { IsWorking: false, Works: { } works } && pen.Room >= Works.Length + ClockWidth)
        {
            pen.Text(Works, Role.Muted);
            DrawTime(ref pen, state, works, Role.Steady);
            if (beats.Fails is { } fails && pen.Room >= Again.Length + ClockWidth)
            {
                pen.Text(Again, Role.Muted);
                DrawTime(ref pen, state, fails, Role.Full);
            }
        }
        else if (beats is { IsWorking: true, Fails: { } next } && isTooMuch && pen.Room >= Fails.Length + ClockWidth)
        {
            pen.Text(Fails, Role.Muted);
            DrawTime(ref pen, state, next, Role.Full);
        }
        else if (beats is { IsWorking: false, Works: null } && pen.Room >= Never.Length)
        {
            pen.Text(Never, Role.Muted);
        }
    }

    private static void DrawTime(ref Pen pen, UiState state, double seconds, Role role)
        => pen.Clock(state.Snapshot!.Time.AddSeconds(seconds), state.IsLocalTime, role);
}
