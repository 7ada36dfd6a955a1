using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>
/// That connect() fails, how often, by which error and since when: FAILING NOW 570/s  EADDRNOTAVAIL, 17,100 since 02:11:53Z.
/// </summary>
internal static class FailureLine
{
    /// <summary>Draws what fits; a number is never cut.</summary>
    internal static void Draw(ref Pen pen, UiState state, PoolSample pool, in PoolFailures failures)
    {
        Span<char> text = stackalloc char[16];
        if (failures.IsNow)
        {
            pen.Text("FAILING NOW", Role.Full);
            if (failures.Rate is { } rate)
            {
                pen.Text(" ", Role.Full);
                pen.Rate(rate, Role.Full);
                pen.Text("/s", Role.Full);
            }
        }
        else if (!WaveLine.Draw(ref pen, state, pool))
        {
            // Ports are free again or not: that is said beside it.
            var role = pool.Status.Condition == PoolCondition.Full ? Role.Full : Role.AtRisk;
            pen.Text(pool.Status.Condition == PoolCondition.Full ? "FULL, failed " : "FAILED ", role);
            pen.Duration(TimeSpan.FromSeconds(failures.SecondsAgo) + (state.KnownUntil - state.Snapshot!.Time), role);
            pen.Text(" ago", role);
        }

        const int ClockWidth = 9;
        const string Since = " since ";
        const string SinceAtLeast = " since at least ";
        if (pen.Room >= pool.Key.ErrorName.Length + 2)
        {
            pen.Text("  ");
            pen.Text(pool.Key.ErrorName, Role.Full);
        }

        var total = NumberText.WriteCount((int)Math.Min(failures.Total, int.MaxValue), text);
        if (pen.Room >= total + 3 + (failures.BeganBefore ? SinceAtLeast : Since).Length + ClockWidth)
        {
            pen.Text(failures.IsEstimated ? ", ~" : ", ");
            pen.Text(text[..total]);
            pen.Text(failures.BeganBefore ? SinceAtLeast : Since, Role.Muted);
            pen.Clock(failures.Since, state.IsLocalTime);
        }
    }
}
