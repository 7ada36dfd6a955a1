using System.Text.RegularExpressions;
using PortTop.Model;
using PortTop.Tui.Detail;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed partial class DetailPanelsTests
{
    [Fact]
    public void A_digit_enlarges_its_panel_and_the_same_or_Esc_shows_all_again()
    {
        var state = Press(Detail(), "5");
        state.Panel.ShouldBe(DetailPanel.Map);
        Press(state, "5").Panel.ShouldBe(DetailPanel.All);
        Press(state, "8").Panel.ShouldBe(DetailPanel.Remedies);

        state = Press(state, "\e");
        (state.Panel, state.Screen).ShouldBe((DetailPanel.All, ScreenKind.Detail));
        Press(state, "\e").Screen.ShouldBe(ScreenKind.Pools);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(60, 15)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void Tab_comes_to_every_panel_and_back_to_the_first(int width, int height)
    {
        using var screen = Scenes.Show("beating-detail", width, height);
        var first = screen.Text();
        var pages = screen.Window.SubViews.OfType<DetailScreen>().Single().Pages.Pages;
        var seen = new HashSet<int>();
        for (var page = 0; page < pages; page++)
        {
            screen.Window.SubViews.OfType<DetailScreen>().Single().Pages.Page.ShouldBe(page);
            var text = screen.Text();
            seen.UnionWith(Enumerable.Range(1, 9).Where(panel => text.Contains($"─ {panel} ", StringComparison.Ordinal)));
            screen.Type("\t");
        }

        (pages > 1 ? screen.Text() : first).ShouldBe(first);
        seen.Count.ShouldBe(9);
    }

    [Fact]
    public void An_enlarged_panel_scrolls_to_its_last_line_and_no_further()
    {
        using var screen = Scenes.Show("beating-detail", 60, 15);
        var top = screen.Type("8").Text();
        var end = screen.Type("G").Text();

        end.ShouldNotBe(top);
        var position = Position().Match(end);
        position.Groups["last"].Value.ShouldBe(position.Groups["all"].Value);
        screen.Type("j").Text().ShouldBe(end);
        screen.Type("7").Type("8").Text().ShouldBe(top, "from its first line on again");
    }

    [Fact]
    public void A_page_scrolls_to_its_last_line_and_no_further()
    {
        using var screen = Scenes.Show("help", 80, 24);
        var top = screen.Text();
        top.ShouldContain("lines 1–22 of");
        var end = screen.Type("G").Text();
        var position = Position().Match(end);
        position.Groups["last"].Value.ShouldBe(position.Groups["all"].Value);
        screen.Type("j").Text().ShouldBe(end);
        screen.Type("?").Type("?").Text().ShouldBe(top);
    }

    [Fact]
    public void A_page_over_the_detail_leaves_digits_to_the_views()
        => Press(Press(Detail(), "?"), "3").Screen.ShouldBe(ScreenKind.Owners);

    [Fact]
    public void Source_NAT_has_no_panel_of_what_it_does_not_have()
    {
        var state = Press(Scenes.StateOf("nat-detail"), "9");

        state.Panel.ShouldBe(DetailPanel.All);
        Press(state, "2").Panel.ShouldBe(DetailPanel.Demand);
    }

    [Fact]
    public void Among_the_states_Enter_opens_who_leads_the_selected_one_and_Esc_comes_back()
    {
        var state = Scenes.StateOf("states");
        state.StateSheet.Rows[state.States.Row].State.ShouldBe(TcpState.CloseWait);

        var opened = Press(state, "\r");
        (opened.Screen, opened.Opened!.Value.Port).ShouldBe((ScreenKind.Detail, (ushort)6379));
        Press(opened, "\e").Screen.ShouldBe(ScreenKind.States);

        state = Press(Press(Press(state, "j"), "j"), "\t");
        state = Press(state, "j");
        state.StateSheet.Leaders[state.Leaders.Row].Count.ShouldBe(6_000);
        Press(state, "\e").AreLeadersChosen.ShouldBeFalse();
    }

    [Fact]
    public void The_leaders_of_a_state_have_all_its_sockets()
    {
        var sheet = Scenes.StateOf("states-demo").StateSheet;

        sheet.Leaders.Sum(static leader => leader.Count).ShouldBe(sheet.Rows[0].Count!.Value);
    }

    private static UiState Detail() => Scenes.StateOf("beating-detail");

    private static UiState Press(UiState state, string key) => Keyboard.Press(state, 80, 24, key);

    [GeneratedRegex(@"lines \d+–(?<last>\d+) of (?<all>\d+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Position();
}
