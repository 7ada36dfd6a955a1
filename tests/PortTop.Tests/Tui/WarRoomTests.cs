using System.Drawing;
using PortTop.Model;
using PortTop.Tui.App;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.WarRoom;

namespace PortTop.Tests.Tui;

public sealed class WarRoomTests
{
    [Theory]
    [InlineData("war-failing", "FAILING", "44m")]
    [InlineData("war-countdown", "FULL IN", "15s")]
    [InlineData("war-full", "FULL", "1m15s")]
    [InlineData("war-ok", "OK", "22%")]
    [InlineData("war-unseen", "OK?", "53%")]
    [InlineData("war-reading", "READING", "")]
    [InlineData("war-stale", "STALE", "42s")]
    [InlineData("war-paused", "PAUSED", "1m35s")]
    [InlineData("war-failed", "NO DATA", "12s")]
    [InlineData("war-past", "PAST", "1m01s")]
    [InlineData("war-none-left", "NO PORT", "160/s")]
    public void The_big_letters_say_how_it_stands(string scene, string word, string figure)
    {
        var state = Scenes.StateOf(scene);
        var verdict = WarRoomVerdict.Of(state);
        var text = new char[48];

        verdict.Word.ShouldBe(word);
        new string(text, 0, verdict.WriteFigure(state, text)).ShouldBe(figure);
    }

    [Fact]
    public void Every_word_fits_the_smallest_screen()
    {
        foreach (var scene in Scenes.All.Keys.Where(static name => name.StartsWith("war-", StringComparison.Ordinal)))
        {
            var state = Scenes.StateOf(scene);

            BigText.Width(WarRoomVerdict.Of(state).Word, 1).ShouldBeLessThanOrEqualTo(TinyView.MinimumWidth - WarRoomSizes.Left, scene);
        }
    }

    [Theory]
    [InlineData("w")]
    [InlineData("q")]
    public void It_leads_back_to_where_one_was(string key)
    {
        var before = Scenes.StateOf("detail");
        var war = Keyboard.Press(before, "w");
        war.Screen.ShouldBe(ScreenKind.WarRoom);

        var after = Keyboard.Press(war, key);

        after.Screen.ShouldBe(ScreenKind.Detail);
        after.Opened.ShouldBe(before.Opened);
        Keyboard.Press(war, "\e[B").SelectedRow.ShouldBe(before.SelectedRow, "keys that show nothing there do nothing");
    }

    [Fact]
    public void Data_that_are_not_how_it_stands_now_shine_nowhere()
    {
        foreach (var scene in new[] { "war-stale", "war-paused", "war-failed", "war-past" })
        {
            using var screen = Scenes.Show(scene);
            var grid = screen.Draw().Cells;
            var roles = new HashSet<Role>();
            for (var y = 1; y < grid.Height - 1; y++)
            {
                foreach (var cell in grid.Row(y))
                {
                    roles.Add((Role)cell.Style);
                }
            }

            roles.ShouldBe([Role.Banner, Role.Muted, Role.Plain], ignoreOrder: true, scene);
        }
    }

    [Fact]
    public void Bars_of_pools_that_are_about_as_full_keep_their_places()
    {
        PoolSample[] before = [Pool(1, 71), Pool(2, 72), Pool(3, 73), Pool(4, 10), Pool(5, 74), Pool(6, 70)];
        PoolSample[] after = [Pool(3, 70), Pool(1, 74), Pool(5, 71), Pool(2, 73), Pool(6, 72), Pool(4, 12)];

        Chosen(after).ShouldBe(Chosen(before));
        Chosen(before).ShouldBe([1, 2, 3, 5, 6]);
    }

    [Fact]
    public void Nothing_moves_when_a_figure_changes()
    {
        var state = Scenes.StateOf("war-stale");

        for (var seconds = 43; seconds < 4_000; seconds += 61)
        {
            var later = UiReducer.Tick(state, Samples.Time.AddSeconds(seconds));
            new WarRoomSizes(WarRoomVerdict.Of(later),
                new Size(80, 24)).ShouldBe(new WarRoomSizes(WarRoomVerdict.Of(state), new Size(80, 24)));
        }
    }

    private static ushort[] Chosen(PoolSample[] pools)
    {
        Span<int> chosen = stackalloc int[5];
        var count = WarRoomBars.Choose(pools, chosen);
        return [.. chosen[..count].ToArray().Select(i => pools[i].Key.Port)];
    }

    private static PoolSample Pool(int port, int used) => Samples.Pool(port, used, 0, 0, ports: Samples.Space("100-199"));
}
