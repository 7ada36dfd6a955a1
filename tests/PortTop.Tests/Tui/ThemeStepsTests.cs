using PortTop.Tests.Shared;
using PortTop.Tui.Keys;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed class ThemeStepsTests
{
    private static readonly UiState Begun = Scenes.StateOf("incident") with { Theme = "b", ThemeNames = ["a", "b", "c"] };

    [Fact]
    public void The_key_takes_the_next_theme_and_after_the_last_the_first()
    {
        var next = Press(Begun);

        next.Theme.ShouldBe("c");
        Press(next).Theme.ShouldBe("a");
        Press(Begun with { ThemeNames = [] }).Theme.ShouldBe("b", "the names are not known yet");
    }

    [Fact]
    public void What_was_done_is_said_for_a_while_in_the_place_of_the_keys()
    {
        var next = Press(Begun);

        LastRow(next).ShouldBe(" Theme c, until porttop ends; \"theme\": \"c\" in portop.json keeps it");
        LastRow(UiReducer.Tick(next, next.Now.AddSeconds(5))).ShouldBe(LastRow(Begun));
    }

    [Fact]
    public void A_demo_whose_clock_jumps_leaves_it_standing_for_a_moment_of_the_person()
    {
        var next = Press(Begun);

        LastRow(UiReducer.Tick(next, next.Now.AddMinutes(5), next.PersonNow.AddSeconds(3))).ShouldBe(LastRow(next));
        LastRow(UiReducer.Tick(next, next.Now.AddMinutes(5), next.PersonNow.AddSeconds(4))).ShouldBe(LastRow(Begun));
    }

    private static UiState Press(UiState state) => UiReducer.Act(state, UiAction.NextTheme);

    private static string LastRow(UiState state)
    {
        using var screen = new HeadlessScreen(state, 120, 40);
        return screen.Text().TrimEnd('\n').Split('\n')[^1];
    }
}
