using PortTop.Tui.Device;
using PortTop.Tui.Themes;
using PortTop.Tui.WarRoom;

namespace PortTop.Tests.Tui;

public sealed class BigFontTests
{
    private const string Needed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:.,%/-+<>~!? dhms";

    [Fact]
    public void Every_character_that_is_needed_is_there_and_no_two_look_alike()
    {
        Needed.ShouldAllBe(static character => BigFont.Has(character));

        // A nought and the letter differ by what stands beside them, as on most signs.
        Needed.Where(static character => character != 'O').Select(static character => Picture(character)).ShouldBeUnique();
    }

    [Fact]
    public void Figures_and_units_are_equally_wide_so_that_a_number_keeps_its_place()
        => "0123456789dhms".Select(static character => BigFont.Of(character).Width).Distinct().ShouldBe([5]);

    [Theory]
    [InlineData(1, 23, 4)]
    [InlineData(2, 46, 7)]
    [InlineData(3, 69, 11)]
    public void A_text_takes_the_room_that_is_said_at_every_scale(int scale, int width, int rows)
    {
        var grid = new CellGrid(100, 20);
        BigText.Draw(grid, 0, 0, "DEMO", scale, Role.Plain, Glyphs.Unicode);

        BigText.Width("DEMO", scale).ShouldBe(width);
        BigText.Rows(scale).ShouldBe(rows);
        Enumerable.Range(0, grid.Height).Max(y => grid.RowText(y).Length).ShouldBe(width);
        Enumerable.Range(0, grid.Height).Count(y => grid.RowText(y).Length > 0).ShouldBe(rows);
        BigText.Scale("DEMO", width, rows).ShouldBe(scale);
        BigText.Scale("DEMO", width - 1, rows).ShouldBe(scale - 1);
        BigText.Scale("DEMO", width, rows - 1).ShouldBe(scale - 1);
    }

    private static string Picture(char character) => string.Join(' ', BigFont.Of(character).Rows) + "/" + BigFont.Of(character).Width;
}
