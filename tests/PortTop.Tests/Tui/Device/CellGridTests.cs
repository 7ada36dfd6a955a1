using FsCheck;
using FsCheck.Fluent;
using PortTop.Tui.Device;

namespace PortTop.Tests.Tui.Device;

public sealed class CellGridTests
{
    [Fact]
    public void No_text_brings_a_control_character_into_a_cell()
        => Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(static text => text is not null), static text =>
        {
            var grid = new CellGrid(40, 1);
            grid.Write(0, 0, text + "\e[31m\u009b\u202e\u2028\u0000\u007f", 1);
            return grid.Row(0).ToArray().All(static cell => cell.Rune is Cell.Continuation or (>= ' ' and < 0x7f) or > 0x9f and not (0x202e or 0x2028));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("日本", 4)]
    [InlineData("한글", 4)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("😀", 2)]
    [InlineData("▸█→·", 4)]
    [InlineData("\u200b\u202e", 0)]
    [InlineData("\u0007", 1)]
    [InlineData("👨\u200d👩\u200d👧", 6)]
    [InlineData("👍🏽", 2)]
    [InlineData("❤\ufe0f", 1)]
    [InlineData("🇩🇪", 2)]
    [InlineData("שלום", 4)]
    [InlineData("مرحبا", 5)]
    [InlineData("ก\u0e33", 2)]
    [InlineData("\u1100\u1161", 2)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    public void Text_is_as_wide_as_on_a_terminal(string text, int width)
    {
        TextWidth.Of(text).ShouldBe(width);
        new CellGrid(10, 1).Write(0, 0, text, 0).ShouldBe(width);
    }

    [Fact]
    public void A_wide_character_is_never_cut_in_half()
    {
        var grid = new CellGrid(3, 1);
        grid.Write(0, 0, "日本", 0).ShouldBe(2);
        grid.RowText(0).ShouldBe("日");
        grid.Write(1, 0, "x", 0);
        grid.RowText(0).ShouldBe(" x");
        grid.Write(1, 0, "日", 0);
        grid.Write(0, 0, "界", 0);
        grid.RowText(0).ShouldBe("界");
    }

    [Fact]
    public void Writing_outside_the_screen_does_nothing()
    {
        var grid = new CellGrid(3, 2);
        grid.Write(5, 0, "x", 0).ShouldBe(0);
        grid.Write(0, 2, "x", 0).ShouldBe(0);
        grid.Write(0, -1, "x", 0).ShouldBe(0);
        grid.Write(-1, 0, "x", 0).ShouldBe(0);
        grid.Fill(0, 7, 9, 'x', 0);
        grid.Restyle(0, 9, 9, 1);

        (grid.RowText(0) + grid.RowText(1)).ShouldBe("");
    }
}
