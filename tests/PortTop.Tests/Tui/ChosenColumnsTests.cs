using PortTop.Model;
using PortTop.Tests.Shared;
using PortTop.Tui.Pools;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

public sealed class ChosenColumnsTests
{
    private static readonly string[] Chosen = ["state", "use", "destination", "owner", "failed", "recent", "closeWait"];

    [Theory]
    [InlineData(140, "state use destination owner failed recent closeWait")]
    [InlineData(80, "state use destination owner failed recent")]
    [InlineData(60, "state use destination owner failed")]
    [InlineData(30, "state use destination")]
    [InlineData(20, "state use")]
    [InlineData(6, "state")]
    public void What_does_not_fit_goes_from_the_right_and_the_state_last(int width, string ids)
        => string.Join(' ', Layout(width).Select(static placed => placed.Column.Id)).ShouldBe(ids);

    [Fact]
    public void Nothing_reaches_beyond_the_screen()
    {
        for (var width = 20; width <= 250; width++)
        {
            PoolTableColumns.Used([.. Layout(width)]).ShouldBeLessThanOrEqualTo(width);
        }
    }

    [Fact]
    public void Every_name_of_the_setting_is_a_column()
        => PoolTableColumns.For(1000, (15, 21), false, PoolColumns.TableIds).Select(static placed
            => placed.Column.Id).ShouldBe(PoolColumns.TableIds);

    [Fact]
    public void Where_no_column_has_the_namespace_the_owner_says_it()
    {
        PoolTableColumns.For(100, (15, 21), areSeveral: true, ["owner", "state"])[0].Column.ShouldBe(PoolColumns.Who);
        PoolTableColumns.For(100, (15, 21), areSeveral: true, ["owner", "namespace"])[0].Column.ShouldBe(PoolColumns.Owner);
    }

    [Fact]
    public void The_table_of_the_screen_has_them()
    {
        using var screen = new HeadlessScreen(UiReducer.Arrive(Scenes.Begin() with { ChosenColumns = ["state", "destination"] },
            Samples.Snapshot([Samples.Pool(1, 90)])), 120, 40);
        screen.Text().ShouldMatch(@"(?m)^ STATE▼? +DESTINATION$");
    }

    [Theory]
    [InlineData("pools", ScreenKind.Pools, PageKind.None)]
    [InlineData("owners", ScreenKind.Owners, PageKind.None)]
    [InlineData("nat", ScreenKind.Pools, PageKind.Nat)]
    [InlineData("events", ScreenKind.Pools, PageKind.Events)]
    public void The_screen_begins_with_the_view_that_is_wished(string view, ScreenKind screen, PageKind page)
    {
        var state = StartView.Of(new UiState(), view);
        (state.Screen, state.Page).ShouldBe((screen, page));
    }

    private static IReadOnlyList<PlacedColumn> Layout(int width) => PoolTableColumns.For(width, (15, 21), areSeveral: false, Chosen);
}
