using PortTop.Model;
using PortTop.Tui.Detail;
using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Tests.Tui;

public sealed class DetailPanelsTests
{
    [Fact]
    public void A_digit_enlarges_its_panel_and_the_same_or_Esc_shows_all_again()
    {
        var state = Press(Detail(80, 24), KeyPress.Of('5'));
        state.Panel.ShouldBe(DetailPanel.Map);
        Press(state, KeyPress.Of('5')).Panel.ShouldBe(DetailPanel.All);
        Press(state, KeyPress.Of('8')).Panel.ShouldBe(DetailPanel.Remedies);

        state = Press(state, new KeyPress(Key.Escape));
        (state.Panel, state.Screen).ShouldBe((DetailPanel.All, ScreenKind.Detail));
        Press(state, new KeyPress(Key.Escape)).Screen.ShouldBe(ScreenKind.Pools);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(60, 15)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void Tab_comes_to_every_panel_and_back_to_the_first(int width, int height)
    {
        var state = Detail(width, height);
        var pages = new DetailScreenLayout(state).Pages;
        var seen = new HashSet<DetailPanel>();
        for (var page = 0; page < pages; page++)
        {
            var layout = new DetailScreenLayout(state);
            layout.Page.ShouldBe(page);
            seen.UnionWith(Enum.GetValues<DetailPanel>().Where(panel => layout[panel].IsShown));
            state = Press(state, new KeyPress(Key.Tab));
        }

        new DetailScreenLayout(state).Page.ShouldBe(0);
        Enumerable.Range(1, 9).ShouldAllBe(panel => seen.Contains((DetailPanel)panel));
    }

    [Fact]
    public void An_enlarged_panel_scrolls_to_its_last_line_and_no_further()
    {
        var state = Press(Press(Detail(60, 15), KeyPress.Of('8')), KeyPress.Of('G'));

        state.DetailTop.ShouldBe(DetailPanels.LineCount(state) - DetailPanels.PageSize(state));
        state.DetailTop.ShouldBeGreaterThan(0);
        Press(state, KeyPress.Of('j')).DetailTop.ShouldBe(state.DetailTop);
        Press(state, KeyPress.Of('7')).DetailTop.ShouldBe(0);
    }

    [Fact]
    public void A_page_over_the_detail_leaves_digits_to_the_views()
        => Press(Press(Detail(80, 24), KeyPress.Of('?')), KeyPress.Of('3')).Screen.ShouldBe(ScreenKind.Owners);

    [Fact]
    public void Source_NAT_has_no_panel_of_what_it_does_not_have()
    {
        var state = Press(Scenes.All["nat-detail"](Scenes.Begin(80, 24, Glyphs.Unicode)), KeyPress.Of('9'));

        state.Panel.ShouldBe(DetailPanel.All);
        Press(state, KeyPress.Of('2')).Panel.ShouldBe(DetailPanel.Demand);
    }

    [Fact]
    public void Among_the_states_Enter_opens_who_leads_the_selected_one_and_Esc_comes_back()
    {
        var state = Scenes.All["states"](Scenes.Begin(80, 24, Glyphs.Unicode));
        state.StateSheet.Rows[state.States.Row].State.ShouldBe(TcpState.CloseWait);

        var opened = Press(state, new KeyPress(Key.Enter));
        (opened.Screen, opened.Opened!.Value.Port).ShouldBe((ScreenKind.Detail, (ushort)6379));
        Press(opened, new KeyPress(Key.Escape)).Screen.ShouldBe(ScreenKind.States);

        state = Press(Press(Press(state, KeyPress.Of('j')), KeyPress.Of('j')), new KeyPress(Key.Tab));
        state = Press(state, KeyPress.Of('j'));
        state.StateSheet.Leaders[state.Leaders.Row].Count.ShouldBe(6_000);
        Press(state, new KeyPress(Key.Escape)).AreLeadersChosen.ShouldBeFalse();
    }

    [Fact]
    public void The_leaders_of_a_state_have_all_its_sockets()
    {
        var sheet = Scenes.All["states-demo"](Scenes.Begin(80, 24, Glyphs.Unicode)).StateSheet;

        sheet.Leaders.Sum(static leader => leader.Count).ShouldBe(sheet.Rows[0].Count!.Value);
    }

    private static UiState Detail(int width, int height) => Scenes.All["beating-detail"](Scenes.Begin(width, height, Glyphs.Unicode));

    private static UiState Press(UiState state, KeyPress press) => UiReducer.Press(state, press);
}
