using PortTop.Tests.Shared;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui.App;

/// <summary>What a window keeps and lets go of between one screen and the next.</summary>
public sealed class MainWindowTests
{
    [Fact]
    public void Keys_that_come_at_once_move_by_the_pages_of_what_the_first_has_shown()
    {
        using var atOnce = Many();
        using var apart = Many();
        atOnce.Type("3\e[6~");
        apart.Type("3").Draw().Type("\e[6~");

        apart.State.Owners.Row.ShouldBeGreaterThan(5);
        atOnce.State.Owners.Row.ShouldBe(apart.State.Owners.Row);
    }

    [Fact]
    public void A_pool_that_is_opened_again_begins_with_its_first_socket()
    {
        using var screen = Scenes.Show("detail", 120, 40);
        var first = screen.Text();
        screen.Type("G").Text().ShouldNotBe(first);

        screen.Type("\e").Type("\r").Text().ShouldBe(first);
    }

    [Fact]
    public void A_page_stays_where_it_was_read_while_the_screen_is_too_small_for_it()
    {
        using var screen = Scenes.Show("help", 80, 24);
        var read = screen.Type("\e[6~").Text();
        screen.Resize(30, 8).Draw();

        screen.Resize(80, 24).Text().ShouldBe(read);
        screen.Type("?").Type("?").Text().ShouldNotBe(read, "and from its first line on when it is asked for anew");
    }

    [Fact]
    public void The_answer_of_the_kernel_comes_into_sight()
    {
        using var screen = Scenes.Show("probe-no", 60, 15);
        screen.Type("G").Text().ShouldNotContain("Does the kernel still give a port?");

        screen.Type("\r").Text().ShouldContain("Does the kernel still give a port?");
    }

    [Fact]
    public void A_key_in_an_empty_table_leaves_what_was_chosen()
    {
        using var screen = Many();
        var chosen = screen.Type("j").Type("j").State.Selected;
        screen.Type("/").Type("dport:1").Type("\r").Type("j");
        screen.State.Rows.ShouldBeEmpty();

        screen.Type("\e").State.Selected.ShouldBe(chosen);
    }

    [Fact]
    public void Everything_is_drawn_anew_also_while_a_filter_is_written()
    {
        using var screen = Many();
        var asked = 0;
        screen.Window.RedrawAsked += (_, _) => asked++;
        screen.Type("/").Type("\f");

        asked.ShouldBe(1);
        screen.State.Prompt.ShouldNotBeNull();
    }

    private static HeadlessScreen Many()
    {
        using var owners = Scenes.Show("owners-many", 120, 40);
        return new HeadlessScreen(owners.State with { Screen = ScreenKind.Pools }, 120, 40);
    }
}
