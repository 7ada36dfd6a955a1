using PortTop.Model;

namespace PortTop.Views;

/// <summary>That connect() fails, how often, by which error and since when: FAILING NOW 570/s  EADDRNOTAVAIL, 17,100 since 02:11:53Z.</summary>
internal static class FailureLine
{
    /// <summary>Draws what fits; a number is never cut.</summary>
    internal static void Draw(ref Pen pen, UiState state, PoolSample pool, in PoolFailures failures)
    {
        Span<char> text = stackalloc char[16];
        if (failures.IsNow(state.Snapshot!.Time))
        {
            pen.Text("FAILING NOW", Role.Full);
            if (failures.Rate is { } rate)
            {
                pen.Text(" ", Role.Full);
                pen.Rate(rate, Role.Full);
                pen.Text("/s", Role.Full);
            }
        }
        else
        {
            pen.Text("FAILING, last ", Role.Full);
            pen.Duration(state.KnownUntil - failures.Last, Role.Full);
            pen.Text(" ago", Role.Full);
        }

        const int ClockWidth = 9;
        const string Since = " since ";
        if (pen.Room >= pool.Key.ErrorName.Length + 2)
        {
            pen.Text("  ");
            pen.Text(pool.Key.ErrorName, Role.Full);
        }

        var total = NumberText.WriteCount((int)Math.Min(failures.Total, int.MaxValue), text);
        if (pen.Room >= total + 3 + Since.Length + ClockWidth)
        {
            pen.Text(failures.IsEstimated ? ", ~" : ", ");
            pen.Text(text[..total]);
            pen.Text(Since, Role.Muted);
            pen.Clock(failures.Since, state.IsLocalTime);
        }
    }
}
