using System.Globalization;
using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>
/// The keys, made of the key map. Those that do not fit are left out, but never help and quit. Before them stand the views, where there is
/// room; in their place what a key did.
/// </summary>
internal sealed class Footer : StateView
{
    /// <summary>"lines 1,154-1,191 of 1,191".</summary>
    private const int PositionWidth = 25;
    private const int MostPages = (int)DetailPanel.Sockets;

    /// <summary>"panels 1/2", made once: a frame makes no text.</summary>
    private static readonly string[][] PageWords =
    [
        .. Enumerable.Range(0, MostPages + 1).Select(static pages => Enumerable.Range(1, MostPages)
            .Select(page => string.Create(CultureInfo.InvariantCulture, $"panels {page}/{pages}")).ToArray()),
    ];

    private const int Gap = 2;
    private const int WidthOfTabs = 100;

    /// <summary>The page of text that is shown; null where none is.</summary>
    internal LinesView? Page { get; set; }

    /// <summary>The page of panels that is shown in the detail, from 0, and how many there are.</summary>
    internal (int Page, int Pages) Panels { get; set; } = (0, 1);

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        var isLong = Page is { } page && page.Lines.Count > page.PageSize;
        Draw(cells, isLong ? cells.Width - PositionWidth : cells.Width);
        if (isLong)
        {
            DrawPosition(cells, Page!);
        }
    }

    private void DrawPosition(CellGrid cells, LinesView page)
    {
        var pen = new Pen(cells, cells.Width - PositionWidth, 0, cells.Width);
        pen.Text("lines ", Role.Muted);
        pen.Count(page.Top + 1, Role.Muted);
        pen.Text(State.Glyphs.Dash, Role.Muted);
        pen.Count(Math.Min(page.Top + page.PageSize, page.Lines.Count), Role.Muted);
        pen.Text(" of ", Role.Muted);
        pen.Count(page.Lines.Count, Role.Muted);
    }

    /// <summary>Draws the keys, up to column <paramref name="end"/>.</summary>
    private void Draw(CellGrid grid, int end)
    {
        var state = State;
        var kept = RoomOf(state, UiAction.Help) + RoomOf(state, UiAction.BackOrQuit);
        var pen = new Pen(grid, 1, 0, end);
        if (state.Prompt is { } prompt)
        {
            if (prompt.Error is { } error)
            {
                pen.Text(prompt.IsRefused ? "not kept: " : string.Empty, Role.Full);
                pen.Clipped(error.Message, Role.AtRisk, state.Glyphs);
                return;
            }

            pen.Clipped(prompt.Text.Length == 0 ? "dst:10.8. dport:5432 owner:web ns:host state:time-wait used>50% out<5m !kind:bind"
                : "Enter keep  Esc drop  Tab complete  Up Down history  ^w word  ^u all", Role.Muted, state.Glyphs);
            return;
        }

        if (state.Note is { } note && state.PersonNow < state.NoteUntil)
        {
            pen.Clipped(note, Role.Notice, state.Glyphs);
            return;
        }

        var areTabs = AreTabs(state, grid);
        if (areTabs)
        {
            DrawTabs(ref pen, state);
        }

        for (var i = 0; i < KeyMap.All.Length; i++)
        {
            var binding = KeyMap.All[i];
            if (binding.Footer is not { } footer || !IsUseful(state, binding.Action) || (areTabs && binding.Action == UiAction.ShowPools))
            {
                continue;
            }

            var isKept = binding.Action is UiAction.Help or UiAction.BackOrQuit;
            if (isKept || pen.Room >= RoomOf(state, binding.Action) + kept)
            {
                pen.Text(footer.Key, Role.Key);
                pen.Text(" ");
                pen.Text(Word(state, binding.Action, footer.Word), Role.Muted);
                DrawValue(ref pen, state, binding.Action);
                pen.Skip(Gap);
            }
        }
    }

    /// <summary>What the key has set: the column that rows are sorted by, the interval.</summary>
    private static void DrawValue(ref Pen pen, UiState state, UiAction action)
    {
        if (action == UiAction.NextSort)
        {
            pen.Text(SortName(state), Role.Muted);
        }
        else if (action == UiAction.Slower)
        {
            pen.Number(state.Interval.TotalSeconds, "0.##", Role.Muted);
            pen.Text(" s", Role.Muted);
        }
    }

    /// <summary>The views, the one that is shown marked: by its brackets where there is no colour.</summary>
    private static void DrawTabs(ref Pen pen, UiState state)
    {
        for (var i = 0; i < KeyMap.All.Length; i++)
        {
            var binding = KeyMap.All[i];
            if (binding.View is not { } view)
            {
                continue;
            }

            var isShown = binding.Action == ShownView(state);
            pen.Text(isShown ? "[" : " ", Role.Sorted);
            pen.Text(binding.Names, Role.Key);
            pen.Text(" ");
            pen.Text(view, isShown ? Role.Sorted : Role.Muted);
            pen.Text(isShown ? "]" : " ", Role.Sorted);
        }

        pen.Skip(1);
    }

    private static bool AreTabs(UiState state, CellGrid grid) => grid.Width >= WidthOfTabs && state is not { Page: PageKind.None, Screen: ScreenKind.Detail or ScreenKind.WarRoom };

    private static UiAction? ShownView(UiState state) => state.Page switch
    {
        PageKind.Nat => UiAction.Nat,
        PageKind.Events => UiAction.Events,
        PageKind.None => state.Screen == ScreenKind.Owners ? UiAction.ShowOwners : state.Screen == ScreenKind.States ? UiAction.ShowStates : UiAction.ShowPools,
        _ => null,
    };

    private static int ValueWidth(UiState state, UiAction action) => action switch
    {
        UiAction.NextSort => SortName(state).Length,

        // The longest interval that keys and settings give: "3600 s".
        UiAction.Slower => 6,
        _ => 0,
    };

    private static string SortName(UiState state) => state.AreGroupsShown ? GroupColumns.Find(state.GroupSort)?.Header ?? state.GroupSort : PoolColumns.Find(state.Sort)?.Header ?? state.Sort;

    private bool IsUseful(UiState state, UiAction action) => action switch
    {
        _ when state is { Screen: ScreenKind.WarRoom, Page: PageKind.None } => WarRoomSteps.IsUseful(action),
        UiAction.Back => !IsTop(state),
        // In the detail digits are panels.
        UiAction.ShowPools => state is not { Page: PageKind.None, Screen: ScreenKind.Detail },
        UiAction.Filter => state.Page == PageKind.None && state.Screen != ScreenKind.Detail,
        UiAction.Group => IsTop(state),
        UiAction.Down => !IsTop(state),
        UiAction.NextProblem => state is { Page: PageKind.None, Counts: var (full, waves, failed, filling, unclear, atRisk) }
            && full + waves + failed + filling + unclear + atRisk > 1,
        UiAction.WarRoom => false,
        UiAction.Why => state.Page != PageKind.Why,
        UiAction.Probe => state.Page is PageKind.Probe ? KernelQuestion.WhyNot(state) is null : state.Page is PageKind.None or PageKind.Why && state is { IsPast: false, Rows.Count: > 0 },
        UiAction.Ports => state.Page != PageKind.Ports,
        UiAction.Open => state.Page == PageKind.None && state.Screen != ScreenKind.Detail,
        UiAction.NextSort => IsTop(state),
        UiAction.OtherPanels when state is { Page: PageKind.None, Screen: ScreenKind.States } => state.StateSheet.Leaders.Count > 0,
        UiAction.OtherPanels => DetailPanels.IsShown(state) && (state.Panel != DetailPanel.All || Panels.Pages > 1),
        UiAction.Enlarge => DetailPanels.IsShown(state),
        UiAction.Earlier => state.Snapshot?.History is not null,
        _ => true,
    };

    /// <summary>What Tab does in the detail.</summary>
    private string PanelsWord(UiState state)
        => state.Panel != DetailPanel.All ? "next" : PageWords[Math.Min(Panels.Pages, MostPages)][Math.Min(Panels.Page, MostPages - 1)];

    private static bool IsTop(UiState state) => state.Page == PageKind.None && state.Screen == ScreenKind.Pools;

    private string Word(UiState state, UiAction action, string word) => action switch
    {
        UiAction.Pause when state.IsPaused => "go on",
        UiAction.BackOrQuit when !IsTop(state) || state.Within is not null => "back",
        UiAction.Open when state is { Screen: ScreenKind.Pools, AreGroupsShown: true } => "its pools",
        UiAction.WarRoom when state.Screen == ScreenKind.WarRoom => "leave",
        UiAction.Enlarge when state.Panel != DetailPanel.All => "panels",
        UiAction.OtherPanels when state.Screen == ScreenKind.States => state.AreLeadersChosen ? "states" : "pools",
        UiAction.OtherPanels => PanelsWord(state),
        UiAction.Probe when state.Page == PageKind.Probe => state.Probing.Answers.Count > 0 ? "ask again" : "ask",
        UiAction.Down when state.Page != PageKind.None || state.Screen == ScreenKind.Detail => "scroll",
        _ => word,
    };

    private int RoomOf(UiState state, UiAction action)
    {
        foreach (var binding in KeyMap.All)
        {
            if (binding.Action == action && binding.Footer is { } footer)
            {
                return footer.Key.Length + 1 + Word(state, action, footer.Word).Length + Gap + ValueWidth(state, action);
            }
        }

        return 0;
    }
}
