using PortTop.Model;
using PortTop.Tui.App;
using PortTop.Tui.Keys;
using PortTop.Tui.Owners;
using PortTop.Tui.Pages;
using PortTop.Tui.Pools;
using PortTop.Tui.States;

namespace PortTop.Tui.State;

/// <summary>Makes the next state out of a state and what happened. Pure: the same in, the same out.</summary>
public static class UiReducer
{
    /// <summary>Addresses of more rows than this are not measured: the screen shows fewer.</summary>
    private const int MeasuredRows = 500;

    /// <summary>The first view as somebody chose it to begin with; the key that resets comes back to it.</summary>
    public static UiState Begin(UiState state, ViewChoices choices) => RowSet.Arrange(Grouping.Begin(state, choices.Group) with
    {
        Initial = choices,
        Sort = choices.Sort,
        IsReversed = choices.IsReversed,
        GroupSort = PoolColumns.SeverityId,
        IsGroupReversed = false,
        Filter = choices.Filter,
        Interval = choices.Interval,
        Selected = null,
        SelectedRow = 0,
        Top = 0,
        Owners = default,
        States = default,
        Leaders = default,
        AreLeadersChosen = false,
    });

    /// <summary>A poll succeeded.</summary>
    public static UiState Arrive(UiState state, Snapshot snapshot)
        => state.IsPast ? Settle(state with { Latest = snapshot, Trouble = null, Host = snapshot.Source.Host }) : Show(state, snapshot) with { Trouble = null };

    /// <summary>Shows a poll.</summary>
    internal static UiState Show(UiState state, Snapshot snapshot)
        => RenewSorted(state with { Snapshot = snapshot, Host = snapshot.Source.Host, Counts = Count(snapshot.Pools) });

    /// <summary>The owners of the sockets that are shown were found.</summary>
    public static UiState ReadOwners(UiState state, Snapshot snapshot)
        => state.IsPast ? state.Latest!.Poll == snapshot.Poll ? state with { Latest = snapshot } : state
            : state.Snapshot?.Poll == snapshot.Poll ? RenewSorted(state with { Snapshot = snapshot.Detail?.Key == state.Snapshot.Detail?.Key ? snapshot : snapshot with { Detail = state.Snapshot.Detail } }) : state;

    /// <summary>What is advised decides how many rows the table has.</summary>
    private static UiState RenewSorted(UiState state) => Settle(Consultation.Renew(RowSet.Arrange(state)));

    /// <summary>A poll failed; the last good one stays on the screen.</summary>
    public static UiState Fail(UiState state, Trouble trouble) => Settle(state with { Trouble = trouble });

    /// <summary>The sockets of the opened pool were read; the poll that is shown is no newer for that.</summary>
    public static UiState ReadDetail(UiState state, PoolDetail detail)
        => state is { Snapshot: { } snapshot, IsPast: false } ? Settle(Consultation.Follow(state with { Snapshot = snapshot with { Detail = detail } })) : state;

    /// <summary>Time went on.</summary>
    public static UiState Tick(UiState state, DateTimeOffset now) => Tick(state, now, now);

    /// <summary>Time went on, in the story of a demo and for the person.</summary>
    public static UiState Tick(UiState state, DateTimeOffset now, DateTimeOffset personNow) => state with { Now = now, PersonNow = personNow };

    /// <summary>The terminal has another size.</summary>
    public static UiState Resize(UiState state, int width, int height)
    {
        var resized = state with { Width = width, Height = height };
        return Settle(TinyScreen.IsFor(resized) ? Filtering.Drop(resized) : resized);
    }

    /// <summary>A key was pressed.</summary>
    public static UiState Press(UiState state, KeyPress press)
    {
        if (TinyScreen.IsFor(state))
        {
            return TinyScreen.Obey(state, KeyMap.Find(press)) is var obeyed && ReferenceEquals(obeyed, state) ? state : Settle(obeyed);
        }

        if (state.Prompt is { } prompt)
        {
            return Settle(Filtering.Press(state, prompt, press));
        }

        if (DetailPanels.Press(state, press) is { } turned)
        {
            return Settle(turned with { Note = null });
        }

        return KeyMap.Find(press) is { } action ? Settle(Consultation.Follow(Obey(state with { Note = null }, action))) : state;
    }

    /// <summary>True when <paramref name="press"/> asks for everything to be drawn anew.</summary>
    public static bool IsRedraw(KeyPress press) => KeyMap.Find(press) == UiAction.Redraw;

    /// <summary>A key that has no meaning where one is says so: nobody must wonder whether it arrived.</summary>
    private static UiState Obey(UiState state, UiAction action)
    {
        var acted = Act(state, action);
        return ReferenceEquals(acted, state) && !Moves.Is(action) && action is not (UiAction.Redraw or UiAction.Back)
            ? Notes.Say(state, state.Screen == ScreenKind.WarRoom && state.Page == PageKind.None ? "That key does nothing in the war room; w leaves it." : "That key does nothing here; ? tells what each key does.")
            : acted;
    }

    private static UiState Act(UiState state, UiAction action) => action switch
    {
        UiAction.Quit => state with { IsQuitting = true },
        UiAction.Help => Turn(state, PageKind.Help),
        UiAction.Why => Consultation.Toggle(state),
        UiAction.Chat => Consultation.Tell(state),
        UiAction.Probe => KernelQuestion.Press(state),
        UiAction.Open when state.Page == PageKind.Probe => KernelQuestion.Ask(state),
        UiAction.Ports => Turn(state, PageKind.Ports),
        UiAction.Events => Turn(state, PageKind.Events),
        UiAction.Nat => Turn(state, PageKind.Nat),
        UiAction.ShowPools => state with { Page = PageKind.None, Screen = ScreenKind.Pools, Opened = null, OpenedPool = null },
        UiAction.ShowStates => StatesView.Show(state),
        UiAction.ShowOwners => state with { Page = PageKind.None, Screen = ScreenKind.Owners, Opened = null, OpenedPool = null },
        UiAction.NextTheme => ThemeSteps.Next(state),
        UiAction.WarRoom => WarRoomSteps.Toggle(state),
        UiAction.Back or UiAction.BackOrQuit => GoBack(state, action),
        UiAction.Filter => Filtering.Begin(state),
        UiAction.Group => Grouping.Next(state),
        UiAction.NextProblem => Problems.Next(state),
        UiAction.Reset => Notes.Say(Begin(PastSteps.Return(state) with { IsPaused = false }, state.Initial), "As at the start: order, groups, filter, interval; live, and the worst pool selected."),
        UiAction.Pause => Pause(state),
        UiAction.Slower => Intervals.Set(state, Intervals.Longer(state.Interval)),
        UiAction.Faster => Intervals.Set(state, Intervals.Shorter(state.Interval)),
        UiAction.Redraw => state,
        UiAction.Earlier or UiAction.Later or UiAction.MinuteEarlier or UiAction.MinuteLater => PastSteps.Step(state.Page == PageKind.Chat ? state with { Page = PageKind.None } : state, action),
        _ when state.Page != PageKind.None => Moves.Is(action) ? ScrollPage(state, action) : state,
        _ when state.Screen == ScreenKind.WarRoom => state,
        UiAction.Open => Opening.OpenSelected(state),
        UiAction.OtherPanels => state.Screen == ScreenKind.States ? StatesView.Turn(state) : DetailPanels.Turn(state),
        UiAction.NextSort or UiAction.ReverseSort when state.Screen != ScreenKind.Pools => state,
        UiAction.NextSort when state.AreGroupsShown => Grouping.NextSort(state),
        UiAction.ReverseSort when state.AreGroupsShown => RowSet.Arrange(state with { IsGroupReversed = !state.IsGroupReversed }),
        UiAction.NextSort => RowSet.Arrange(state with { Sort = NextSort(state), Top = 0 }),
        UiAction.ReverseSort => RowSet.Arrange(state with { IsReversed = !state.IsReversed }),
        _ when !Moves.Is(action) => state,
        _ when state.Screen == ScreenKind.Detail => ScrollDetail(state, action),
        _ when state.Screen == ScreenKind.States => StatesView.Select(state, action),
        _ when state.Screen == ScreenKind.Owners => SelectOwner(state, action),
        _ when state.AreGroupsShown => Grouping.Select(state, action),
        _ => Select(state, action),
    };

    /// <summary>The banner of the past stands where that of a pause would.</summary>
    private static UiState Pause(UiState state)
    {
        var paused = state with { IsPaused = !state.IsPaused, PausedAt = state.Now };
        return !state.IsPast ? paused : Notes.Say(paused, paused.IsPaused ? "PAUSED: nothing is read, and what is shown is the past." : "Polls go on; what is shown is the past.");
    }

    private static UiState Turn(UiState state, PageKind page)
        => state with { Page = state.Page == page ? PageKind.None : page, PageTop = 0 };

    private static UiState GoBack(UiState state, UiAction action)
    {
        if (state.Page != PageKind.None)
        {
            return state with { Page = PageKind.None };
        }

        if (state.IsPast)
        {
            return PastSteps.Return(state);
        }

        if (state is { Screen: ScreenKind.Detail, Panel: not DetailPanel.All })
        {
            return DetailPanels.Enlarge(state, DetailPanel.All);
        }

        if (state.Screen == ScreenKind.Detail)
        {
            return state with { Screen = state.Origin, Opened = null, OpenedPool = null };
        }

        if (state.Screen == ScreenKind.WarRoom)
        {
            return WarRoomSteps.Toggle(state);
        }

        if (state is { Screen: ScreenKind.States, AreLeadersChosen: true })
        {
            return state with { AreLeadersChosen = false };
        }

        if (state.Screen is ScreenKind.Owners or ScreenKind.States)
        {
            return state with { Screen = ScreenKind.Pools };
        }

        if (state.Within is not null)
        {
            return Grouping.Leave(state);
        }

        if (action == UiAction.BackOrQuit)
        {
            return state with { IsQuitting = true };
        }

        if (!state.Filter.IsEmpty)
        {
            return Filtering.Clear(state);
        }

        return state.Group != GroupKind.Pool ? Grouping.Begin(state, GroupKind.Pool) : state with { AreNoticesShown = false };
    }

    private static string NextSort(UiState state)
    {
        string[] shown = [PoolColumns.SeverityId, .. state.Columns.Select(static placed => placed.Column.Id).Where(static id => PoolColumns.Find(id) is not null)];
        return shown[(Array.IndexOf(shown, state.Sort) + 1) % shown.Length];
    }

    /// <summary>Keeps the selection among the rows and on the screen, and scrolling within what there is.</summary>
    private static UiState Settle(UiState state)
    {
        var page = new PoolsScreenLayout(state).PageSize;
        var selected = Math.Clamp(state.SelectedRow, 0, Math.Max(0, state.Rows.Count - 1));
        var top = Math.Clamp(state.Top, Math.Max(0, selected - page + 1), selected);
        top = Math.Min(top, Math.Max(0, state.Rows.Count - page));
        var owners = state.Owners.Follow(state.OwnerRows, static owner => owner.Owner.Id, new OwnersScreenLayout(state).PageSize);
        var groups = state.GroupSelection.Follow(state.Groups, static group => group.Id, page);
        var columns = PoolTableLayout.For(state.Width, Measure(state.Rows), areSeveral: state.Snapshot is { Namespaces.Count: > 1 }, state.ChosenColumns);
        var pageTop = state.Page == PageKind.None ? 0 : Math.Clamp(state.PageTop, 0, Math.Max(0, TextPage.LineCount(state) - TextPage.PageSize(state)));
        return StatesView.Settle(DetailPanels.Settle(state)) with { SelectedRow = selected, Top = top, PageTop = pageTop, Columns = columns, GroupColumns = GroupTableLayout.For(state.Width), Owners = owners, GroupSelection = groups };
    }

    private static UiState Select(UiState state, UiAction action)
    {
        if (state.Rows.Count == 0)
        {
            return state;
        }

        if (action == UiAction.First)
        {
            return state with { SelectedRow = 0, Selected = null };
        }

        var row = Moves.Move(state.SelectedRow, action, new PoolsScreenLayout(state).PageSize, state.Rows.Count);
        return state with { SelectedRow = row, Selected = state.Rows[row].Key };
    }

    private static UiState SelectOwner(UiState state, UiAction action)
    {
        var owners = state.OwnerRows;
        if (action == UiAction.First)
        {
            return state with { Owners = default };
        }

        var row = Moves.Move(state.Owners.Row, action, new OwnersScreenLayout(state).PageSize, owners.Count);
        return state with { Owners = state.Owners.Select(row, owners, static owner => owner.Owner.Id) };
    }

    private static UiState ScrollDetail(UiState state, UiAction action)
        => state with { DetailTop = Moves.Move(state.DetailTop, action, DetailPanels.PageSize(state), DetailPanels.LineCount(state)) };

    private static UiState ScrollPage(UiState state, UiAction action)
    {
        var page = TextPage.PageSize(state);
        var lines = TextPage.LineCount(state);
        return state with { PageTop = Math.Clamp(Moves.Move(state.PageTop, action, page, lines), 0, Math.Max(0, lines - page)) };
    }

    private static (int Full, int Waves, int Failed, int Filling, int Unclear, int AtRisk) Count(IReadOnlyList<PoolSample> pools)
    {
        var (full, waves, failed, filling, unclear, atRisk) = (0, 0, 0, 0, 0, 0);
        for (var i = 0; i < pools.Count; i++)
        {
            full += pools[i].Status.Condition == PoolCondition.Full ? 1 : 0;
            waves += pools[i].Status.Condition == PoolCondition.Waves ? 1 : 0;
            failed += pools[i].Status.Condition == PoolCondition.Failed ? 1 : 0;
            unclear += pools[i].Status.Condition == PoolCondition.Unclear ? 1 : 0;
            atRisk += pools[i].Status.Condition == PoolCondition.AtRisk ? 1 : 0;
            filling += pools[i].Status.Condition == PoolCondition.Countdown ? 1 : 0;
        }

        return (full, waves, failed, filling, unclear, atRisk);
    }

    private static (int Source, int Destination) Measure(IReadOnlyList<PoolSample> rows)
    {
        Span<char> text = stackalloc char[64];
        var (source, destination) = (0, 0);
        for (var i = 0; i < Math.Min(rows.Count, MeasuredRows); i++)
        {
            source = Math.Max(source, PoolAddressText.WriteSource(rows[i], text));
            destination = Math.Max(destination, PoolAddressText.WriteDestination(rows[i], text));
        }

        return (source, destination);
    }
}
