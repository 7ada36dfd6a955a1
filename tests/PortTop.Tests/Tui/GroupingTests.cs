using PortTop.Model;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed class GroupingTests
{
    [Fact]
    public void The_key_goes_through_all_kinds_and_back_to_single_pools()
    {
        var state = Begin();
        var seen = new List<GroupKind>();
        do
        {
            state = Press(state, "a");
            seen.Add(state.Group);
        }
        while (state.Group != GroupKind.Pool && seen.Count < 20);

        seen.ShouldBe([GroupKind.Destination, GroupKind.RemoteIp, GroupKind.RemotePort, GroupKind.Source, GroupKind.Owner, GroupKind.State, GroupKind.Pool], "one namespace makes no groups");
    }

    [Fact]
    public void Enter_goes_into_a_group_and_Escape_back_to_the_same_one()
    {
        var state = Press(Begin(), "a", "a", "j");
        state.AreGroupsShown.ShouldBeTrue();
        var group = state.Groups[state.GroupSelection.Row].Id;

        state = Press(state, "\r");
        (state.Within, state.AreGroupsShown).ShouldBe((group, false));
        state.Rows.ShouldAllBe(pool => PoolGroups.Of(new[] { pool }, GroupKind.RemoteIp)[0].Id == group);
        state = Press(state, "\r");
        state.Screen.ShouldBe(ScreenKind.Detail);
        state = Press(state, "\e", "\e");
        (state.Within, state.Groups[state.GroupSelection.Row].Id).ShouldBe((null, group));
        Press(state, "\e").Group.ShouldBe(GroupKind.Pool);
    }

    [Fact]
    public void A_selected_group_stays_selected_while_the_order_moves()
    {
        var state = Press(Begin(), "a", "a", "a", "j");
        var group = state.Groups[state.GroupSelection.Row].Id;

        state = UiReducer.Arrive(state, Samples.Snapshot([Samples.Pool(443, 90, destination: "10.8.0.1"), Samples.Pool(5432, 1, destination: "10.8.0.1"), Samples.Pool(6379, 7, destination: "10.8.0.9")]));

        state.Groups[state.GroupSelection.Row].Id.ShouldBe(group);
    }

    [Fact]
    public void A_group_that_is_gone_is_empty_and_says_so_and_Escape_still_leads_back()
    {
        var state = UiReducer.Arrive(Press(Begin(), "a", "a", "G", "\r"), Samples.Snapshot([Samples.Pool(5432, 90, destination: "10.8.0.1")]));

        state.Rows.ShouldBeEmpty();
        Press(state, "\e").Groups.ShouldHaveSingleItem();
    }

    [Fact]
    public void Why_is_asked_of_the_worst_pool_of_the_selected_group()
    {
        var state = Press(Begin(), "a", "a", "e");

        (state.Page, state.Explanation!.Pool!.Key).ShouldBe((PageKind.Why, state.Groups[0].Worst.Key));
    }

    [Fact]
    public void Groups_are_sorted_by_their_own_columns()
    {
        var state = Press(Begin(), "a", "a");
        for (var i = 0; i < 30; i++)
        {
            state = Press(state, "s");
            state.Groups.Select(static group => group.Id).ShouldBe(
                GroupColumns.Sort(PoolGroups.Of(state.Snapshot!.Pools, GroupKind.RemoteIp), state.GroupSort, isReversed: false).Select(static group => group.Id));
        }

        state.Sort.ShouldBe("severity", "that of the pools is another");
    }

    [Fact]
    public void Reset_brings_back_what_was_at_the_start()
    {
        var choices = new ViewChoices("used", true, GroupKind.Owner, PoolFilter.Parse("used>0"), TimeSpan.FromSeconds(5));
        var begun = UiReducer.Begin(Begin(), choices);
        begun.AreGroupsShown.ShouldBeTrue();

        var state = Press(begun, "a", "s", "S", "+", "/", " dport:1", "\r", "3", "r");

        (state.Sort, state.IsReversed, state.Group, state.Filter.Text, state.Interval, state.Screen)
            .ShouldBe(("used", true, GroupKind.Owner, "used>0", TimeSpan.FromSeconds(5), ScreenKind.Pools));
    }

    private static UiState Begin() => UiReducer.Arrive(Scenes.Begin(), Samples.Snapshot(
    [
        Samples.Pool(5432, 90, destination: "10.8.0.1"), Samples.Pool(443, 40, destination: "10.8.0.1"),
        Samples.Pool(443, 30, destination: "10.8.0.2"), Samples.Pool(6379, 20, destination: "10.8.0.3"),
    ]));

    private static UiState Press(UiState state, params string[] keys) => Keyboard.Press(state, keys);
}
