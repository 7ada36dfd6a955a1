using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>What the figures of demand are, and what goes with them.</summary>
internal static class DemandLines
{
    internal static IReadOnlyList<PageLine> Of(UiState state, int width, PoolSample pool)
    {
        var lines = new PageLines(width);
        lines.Section("The figures", Figures(state, pool));
        lines.Section("The words", [
            ("asks", "sockets opened and attempts failed, each second, over the last seconds", Role.Plain),
            ("fits", "the ports that this target can have, over the time that each is held: more than that cannot be opened for long", Role.Plain),
            ("held", "from connect() until the port can be given out again: the life of the connection, and TIME-WAIT where this side closed first", Role.Plain),
        ]);
        return lines.All;
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Figures(UiState state, PoolSample pool)
    {
        if (pool.Demand is { } demand)
        {
            if (demand is { IsTooMuch: true, Excess: > 0 and var excess })
            {
                var (least, asked, fit) = (demand.LeastWord, PanelWords.Rate(demand.Told), PanelWords.Rate(demand.Fits));
                yield return ("too much", PanelWords.Text($"by {least}{Math.Ceiling(100 * excess)} %: {least}{asked} are asked, {fit} fit"),
                    Roles.Of(pool.Status.Condition));
            }
            else if (demand.Fits is { } fits)
            {
                var room = PanelWords.Rate(Math.Max(0, fits - demand.Mean));
                yield return ("room", $"{(demand.IsAtLeast ? "at most " : string.Empty)}{room} more would fit", Role.Plain);
            }

            if (demand.ActiveSeconds is not null)
            {
                yield return ("closed first", $"{PanelWords.Share(demand.TimeWaitShare)} of the connections end in TIME-WAIT: this side closes them", Role.Plain);
            }
        }
        else
        {
            yield return ("demand", "not known yet: it takes some seconds of watching", Role.Muted);
        }

        yield return ("net", $"{PanelWords.Rate(pool.Net)} more ports used than at the poll before" + (pool.UseGrowth is { } growth ? $"; over the last quarter of a minute {PanelWords.Rate(growth)}" : string.Empty), Role.Plain);
        if (pool.Failures is { } failures)
        {
            yield return ("failed", PanelWords.Text($"{(failures.IsEstimated ? "~" : string.Empty)}{failures.Total:N0} attempts with {pool.Key.ErrorName}{(failures.BeganBefore ? ", since at least" : ", since")} {failures.Since.UtcDateTime:HH:mm:ss}Z"), Role.Full);
        }
        else if (pool.Failed is null)
        {
            yield return ("failed", "? failures are not watched: help says why", Role.Notice);
        }

        if (pool.Beats is { } beats)
        {
            var least = pool.Demand?.LeastWord;
            var share = PanelWords.Text($"{least}{100 * beats.FailingShare:0} % of attempts find no port, as long as so much is asked");
            yield return ("waves", share, Role.Full);
        }

        if (pool.PortReturnSeconds is { } seconds)
        {
            yield return ("each port", $"is used again after about {PanelWords.Duration(seconds)}", Role.Plain);
        }

        if (pool is { Leak: { } leak, Status.FullBetween: var (earliest, latest) })
        {
            Span<char> text = stackalloc char[32];
            var length = DurationText.WriteBetween(earliest - state.KnownUntil, latest - state.KnownUntil, state.Glyphs.Dash, text);
            var (least, most) = (PanelWords.Rate(leak.Least), PanelWords.Rate(leak.Most));
            yield return ("leak", PanelWords.Text(
                $"{least} to {most} are opened and never closed: full in {text[..length].ToString()}, nine times in ten"), Role.AtRisk);
        }
        else if (pool.AliveGrowth > 0)
        {
            yield return ("alive", $"{PanelWords.Rate(pool.AliveGrowth)} more live sockets, for half a minute and longer: they are opened and not closed", Role.AtRisk);
        }

        if (state.IsPast)
        {
            yield return ("past", "what is not said here was not kept of this poll", Role.Muted);
        }
    }
}
