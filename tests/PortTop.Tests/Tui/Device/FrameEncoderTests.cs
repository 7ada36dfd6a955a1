using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Evaluation.Soaking;
using PortTop.Tui.Device;

namespace PortTop.Tests.Tui.Device;

public sealed class FrameEncoderTests
{
    private const int Width = 23;
    private const int Height = 4;

    private static readonly string[] Texts = ["a", "  ", "日本", "x", "héllo", "한", "█▌", "\e[2J\u202e\u0007", "e\u0301", "😀", "", "────", "\u200b", "\ud800"];

    private static readonly Palette Palette = new(
        [Style("bold #ff5555"), Style("reverse"), Style("#00ff00 on blue"), Style("underline"), Style("dim")], ColorDepth.True);

    [Fact]
    public void The_bytes_make_exactly_the_grid_for_random_frames()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte X, byte Y, byte Text, byte Style, bool IsNewFrame)[]>(), static strokes =>
        {
            var encoder = new FrameEncoder(Width, Height);
            var terminal = new VirtualTerminal(Width, Height);
            var grid = new CellGrid(Width, Height);
            foreach (var (x, y, text, style, isNewFrame) in strokes)
            {
                grid.Write(x % (Width + 2), y % (Height + 1), Texts[text % Texts.Length], style % 6);
                if (isNewFrame)
                {
                    Show(encoder, terminal, grid);
                    if (text % 5 == 0)
                    {
                        grid.Clear();
                    }

                    if (text % 7 == 0)
                    {
                        grid.Restyle(x % Width, y % Height, style, style % 6);
                    }

                    if (text % 11 == 0)
                    {
                        encoder.Forget();
                    }
                }
            }

            Show(encoder, terminal, grid);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_frame_that_changes_nothing_writes_nothing()
    {
        var encoder = new FrameEncoder(Width, Height);
        var grid = new CellGrid(Width, Height);
        grid.Write(3, 1, "text", 1);
        encoder.Encode(grid, Palette).Length.ShouldBeGreaterThan(0);

        encoder.Encode(grid, Palette).Length.ShouldBe(0);
    }

    [Fact]
    public void One_changed_cell_costs_a_move_and_a_character()
    {
        var encoder = new FrameEncoder(Width, Height);
        var grid = new CellGrid(Width, Height);
        grid.Write(3, 1, "text", 0);
        encoder.Encode(grid, Palette);
        grid.Write(4, 1, "a", 0);

        Encoding.UTF8.GetString(encoder.Encode(grid, Palette)).ShouldBe("\e[?2026h\e[2;5Ha\e[?2026l");
    }

    [Fact]
    public void Short_gaps_are_bridged_and_long_ones_jumped()
    {
        var encoder = new FrameEncoder(Width, Height);
        var grid = new CellGrid(Width, Height);
        grid.Write(0, 0, "abcdefghijklmnopqrstuv", 0);
        encoder.Encode(grid, Palette);
        grid.Write(0, 0, "Abc", 0);
        grid.Write(3, 0, "D", 0);
        grid.Write(14, 0, "O", 0);

        Encoding.UTF8.GetString(encoder.Encode(grid, Palette)).ShouldBe("\e[?2026h\e[1;1HAbcD\e[10CO\e[?2026l");
    }

    [Fact]
    public void A_change_that_ends_in_a_wide_character_leaves_the_cursor_behind_it()
    {
        var encoder = new FrameEncoder(Width, Height);
        var terminal = new VirtualTerminal(Width, Height);
        var grid = new CellGrid(Width, Height);
        grid.Write(0, 0, "日..................x", 0);
        Show(encoder, terminal, grid);
        grid.Write(0, 0, "本", 0);
        grid.Write(20, 0, "y", 0);

        Show(encoder, terminal, grid);
    }

    [Fact]
    public void A_tail_is_erased()
    {
        var encoder = new FrameEncoder(Width, Height);
        var grid = new CellGrid(Width, Height);
        grid.Write(0, 0, "abcdefghijklmnop", 0);
        encoder.Encode(grid, Palette);
        grid.Clear();
        grid.Write(0, 0, "ab", 0);

        Encoding.UTF8.GetString(encoder.Encode(grid, Palette)).ShouldBe("\e[?2026h\e[1;3H\e[K\e[?2026l");
    }

    [Fact]
    public void Another_size_draws_everything_anew()
    {
        var encoder = new FrameEncoder(Width, Height);
        encoder.Encode(new CellGrid(Width, Height), Palette);

        Encoding.UTF8.GetString(encoder.Encode(new CellGrid(Width + 1, Height), Palette)).ShouldContain("\e[2J");
    }

    [Fact]
    public void Encoding_allocates_nothing_once_warm()
    {
        var encoder = new FrameEncoder(120, 40);
        var grid = new CellGrid(120, 40);
        var frame = 0;
        var allocated = Garbage.Of(() =>
        {
            grid.Clear();
            frame++;
            for (var y = 0; y < 40; y++)
            {
                grid.Write(frame % 60, y, "▸日本 10.8.0.12:5432", frame % 6);
            }

            encoder.Encode(grid, Palette);
        });

        allocated.ShouldBe(0);
    }

    private static void Show(FrameEncoder encoder, VirtualTerminal terminal, CellGrid grid)
    {
        terminal.Feed(encoder.Encode(grid, Palette));
        terminal.EndFrame();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var cell = grid.Row(y)[x];
                var text = cell.Rune == Cell.Continuation ? "" : new Rune(cell.Rune).ToString();
                var sequence = Encoding.ASCII.GetString(Palette.Sequence(cell.Style));
                var (shown, style) = terminal[x, y];
                shown.ShouldBe(text, $"the character at {x},{y}");
                if (text != " " || style.Length > 0)
                {
                    // A blank may be erased instead of written when its style shows in no blank.
                    style.ShouldBe(sequence[2..^1], $"the style at {x},{y}");
                }
            }
        }
    }

    private static Style Style(string words)
        => PortTop.Tui.Device.Style.TryParse(words, out var style, out var problem) ? style
            : throw new ArgumentException(problem, nameof(words));
}
