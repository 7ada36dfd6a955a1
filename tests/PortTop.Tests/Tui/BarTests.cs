using FsCheck;
using FsCheck.Fluent;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tests.Tui;

public sealed class BarTests
{
    [Fact]
    public void Cells_are_shared_out_to_the_last_and_no_part_is_lost()
        => Prop.ForAll(ArbMap.Default.ArbFor<ushort[]>().Filter(static parts => parts.Length is > 0 and < 9), static parts =>
        {
            int[] counts = [.. parts.Select(static part => (int)part)];
            var cells = new int[counts.Length];
            Bar.Apportion(counts, 60, cells);
            return counts.All(static count => count == 0)
                ? cells.All(static cell => cell == 0)
                : cells.Sum() == 60 && counts.Zip(cells).All(static pair => pair.First == 0 == (pair.Second == 0));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "")]
    [InlineData(0.0001, "▏")]
    [InlineData(0.5, "█████")]
    [InlineData(0.55, "█████▌")]
    [InlineData(0.9999, "█████████▉")]
    [InlineData(1, "██████████")]
    public void Only_all_fills_a_bar_and_only_nothing_empties_it(double share, string bar)
    {
        var grid = new CellGrid(10, 1);
        var pen = new Pen(grid, 0, 0, 10);
        Bar.Draw(ref pen, share, 10, Role.Plain, Glyphs.Unicode);

        grid.RowText(0).ShouldBe(bar);
    }
}
