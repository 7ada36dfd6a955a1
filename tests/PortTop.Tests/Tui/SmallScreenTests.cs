using PortTop.Tui.App;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Tests.Tui;

/// <summary>On screens that show little nothing may happen unseen.</summary>
public sealed class SmallScreenTests
{
    /// <summary>Large numbers leave little room beside them.</summary>
    [Fact]
    public void A_filter_can_be_written_on_the_narrowest_screen_whatever_there_is_to_count()
    {
        var pools = Enumerable.Range(0, 10_000).Select(static i => Samples.Pool(1 + i, 1 + (i % 90), destination: $"10.{i / 250}.{i % 250}.1")).ToArray();
        for (var width = TinyScreen.MinimumWidth; width < 70; width++)
        {
            var state = Keyboard.Press(UiReducer.Arrive(Scenes.Begin(width, 14, Glyphs.Unicode), Samples.Snapshot(pools)), "a", "/", "dst:10.8.0.0/16");
            var grid = new CellGrid(1, 1);

            Screen.Draw(state, grid);

            string.Join('\n', Enumerable.Range(0, grid.Height).Select(grid.RowText)).ShouldContain("8.0.0/16", Case.Sensitive, $"at {width}");
        }
    }

    [Fact]
    public void What_a_tiny_screen_cannot_show_does_not_happen()
    {
        var state = UiReducer.Arrive(Scenes.Begin(38, 10, Glyphs.Unicode), Samples.Snapshot([Samples.Pool(1, 90), Samples.Pool(2, 50)]));

        var after = Keyboard.Press(state, "/", "w", "3", "j");
        (after.Prompt, after.Screen, after.Selected).ShouldBe((null, ScreenKind.Pools, null));
        Keyboard.Press(state, " ").IsPaused.ShouldBeTrue();
        Keyboard.Press(state, "q").IsQuitting.ShouldBeTrue();
    }

    [Fact]
    public void A_screen_that_shrinks_closes_the_line_that_is_written_as_Escape_does()
    {
        var state = Keyboard.Press(UiReducer.Arrive(Scenes.Begin(80, 24, Glyphs.Unicode), Samples.Snapshot([Samples.Pool(1, 90), Samples.Pool(2, 50)])), "/", "dport:2");

        state = UiReducer.Resize(state, 38, 10);

        (state.Prompt, state.Filter.IsEmpty).ShouldBe((null, true));
    }

    [Fact]
    public void A_filter_that_is_begun_in_the_war_room_is_written_where_it_is_seen()
    {
        var state = Keyboard.Press(UiReducer.Arrive(Scenes.Begin(80, 24, Glyphs.Unicode), Samples.Snapshot([Samples.Pool(1, 90)])), "\r", "w", "/");

        (state.Screen, state.Prompt).ShouldSatisfyAllConditions(static shown => shown.Screen.ShouldBe(ScreenKind.Pools), static shown => shown.Prompt.ShouldNotBeNull());
        Keyboard.Press(state, "\e", "w", "w").Screen.ShouldBe(ScreenKind.Pools);
    }
}
