using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>Line 1: who and where, what is not seen, what watching costs, the time, and whether the screen is live.</summary>
internal sealed class TitleBar : StateView
{
    private const string Probe = "ask the kernel";
    private const int NarrowWidth = 76;
    private const int WideWidth = 100;
    /// <summary>"  not seen: 7": said in line 1 whatever else there is to say.</summary>
    private const int UnseenWidth = 16;

    /// <summary>
    /// "  not seen: failures +3": whether connect() fails is the first question, and that it is not watched must not hide behind a number.
    /// </summary>
    private const int FailuresUnseenWidth = 25;
    private const int NameWidth = 24;
    private const string Namespaces = " namespaces";
    private const string Only = " only";
    private const int CostWidth = 15;
    private const int CostLabelWidth = 5;

    /// <summary>" of 100 %" in the place of " %".</summary>
    private const int RaisedWidth = 7;
    private const int AgeWidth = 7;
    private const int AgedSeconds = 5;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => Draw(State, cells);

    private static void Draw(UiState state, CellGrid grid)
    {
        var right = grid.Width - DrawRight(state, grid, isMeasuring: true);
        var pen = new Pen(grid, 0, 0, right - 1);
        DrawDemo(ref pen, state);
        if (pen.Room < NameWidth + UnseenWidth)
        {
            DrawUnseenOf(ref pen, state);
            DrawRight(state, grid, isMeasuring: false);
            return;
        }

        pen.Text(" porttop ", Role.Title);
        pen.Skip(1);
        // Whatever else there is to say leaves room for what is not seen.
        var left = new Pen(grid, pen.X, 0, right - 1 - UnseenRoom(state, grid));
        if (state.Page == PageKind.None && state.Screen == ScreenKind.Detail && state.Opened is { } key)
        {
            DrawPath(ref left, state, key, isWhole: grid.Width >= WideWidth);
        }
        else if (state.Page == PageKind.Probe)
        {
            DrawPathToProbe(ref left, state);
        }
        else
        {
            left.Field(state.Demo is null ? state.Host : string.Empty, Math.Min(state.Host.Length, Math.Max(8, left.Room / 2)), ColumnAlignment.Left, Role.Plain, state.Glyphs);
            left.Skip(2);
            if (state.Snapshot is { Namespaces.Count: > 1 and var count })
            {
                left.Count(count);
                left.Text(left.Room >= Namespaces.Length ? Namespaces : " netns");
            }
            else
            {
                left.Clipped(state.Snapshot?.Source.Namespace, Role.Plain, state.Glyphs);
                if (IsAlone(state.Snapshot) && left.Room >= Only.Length)
                {
                    left.Text(Only, Role.Notice);
                }
            }
        }

        pen.MoveTo(left.X);

        DrawUnseenOf(ref pen, state);

        DrawRight(state, grid, isMeasuring: false);
    }

    /// <summary>Where the page that asks the kernel is among the screens.</summary>
    private static void DrawPathToProbe(ref Pen pen, UiState state)
    {
        var from = state.Screen switch
        {
            ScreenKind.Owners => "Owners ",
            ScreenKind.Detail => "Pools " + state.Glyphs.Crumb + " detail ",
            _ => "Pools ",
        };
        pen.Text(pen.Room >= from.Length + Probe.Length + 2 ? from : string.Empty);
        pen.Text(state.Glyphs.Crumb, Role.Muted);
        pen.Text(" ");
        pen.Clipped(Probe, Role.Title, state.Glyphs);
    }

    /// <summary>Other network namespaces are there and not read.</summary>
    private static bool IsAlone(Snapshot? snapshot)
    {
        for (var i = 0; i < (snapshot?.Source.Unseen.Count ?? 0); i++)
        {
            if (snapshot!.Source.Unseen[i].What == Unseen.Namespaces)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>On every screen: nobody must take a demo for an incident.</summary>
    private static void DrawDemo(ref Pen pen, UiState state)
    {
        if (state.Demo is { } name)
        {
            pen.Text(" DEMO ", Role.Banner);
            pen.Clipped(name, Role.Banner, state.Glyphs);
            pen.Text(" ", Role.Banner);
        }
    }

    private static int UnseenRoom(UiState state, CellGrid grid)
        => grid.Width >= NarrowWidth && state.Screen != ScreenKind.Detail && state.Snapshot is { Source.Unseen: [{ What: "failures" }, ..] } ? FailuresUnseenWidth : UnseenWidth;

    private static void DrawUnseenOf(ref Pen pen, UiState state)
    {
        if (state.Snapshot is { } snapshot)
        {
            DrawUnseen(ref pen, snapshot.Source.Unseen);
        }
    }

    private static void DrawPath(ref Pen pen, UiState state, PoolKey key, bool isWhole)
    {
        if (!key.HasDestination)
        {
            pen.Text(isWhole ? "Pools " : string.Empty);
            pen.Text(state.Glyphs.Crumb, Role.Muted);
            pen.Text(" ");
            Span<char> name = stackalloc char[64];
            var width = PoolAddressText.WriteDestination(key, NamesOf(state), name);
            pen.Field(name[..width], Math.Min(width, pen.Room), ColumnAlignment.Left, Role.Title, state.Glyphs);
            DrawPanel(ref pen, state);
            return;
        }

        if (isWhole)
        {
            pen.Text("Pools ");
            pen.Text(state.Glyphs.Crumb, Role.Muted);
            pen.Text(" ");
            if (state.OpenedPool is { IsElsewhere: true } pool)
            {
                pen.Clipped(pool.Namespace, Role.Title, state.Glyphs);
                pen.Text(" ");
                pen.Text(state.Glyphs.Crumb, Role.Muted);
                pen.Text(" ");
            }

            if (pen.Room >= EndsWidth(key, NamesOf(state)) + PanelWidth(state))
            {
                pen.Source(key, NamesOf(state), Role.Title);
                pen.Text(" ");
            }
        }

        // Where it goes tells pools apart; where it comes from is said behind that, if there is room.
        pen.Text(state.Glyphs.Arrow, Role.Title);
        pen.Text(" ");
        pen.Destination(key, NamesOf(state), Role.Title);
        if (DrawPanel(ref pen, state))
        {
            return;
        }

        Span<char> source = stackalloc char[64];
        var length = PoolAddressText.WriteSource(key, NamesOf(state), source);
        if (!isWhole && pen.Room >= length + 6)
        {
            pen.Text(" from ", Role.Muted);
            pen.Text(source[..length], Role.Title);
        }
    }

    private static PoolNames NamesOf(UiState state) => state.OpenedPool?.Names ?? default;

    /// <summary>" › 5 Range map".</summary>
    private static int PanelWidth(UiState state) => state.Panel == DetailPanel.All ? 0 : 5 + PanelNames.Short(state, state.Panel).Length;

    /// <summary>The enlarged panel as the last step of the path; returns false where none is.</summary>
    private static bool DrawPanel(ref Pen pen, UiState state)
    {
        var name = PanelNames.Short(state, state.Panel);
        if (state.Panel == DetailPanel.All || pen.Room < PanelWidth(state))
        {
            return state.Panel != DetailPanel.All;
        }

        pen.Text(" ");
        pen.Text(state.Glyphs.Crumb, Role.Muted);
        pen.Text(" ");
        pen.Number((int)state.Panel, "0", Role.Key);
        pen.Text(" ");
        pen.Text(name, Role.Title);
        return true;
    }

    /// <summary>Both ends with the arrow between them.</summary>
    private static int EndsWidth(PoolKey key, PoolNames names)
    {
        const int Arrow = 3;
        Span<char> text = stackalloc char[64];
        return PoolAddressText.WriteSource(key, names, text) + Arrow + PoolAddressText.WriteDestination(key, names, text);
    }

    /// <summary>As many names as there is room for, and the number of the others.</summary>
    private static void DrawUnseen(ref Pen pen, IReadOnlyList<Unseen> unseen)
    {
        if (unseen.Count == 0)
        {
            pen.Text("  all seen", Role.Muted);
            return;
        }

        const int More = 4;
        const string Label = "  not seen: ";
        if (pen.Room < Label.Length + More)
        {
            return;
        }

        pen.Text(Label, Role.Notice);
        var shown = 0;
        while (shown < unseen.Count)
        {
            var item = unseen[shown];
            var isLast = shown == unseen.Count - 1;
            if (pen.Room < item.What.Length + 2 + (isLast ? 0 : More))
            {
                break;
            }

            pen.Text(shown > 0 ? ", " : string.Empty, Role.Notice);
            pen.Text(item.What, Role.Notice);
            shown++;
        }

        if (shown < unseen.Count)
        {
            pen.Text(shown > 0 ? " +" : string.Empty, Role.Notice);
            pen.Count(unseen.Count - shown, Role.Notice);
        }
    }

    /// <summary>Draws cost, time and liveness at the right, or only says how many columns they take.</summary>
    private static int DrawRight(UiState state, CellGrid grid, bool isMeasuring)
    {
        var costWidth = state.Snapshot is null || grid.Width < NarrowWidth ? 0 : grid.Width < WideWidth ? CostWidth : CostWidth + CostLabelWidth;
        costWidth += costWidth > 0 && IsRaised(state) ? RaisedWidth : 0;
        var word = LiveWord(state);
        var width = word.Length + 11 + (IsAged(state) ? AgeWidth : 0) + costWidth;
        if (isMeasuring)
        {
            return width;
        }

        var pen = new Pen(grid, grid.Width - width, 0, grid.Width);
        if (costWidth > 0)
        {
            pen.Text(grid.Width >= WideWidth ? "poll " : string.Empty, Role.Muted);
            DrawCost(ref pen, state.Latest ?? state.Snapshot!);
        }

        pen.MoveTo(grid.Width - width + costWidth);
        pen.Clock(state.IsPast ? state.Snapshot!.Time : state.Now, state.IsLocalTime, Role.Muted);
        pen.Text(" ");
        var role = state.IsPast || state.IsStale || state.IsPaused || state.Trouble is not null ? Role.Banner : Role.Muted;
        pen.Text(word, role);
        if (IsAged(state))
        {
            var aged = role == Role.Muted ? Role.Notice : role;
            pen.Text(" ", aged);
            pen.Duration(state.Now - state.Snapshot!.Time, aged);
        }

        return width;
    }

    /// <summary>More of a core may be used than usual, and is.</summary>
    private static bool IsRaised(UiState state) => (state.Latest ?? state.Snapshot)?.Raised is not null;

    /// <summary>What is shown is older than a person would take it for.</summary>
    private static bool IsAged(UiState state) => state is { Snapshot: { } snapshot, IsPaused: false, IsPast: false } && (state.Now - snapshot.Time).TotalSeconds >= AgedSeconds;

    private static void DrawCost(ref Pen pen, Snapshot snapshot)
    {
        pen.Number(snapshot.Cost.PollMilliseconds, snapshot.Cost.PollMilliseconds < 9.95 ? "0.0" : "0", Role.Muted);
        pen.Text(" ms", Role.Muted);
        if (snapshot.Cost.Core is { } core)
        {
            pen.Text(", ", Role.Muted);
            pen.Number(core * 100, "0.0", Role.Muted);
            if (snapshot.Raised is { } raised)
            {
                pen.Text(" of ", Role.Muted);
                pen.Number(raised.Share * 100, "0", Role.Notice);
            }

            pen.Text(" %", Role.Muted);
        }
    }

    /// <summary>Whether the screen is live, in a word.</summary>
    internal static string LiveWord(UiState state)
    {
        if (state.IsPast)
        {
            return "PAST";
        }

        if (state.IsPaused)
        {
            return "PAUSED";
        }

        if (state.Trouble is not null)
        {
            return "FAILED";
        }

        return state.Snapshot is null ? "reading" : state.IsStale ? "STALE" : "live";
    }
}
