using PortTop.Model;
using PortTop.Tui.Keys;

namespace PortTop.Tui.State;

/// <summary>Makes the next state out of a state and what happened. Pure: the same in, the same out.</summary>
public static class UiReducer
{
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

    /// <summary>A key was pressed.</summary>
    public static UiState Act(UiState state, UiAction action) => Settle(Consultation.Follow(Obey(state with { Note = null }, action)));

    /// <summary>
    /// A key was pressed on a screen too small for any table: what cannot be seen must not happen, and only those that show there do
    /// anything.
    /// </summary>
    public static UiState ActUnseen(UiState state, UiAction action) => action switch
    {
        UiAction.Quit or UiAction.BackOrQuit => state with { IsQuitting = true },
        UiAction.Pause => state with { IsPaused = !state.IsPaused, PausedAt = state.Now },
        _ => state,
    };

    /// <summary>A row of the list that is shown is chosen; null stays with whatever comes first.</summary>
    public static UiState Choose(UiState state, int? row)
    {
        var chosen = state with { Note = null };
        return Settle(Consultation.Follow(state.Screen switch
        {
            ScreenKind.States => StatesChoice.Choose(chosen, row),
            ScreenKind.Owners => chosen with { Owners = RowChoice<int>.Of(row, state.OwnerRows, static owner => owner.Owner.Id) },
            _ when state.AreGroupsShown
                => chosen with { GroupSelection = RowChoice<GroupId>.Of(row, state.Groups, static group => group.Id) },
            _ when row is { } known && known < state.Rows.Count => chosen with { SelectedRow = known, Selected = state.Rows[known].Key },
            _ => chosen with { SelectedRow = 0, Selected = null },
        }));
    }

    /// <summary>Rows are sorted by a column, or by severity.</summary>
    public static UiState SortBy(UiState state, string column)
        => Settle(RowSet.Arrange(state.AreGroupsShown ? state with { GroupSort = column, Note = null }
            : state with { Sort = column, Note = null }));

    /// <summary>A key that has no meaning where one is says so: nobody must wonder whether it arrived.</summary>
    private static UiState Obey(UiState state, UiAction action)
    {
        var acted = Do(state, action);
        return ReferenceEquals(acted, state) && !Moves.Is(action) && action is not (UiAction.Redraw or UiAction.Back)
            ? Notes.Say(state, state.Screen == ScreenKind.WarRoom && state.Page == PageKind.None ? "That key does nothing in the war room; w leaves it." : "That key does nothing here; ? tells what each key does.")
            : acted;
    }

    private static UiState Do(UiState state, UiAction action) => action switch
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
        UiAction.ShowStates => StatesChoice.Show(state),
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
        _ when state.Page != PageKind.None => state,
        _ when state.Screen == ScreenKind.WarRoom => state,
        UiAction.Open => Opening.OpenSelected(state),
        UiAction.OtherPanels => state.Screen == ScreenKind.States ? StatesChoice.Turn(state) : DetailPanels.Turn(state),
        UiAction.ReverseSort when state.Screen != ScreenKind.Pools => state,
        UiAction.ReverseSort when state.AreGroupsShown => RowSet.Arrange(state with { IsGroupReversed = !state.IsGroupReversed }),
        UiAction.ReverseSort => RowSet.Arrange(state with { IsReversed = !state.IsReversed }),
        _ => state,
    };

    /// <summary>The banner of the past stands where that of a pause would.</summary>
    private static UiState Pause(UiState state)
    {
        var paused = state with { IsPaused = !state.IsPaused, PausedAt = state.Now };
        return !state.IsPast ? paused : Notes.Say(paused, paused.IsPaused ? "PAUSED: nothing is read, and what is shown is the past." : "Polls go on; what is shown is the past.");
    }

    private static UiState Turn(UiState state, PageKind page)
        => state with { Page = state.Page == page ? PageKind.None : page };

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

    /// <summary>Keeps what is chosen among what there is.</summary>
    internal static UiState Settle(UiState state) => StatesChoice.Settle(state) with
    {
        SelectedRow = Math.Clamp(state.SelectedRow, 0, Math.Max(0, state.Rows.Count - 1)),
        Owners = state.Owners.Follow(state.OwnerRows, static owner => owner.Owner.Id),
        GroupSelection = state.GroupSelection.Follow(state.Groups, static group => group.Id),
    };

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
}
