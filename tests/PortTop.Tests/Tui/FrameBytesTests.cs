using PortTop.Configuration;
using PortTop.Model;
using PortTop.Tests.Shared;
using PortTop.Tui.Device;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

/// <summary>What a refresh writes at 120x40, in 24-bit colour with the default theme: over a slow link every byte counts.</summary>
public sealed class FrameBytesTests
{
    private const int Polls = 50;
    private const int ShownRows = 26;

    [Fact]
    public void Five_changed_rows_cost_at_most_600_bytes()
        => BytesOfRefreshes(static (poll, row) => row % 5 == poll % 5 ? 1 : 0, isMoving: false).Max().ShouldBeLessThanOrEqualTo(600);

    [Fact]
    public void Every_visible_row_moving_costs_at_most_2500_bytes()
        => BytesOfRefreshes(static (_, _) => 1, isMoving: true).Max().ShouldBeLessThanOrEqualTo(2500);

    [Fact]
    public void An_idle_refresh_writes_the_clock_and_nothing_else()
        => BytesOfRefreshes(static (_, _) => 0, isMoving: false).Max().ShouldBeLessThanOrEqualTo(40);

    /// <summary>The bytes of each refresh but the first.</summary>
    /// <param name="change">By how much a row's figures change at a poll.</param>
    /// <param name="isMoving">True when every row shows another pool at each poll.</param>
    private static List<int> BytesOfRefreshes(Func<int, int, int> change, bool isMoving)
    {
        var palette = new Palette(ThemeLoader.Load("default", new ConfigurationPaths("/nowhere", null), []), ColorDepth.True);
        var encoder = new FrameEncoder(120, 40);
        using var screen = new HeadlessScreen(Scenes.Begin(), 120, 40);
        var figures = new int[ShownRows];
        var bytes = new List<int>();
        for (var poll = 0; poll < Polls; poll++)
        {
            for (var row = 0; row < ShownRows; row++)
            {
                figures[row] += change(poll, row);
            }

            var pools = figures.Select((figure, row) => Samples.Pool(
                443, 20_000 - (row * 500) + (figure * 7), figure % 90, figure % 7 * 0.05, destination: $"10.8.{(isMoving ? (row + poll) % ShownRows : row)}.12", ports: Ports));
            screen.Show(UiReducer.Tick(UiReducer.Arrive(screen.State, Samples.Snapshot(pools, Ports)), Samples.Time.AddSeconds(poll % 5)));
            bytes.Add(encoder.Encode(screen.Draw().Cells, palette).Length);
        }

        return bytes[1..];
    }

    private static PortSpace Ports { get; } = Samples.Space("32768-60999");
}
