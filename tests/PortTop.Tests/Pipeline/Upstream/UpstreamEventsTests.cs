using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Upstream;

public sealed class UpstreamEventsTests
{
    private static readonly UpstreamBudget Budget = UpstreamSamples.Budget("gcp-cloud-nat", hold: "60");

    private readonly UpstreamEvents _events = new();

    [Fact]
    public void It_is_told_once_and_anew_after_much_of_it_was_free()
    {
        Take(60).ShouldBe(["60 of 64 at GCP Cloud NAT"]);
        Take(61).ShouldBeEmpty();
        Take(50).ShouldBeEmpty();
        Take(60).ShouldBeEmpty("it was never far from it");
        Take(20).ShouldBeEmpty();
        Take(62).ShouldBe(["62 of 64 at GCP Cloud NAT"]);
    }

    [Fact]
    public void Two_addresses_towards_one_destination_tell_it_once() => Take(60, "10.0.2.15", "10.0.2.16").Length.ShouldBe(1);

    private string[] Take(int used, params string[] sources)
    {
        sources = sources.Length == 0 ? ["10.0.2.15"] : sources;
        var pools = sources.Select(source => Samples.Pool(443, 10, source: source, destination: UpstreamSamples.Outside).Behind(Budget, used));
        return [.. _events.Take(Samples.Snapshot(pools) with { Upstream = Budget }).Select(static happened => happened.Text)];
    }
}
