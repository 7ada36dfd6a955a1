using PortTop.Model;

namespace PortTop.Tests.Model.Upstream;

public sealed class UpstreamBudgetTests
{
    [Theory]
    [InlineData("aws-nat-gateway", "preset", "preset", 55_000)]
    [InlineData("aws-nat-gateway", "preset", "8", 440_000)]
    [InlineData("gcp-cloud-nat", "preset", "preset", 64)]
    [InlineData("gcp-cloud-nat", "preset", "4", 64)]
    [InlineData("gcp-cloud-nat", "2048", "preset", 2048)]
    [InlineData("gcp-cloud-nat-dynamic", "preset", "preset", 65_536)]
    [InlineData("gcp-cloud-nat-dynamic", "512", "preset", 512)]
    [InlineData("azure-nat-gateway", "preset", "2", 100_000)]
    [InlineData("azure-lb-50", "preset", "preset", 1024)]
    [InlineData("azure-lb-50", "preset", "3", 1024)]
    [InlineData("azure-lb-100", "preset", "preset", 512)]
    [InlineData("azure-lb-200", "preset", "2", 512)]
    [InlineData("azure-lb-400", "preset", "preset", 128)]
    [InlineData("azure-lb-800", "preset", "preset", 64)]
    [InlineData("azure-lb-1000", "preset", "preset", 32)]
    [InlineData("azure-lb-1000", "preset", "64", 1024)]
    [InlineData("azure-lb-50", "10000", "2", 20_000)]
    [InlineData("linux-gateway", "preset", "preset", 64_512)]
    [InlineData("linux-gateway", "100", "2", 200)]
    [InlineData("port-block", "1008", "preset", 1008)]
    public void The_limit_is_what_the_vendor_says_or_the_person(string preset, string ports, string addresses, int limit)
        => UpstreamSamples.Budget(preset, ports, addresses).Limit.ShouldBe(limit);

    [Fact]
    public void None_is_none_and_what_has_no_number_says_what_to_set()
    {
        UpstreamBudget.From(new Settings(), out var nothing).ShouldBeNull();
        nothing.ShouldBeNull();
        UpstreamBudget.From(new Settings { Upstream = "port-block" }, out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("set \"upstreamPorts\"");
    }

    [Theory]
    [InlineData(20, 10, 30)]
    [InlineData(60, 1_345, 64)]
    [InlineData(70, 5, 70)]
    public void SYNs_that_hang_hold_no_more_ports_than_there_are(int open, int hanging, int used)
        => UpstreamSamples.Budget("gcp-cloud-nat").Count(Samples.States((TcpState.Established, open), (TcpState.SynSent, hanging))).ShouldBe(used);

    [Theory]
    [InlineData("aws-nat-gateway", "preset", 10 + 600, false)]
    [InlineData("gcp-cloud-nat", "preset", 9 + 600, true)]
    [InlineData("gcp-cloud-nat", "60", 9 + 600, false)]
    [InlineData("gcp-cloud-nat", "30", 9 + 300, false)]
    [InlineData("gcp-cloud-nat", "0", 10, false)]
    [InlineData("azure-nat-gateway", "preset", 10 + 600, true)]
    public void TIME_WAIT_stands_for_what_the_NAT_still_holds(string preset, string hold, int used, bool isAtLeast)
    {
        var budget = UpstreamSamples.Budget(preset, hold: hold);

        (budget.Count(Samples.States((TcpState.Established, 9), (TcpState.SynSent, 1), (TcpState.TimeWait, 600))), budget.IsAtLeast).ShouldBe((used, isAtLeast));
    }

    [Fact]
    public void Only_what_has_a_destination_outside_is_covered()
    {
        var budget = UpstreamSamples.Budget("aws-nat-gateway");

        budget.Covers(Samples.Pool(443, 1, destination: UpstreamSamples.Outside).Key).ShouldBeTrue();
        budget.Covers(Samples.Pool(5432, 1, destination: "10.0.0.5").Key).ShouldBeFalse();
        budget.Covers(Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 1).Key).ShouldBeFalse();
        budget.Covers(Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 1).Key).ShouldBeFalse();
    }

    [Fact]
    public void Every_preset_has_its_source_and_its_month_and_is_described()
    {
        foreach (var preset in UpstreamPresets.All)
        {
            preset.AsOf.ShouldMatch("^20[0-9]{2}-[01][0-9]$", preset.Id);
            var budget = UpstreamSamples.Budget(preset.Id, preset.Ports is null ? "1000" : "preset");
            UpstreamText.Describe(budget).ShouldStartWith(preset.Name + ": ");
            UpstreamText.Origin(budget).ShouldContain(preset.Source);
            SettingDefinition.Find("upstream")!.Accepts(preset.Id).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("aws-nat-gateway", "other machines behind the same gateway are not seen")]
    [InlineData("aws-nat-gateway", "is not published")]
    [InlineData("gcp-cloud-nat", "120 s after the close and TIME-WAIT tells of 60, so at least")]
    [InlineData("gcp-cloud-nat-dynamic", "32 ports for this machine at first and up to 65,536")]
    public void What_is_not_seen_is_said(string preset, string words) => UpstreamText.Describe(UpstreamSamples.Budget(preset)).ShouldContain(words);
}
