using PortTop.Model;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>The NAT that the machine cannot see, in a line or in the help.</summary>
internal static class UpstreamLine
{
    /// <summary>
    /// Draws "58 of 64 at GCP Cloud NAT" where that is the trouble; returns false where a pool's own ports are what counts.
    /// </summary>
    internal static bool DrawFigures(ref Pen pen, PoolSample pool, Role role, Glyphs glyphs)
    {
        if (pool is not { IsUpstreamTrouble: true, Upstream: { } upstream })
        {
            return false;
        }

        DrawUsed(ref pen, upstream, role);
        pen.Text(" of ", role);
        pen.Count(upstream.Limit, role);
        pen.Text(" at ", role);
        pen.Clipped(upstream.Budget.Preset.Name, role, glyphs);
        return true;
    }

    /// <summary>Draws the remark of the ledger: "of 55,000, nearer: AWS NAT gateway".</summary>
    internal static void DrawRemark(ref Pen pen, PoolSample pool, Glyphs glyphs)
    {
        const string Nearer = ", nearer";
        const int NameRoom = 8;
        var upstream = pool.Upstream!;
        var role = pool.IsUpstreamTrouble ? Role.AtRisk : Role.Muted;
        pen.Text("of ", Role.Muted);
        pen.Count(upstream.Limit, role);
        pen.Text(pool.IsUpstreamNearer && pen.Room >= Nearer.Length ? Nearer : string.Empty, role);
        if (pen.Room >= NameRoom)
        {
            pen.Text(": ", Role.Muted);
            pen.Clipped(upstream.Budget.Preset.Name, Role.Muted, glyphs);
        }
    }

    /// <summary>What is counted against, or what could be, for a page; nothing where the machine looks like no cloud.</summary>
    internal static IEnumerable<(string Key, string Text)> Describe(Snapshot? snapshot)
    {
        if (snapshot?.Upstream is { } budget)
        {
            yield return ("^", UpstreamText.Describe(budget));
            yield return ("figures", UpstreamText.Origin(budget));
        }
        else if (UpstreamText.Suggest(snapshot?.Surroundings.Cloud) is { } suggestion)
        {
            yield return ("not counted", suggestion);
        }
    }

    private static void DrawUsed(ref Pen pen, PoolUpstream upstream, Role role)
    {
        pen.Text(upstream.Budget.IsAtLeast ? ">" : string.Empty, role);
        pen.Count(upstream.Used, role);
    }
}
