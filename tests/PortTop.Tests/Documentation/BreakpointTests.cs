using System.Globalization;
using System.Text.RegularExpressions;
using PortTop.Tests.Tui;
using PortTop.Tui.App;
using PortTop.Tui.Device;
using PortTop.Tui.Pools;
using PortTop.Tui.Themes;

namespace PortTop.Tests.Documentation;

/// <summary>What README says to appear at a size appears there, and not a column or a row before.</summary>
public sealed partial class BreakpointTests
{
    private const int Wide = 120;
    private const int Tall = 40;

    public static TheoryData<int, bool, string> Breakpoints
    {
        get
        {
            var data = new TheoryData<int, bool, string>();
            foreach (Match row in Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))))
            {
                foreach (Match word in Word().Matches(row.Groups["what"].Value))
                {
                    data.Add(int.Parse(row.Groups["size"].Value, CultureInfo.InvariantCulture), row.Groups["unit"].Value == "columns", word.Groups["word"].Value);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Breakpoints))]
    public void A_part_is_there_from_its_size_on(int size, bool isWidth, string word)
    {
        Shows(size, isWidth, word).ShouldBeTrue();
        Shows(size - 1, isWidth, word).ShouldBeFalse();
    }

    [Fact]
    public void Every_column_has_its_size_in_README()
        => Breakpoints.Count.ShouldBeGreaterThanOrEqualTo(PoolTableLayout.For(400, (0, 0)).Count + 2);

    private static bool Shows(int size, bool isWidth, string word)
    {
        var state = Scenes.All["incident"](Scenes.Begin(isWidth ? size : Wide, isWidth ? Tall : size, Glyphs.Unicode));
        if (isWidth)
        {
            // By the table itself: longer addresses than usual take the room of a state.
            return size >= TinyScreen.MinimumWidth && PoolTableLayout.For(size, (0, 0)).Any(column => column.Column.Header == word);
        }

        var grid = new CellGrid(1, 1);
        Screen.Draw(state, grid);
        return Enumerable.Range(0, grid.Height).Any(y => grid.RowText(y).TrimStart().StartsWith(word, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| (?<size>\d+) (?<unit>columns|rows)(, 12 rows)? \| (?<what>.*) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
