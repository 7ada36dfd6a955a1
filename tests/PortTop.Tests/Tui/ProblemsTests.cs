using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed class ProblemsTests
{
    [Fact]
    public void The_key_goes_from_problem_to_problem_the_worst_first_and_round_again()
    {
        var state = Begin((1, 100), (2, 100), (3, 97), (4, 10));
        var ports = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            state = Press(state, "!");
            ports.Add(state.Selected!.Value.Port);
        }

        ports.ShouldBe([1, 2, 3, 1]);
        state.Rows[state.SelectedRow].Key.ShouldBe(state.Selected!.Value);
    }

    [Fact]
    public void In_the_detail_the_next_problem_is_opened()
        => Press(Begin((1, 100), (2, 100)), "!", "\r", "!").Opened!.Value.Port.ShouldBe((ushort)2);

    [Fact]
    public void What_hides_a_problem_is_put_away_and_it_is_said()
    {
        var state = Press(Begin((1, 100), (2, 50)), "/", "dport:2", "\r", "!");

        (state.Selected!.Value.Port, state.Filter.IsEmpty).ShouldBe(((ushort)1, true));
        state.Note.ShouldNotBeNull();
        Press(Begin((1, 100), (2, 50)), "a", "3", "!").ShouldSatisfyAllConditions(
            static shown => shown.Screen.ShouldBe(ScreenKind.Pools), static shown => shown.AreGroupsShown.ShouldBeFalse());
    }

    [Fact]
    public void Where_nothing_is_wrong_it_is_said_for_a_moment()
    {
        var state = Press(Begin((1, 50)), "!");

        (state.Selected, state.Note).ShouldBe((null, "No pool is full, fails, fills or is at risk."));
        Press(state, "j").Note.ShouldBeNull("the next key is another matter");
        UiReducer.Tick(state, state.NoteUntil).ShouldBe(UiReducer.Tick(Begin((1, 50)), state.NoteUntil), new SameScreen());
    }

    private static UiState Begin(params (int Port, int Used)[] pools)
        => UiReducer.Arrive(Scenes.Begin(), Samples.Snapshot(pools.Select(static pool => Samples.Pool(pool.Port, pool.Used))));

    private static UiState Press(UiState state, params string[] keys) => Keyboard.Press(state, keys);
}
