using PortTop.Tui.App;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tests.Tui;

/// <summary>Screens as text, in files that one can cat: Tui/Screens (<see cref="Golden"/>).</summary>
public sealed class ScreenTests
{
    private static readonly (int Width, int Height)[] Sizes = [(120, 40), (80, 24), (60, 15)];

    private static readonly string[] AsciiScenes = ["incident", "detail", "war-failing", "war-stale", "panel-5", "states"];

    public static TheoryData<string, int, int, bool> Screens
    {
        get
        {
            var data = new TheoryData<string, int, int, bool>();
            foreach (var scene in Scenes.All.Keys)
            {
                foreach (var (width, height) in Sizes)
                {
                    data.Add(scene, width, height, false);
                    if (AsciiScenes.Contains(scene))
                    {
                        data.Add(scene, width, height, true);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Screens))]
    public void A_screen_looks_as_its_file(string scene, int width, int height, bool isAscii)
    {
        var screen = Draw(scene, width, height, isAscii ? Glyphs.Ascii : Glyphs.Unicode);

        var name = NameOf(scene, width, height, isAscii);
        Golden.Hold(name, $"tests/PortTop.Tests/Tui/Screens/{name}.txt", screen);
        if (isAscii)
        {
            screen.ShouldAllBe(static character => character < 0x80);
        }
    }

    /// <summary>The names of all screens that have a file.</summary>
    internal static IEnumerable<string> GoldenNames => Screens.Select(static row => NameOf(row.Data.Item1, row.Data.Item2, row.Data.Item3, row.Data.Item4));

    public static TheoryData<string> SceneNames => [.. Scenes.All.Keys];

    [Theory]
    [MemberData(nameof(SceneNames))]
    public void A_screen_can_be_made_any_size(string scene)
    {
        using var screen = Scenes.Show(scene);
        for (var width = 1; width <= 200; width += width < 6 ? 1 : 17)
        {
            for (var height = 1; height <= 60; height += height < 6 ? 1 : 9)
            {
                screen.Resize(width, height).Draw();
                (screen.Cells.Width, screen.Cells.Height).ShouldBe((width, height));
            }
        }
    }

    [Theory]
    [InlineData("incident")]
    [InlineData("detail")]
    [InlineData("stale")]
    [InlineData("hostile")]
    [InlineData("war-failing")]
    [InlineData("war-stale")]
    public void At_every_width_line_1_says_that_not_all_is_seen_and_the_footer_how_to_leave(string scene)
    {
        for (var width = TinyView.MinimumWidth; width <= 140; width++)
        {
            foreach (var height in new[] { TinyView.MinimumHeight, 24, 40 })
            {
                var lines = Draw(scene, width, height, Glyphs.Unicode).TrimEnd('\n').Split('\n');

                lines[0].ShouldContain("not seen: ", Case.Sensitive, $"at {width}x{height}");
                lines[^1].ShouldMatch("q (quit|back)$", $"at {width}x{height}");
            }
        }
    }

    [Fact]
    public void At_every_width_the_number_that_counts_is_whole()
    {
        for (var width = TinyView.MinimumWidth; width <= 140; width++)
        {
            foreach (var height in new[] { 15, 24, 40 })
            {
                Draw("incident", width, height, Glyphs.Unicode).ShouldMatch("28,215 (for )?EACH", $"at {width}x{height}");
            }
        }
    }

    [Fact]
    public void Painting_what_is_shown_allocates_nothing()
    {
        foreach (var scene in new[] { "incident", "detail", "paused", "failed", "many", "gateway", "gateway-detail", "war-failing", "war-paused", "war-pod", "states", "states-demo", "states-pod", "panel-1", "panel-2", "panel-3", "panel-4", "panel-5", "panel-6", "panel-7", "panel-8", "panel-9", "nat-detail" })
        {
            using var screen = Scenes.Show(scene).Draw();

            var views = Shown(screen.Window).ToArray();

            views.Length.ShouldBeGreaterThan(4, scene);
            Garbage.Of(() =>
            {
                foreach (var view in views)
                {
                    view.PaintOnly();
                }
            }).ShouldBe(0, scene);
        }
    }

    private static IEnumerable<CellView> Shown(View view)
        => view.SubViews.Where(static part => part is { Visible: true, Frame.Height: > 0 })
        .SelectMany(static part => part is CellView cells ? [cells] : Shown(part));

    private static string NameOf(string scene, int width, int height, bool isAscii) => $"{scene}-{width}x{height}{(isAscii ? "-ascii" : "")}";

    private static string Draw(string scene, int width, int height, Glyphs glyphs)
    {
        using var screen = Scenes.Show(scene, width, height, glyphs);
        return screen.Text();
    }
}
