using System.Globalization;
using System.Text.RegularExpressions;
using PortTop.Tests.Tui;
using PortTop.Tui.App;
using PortTop.Tui.Pools;

namespace PortTop.Tests.Documentation;

/// <summary>What README says to appear at a size appears there, and not a column or a row before.</summary>
public sealed partial class BreakpointTests
{
    private const int Wide = 120;

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
        => Breakpoints.Count.ShouldBeGreaterThanOrEqualTo(PoolTableColumns.For(400, (0, 0)).Count + 2);

    private static bool Shows(int size, bool isWidth, string word)
    {
        if (isWidth)
        {
            // By the table itself: longer addresses than usual take the room of a state.
            return size >= TinyView.MinimumWidth && PoolTableColumns.For(size, (0, 0)).Any(column => column.Column.Header == word);
        }

        using var screen = Scenes.Show("incident", Wide, size);
        return screen.Text().Split('\n').Any(line => line.TrimStart().StartsWith(word, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| (?<size>\d+) (?<unit>columns|rows)(, 12 rows)? \| (?<what>.*) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
