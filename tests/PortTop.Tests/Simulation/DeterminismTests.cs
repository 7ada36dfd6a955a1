using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.Tests.Simulation;

/// <summary>The same seed tells the same story.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData("beats")]
    [InlineData("retry-storm")]
    [InlineData("bind-first")]
    public void The_same_seed_gives_the_same_polls(string scenario)
    {
        var first = Figures(scenario, 5);

        Figures(scenario, 5).ShouldBe(first);
        Figures(scenario, 6).ShouldNotBe(first);
    }

    [Fact]
    public void Every_scenario_has_a_name_a_summary_and_a_story_to_tell()
    {
        ScenarioCatalog.All.Count.ShouldBeGreaterThanOrEqualTo(7);
        ScenarioCatalog.All.Select(static scenario => scenario.Name).ShouldBeUnique();
        ScenarioCatalog.All.ShouldAllBe(static scenario => scenario.Summary.Length > 10 && scenario.WarmUp > 0);
        ScenarioCatalog.Find("nonsense").ShouldBeNull();
    }

    private static string[] Figures(string scenario, int seed)
    {
        var machine = ScenarioCatalog.Find(scenario)!.Build(Story.Settings with { Seed = seed })[0];
        return [.. Story.Polls(machine, 40).SelectMany(static snapshot => snapshot.Pools.Select(pool => $"{snapshot.Poll} {AddressText.Describe(pool.Key)} {pool.Ledger} {pool.Failed} {OwnerText.Describe(pool)}"))];
    }
}
