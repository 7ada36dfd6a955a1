using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Tests.Shared;
using PortTop.Tests.Tui;
using PortTop.Tui.Keys;
using PortTop.Tui.State;

namespace PortTop.Tests.Pipeline;

public sealed class PreferencesTests
{
    private static readonly Preferences Named = new() { Aliases = AliasBook.Read("10.8.0.12:5432=orders-db") };

    [Fact]
    public void Pools_that_have_a_name_carry_it_and_the_others_stay_as_they_are()
    {
        PoolSample[] pools = [Samples.Pool(5432, 10), Samples.Pool(6379, 10)];
        var naming = new PoolNaming(Named);
        var named = naming.Apply(Samples.Snapshot(pools));

        named.Pools[0].Names.Destination!.Name.ShouldBe("orders-db");
        named.Pools[1].ShouldBeSameAs(pools[1]);
        named.Preferences.ShouldBeSameAs(Named);
        naming.Apply(Samples.Snapshot(pools)).Pools[0].Names.ShouldBe(named.Pools[0].Names);
    }

    [Fact]
    public void Without_names_nothing_is_copied()
    {
        var snapshot = Samples.Snapshot([Samples.Pool(5432, 10)]);
        new PoolNaming(Preferences.Default).Apply(snapshot).Pools.ShouldBeSameAs(snapshot.Pools);
    }

    [Theory]
    [InlineData(79, PoolCondition.Steady)]
    [InlineData(80, PoolCondition.AtRisk)]
    public void A_pool_is_at_risk_from_the_share_that_is_wished(int used, PoolCondition condition)
        => PoolStatus.Next(null, new PoolLedger(100, 0, 0, 0, used) { FreeLower = 100 - used }, new PoolForecast(), Samples.Time, firstPoll: true, atRisk: .8).Condition.ShouldBe(condition);

    [Fact]
    public void A_process_is_near_its_limit_from_the_share_that_is_wished()
    {
        new DescriptorUse(800, 1000, 1000).IsNear.ShouldBeFalse();
        (new DescriptorUse(800, 1000, 1000) with { NearFrom = .8 }).IsNear.ShouldBeTrue();
    }

    [Fact]
    public void The_screen_has_the_name_where_the_address_was_and_the_detail_both()
    {
        var snapshot = new PoolNaming(Named).Apply(Incident());
        var state = UiReducer.Arrive(Scenes.Begin(), snapshot);
        var table = Draw(state);
        table.ShouldContain("→ orders-db:5432");
        table.ShouldContain(" orders-db:5432 ");
        table.ShouldNotContain("10.8.0.12:5432");
        var detail = Draw(UiReducer.Act(state, UiAction.Open));
        detail.ShouldContain("→ orders-db:5432");
        detail.ShouldContain("can ever serve 10.8.0.12:5432");
    }

    [Fact]
    public void What_is_told_has_the_name_and_commands_the_address()
    {
        var snapshot = new PoolNaming(Named).Apply(Incident());
        VerdictText.Describe(snapshot.Pools[0], snapshot.Time, "->").ShouldStartWith("10.0.2.15 -> orders-db:5432 (10.8.0.12:5432): ");
        PoolAddressText.DescribeTarget(snapshot.Pools[0]).ShouldBe("orders-db:5432 (10.8.0.12:5432)");
        var commands = Diagnostician.Explain(snapshot, snapshot.Pools[0]).Remedies.SelectMany(static remedy => remedy.Steps).Select(static step => step.Text).ToArray();
        commands.ShouldAllBe(static command => !command.Contains("orders-db", StringComparison.Ordinal));
    }

    private static Snapshot Incident() => Scenes.StateOf("incident").Snapshot!;

    private static string Draw(UiState state)
    {
        using var screen = new HeadlessScreen(state, 120, 40);
        return screen.Text();
    }
}
