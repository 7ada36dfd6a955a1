using PortTop.Tests.Shared;
using PortTop.Tui.App;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

/// <summary>On screens that show little nothing may happen unseen.</summary>
public sealed class SmallScreenTests
{
    /// <summary>Large numbers leave little room beside them.</summary>
    [Fact]
    public void A_filter_can_be_written_on_the_narrowest_screen_whatever_there_is_to_count()
    {
        var pools = Enumerable.Range(0, 10_000).Select(static i
            => Samples.Pool(1 + i, 1 + (i % 90), destination: $"10.{i / 250}.{i % 250}.1")).ToArray();
        for (var width = TinyView.MinimumWidth; width < 70; width++)
        {
            using var screen = new HeadlessScreen(UiReducer.Arrive(Scenes.Begin(), Samples.Snapshot(pools)), width, 14);

            screen.Type("a").Type("/").Type("dst:10.8.0.0/16").Text().ShouldContain("8.0.0/16", Case.Sensitive, $"at {width}");
        }
    }

    [Fact]
    public void What_a_tiny_screen_cannot_show_does_not_happen()
    {
        var state = UiReducer.Arrive(Scenes.Begin(), Samples.Snapshot([Samples.Pool(1, 90), Samples.Pool(2, 50)]));

        var after = Keyboard.Press(state, 38, 10, "/", "w", "3", "j");
        (after.Prompt, after.Screen, after.Selected).ShouldBe((null, ScreenKind.Pools, null));
        Keyboard.Press(state, 38, 10, " ").IsPaused.ShouldBeTrue();
        Keyboard.Press(state, 38, 10, "q").IsQuitting.ShouldBeTrue();
    }

    [Fact]
    public void A_screen_that_shrinks_closes_the_line_that_is_written_as_Escape_does()
    {
        using var screen = new HeadlessScreen(UiReducer.Arrive(Scenes.Begin(),
            Samples.Snapshot([Samples.Pool(1, 90), Samples.Pool(2, 50)])), 80, 24);
        screen.Type("/").Type("dport:2").State.Filter.IsEmpty.ShouldBeFalse();

        var state = screen.Resize(38, 10).State;

        (state.Prompt, state.Filter.IsEmpty).ShouldBe((null, true));
        screen.Resize(80, 24).Type("j").State.Selected.ShouldNotBeNull("keys go to the table again");
    }

    [Fact]
    public void A_filter_that_is_begun_in_the_war_room_is_written_where_it_is_seen()
    {
        var state = Keyboard.Press(UiReducer.Arrive(Scenes.Begin(), Samples.Snapshot([Samples.Pool(1, 90)])), "\r", "w", "/");

        (state.Screen, state.Prompt).ShouldSatisfyAllConditions(static shown => shown.Screen.ShouldBe(ScreenKind.Pools), static shown
            => shown.Prompt.ShouldNotBeNull());
        Keyboard.Press(state, "\e", "w", "w").Screen.ShouldBe(ScreenKind.Pools);
    }
}
