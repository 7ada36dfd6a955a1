using System.Buffers;
using System.Text.Json;
using PortTop.Model;
using PortTop.Reports;

namespace PortTop.Tests.Reports;

public sealed class FilterReportTests
{
    private static readonly PoolFilter Filter = PoolFilter.Parse("dport:80|443");

    private static Snapshot Poll { get; } = Samples.Snapshot([Samples.Pool(80, 10), Samples.Pool(443, 97), Samples.Pool(5432, 100)]);

    [Fact]
    public void JSON_says_what_was_left_out()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports/porttop-1.schema.json")));
        var output = new ArrayBufferWriter<byte>();
        JsonReport.Write(Poll, Filter.Apply(Poll.Pools, Poll.Time), output, Filter);
        using var line = JsonDocument.Parse(output.WrittenMemory);

        new JsonSchemaSubset(schema.RootElement).Validate(line.RootElement);
        line.RootElement.GetProperty("filter").GetRawText().ShouldBe("""{"text":"dport:80|443","matched":2,"of":3}""");
        line.RootElement.GetProperty("pools").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void A_line_without_a_filter_has_none()
    {
        var output = new ArrayBufferWriter<byte>();
        JsonReport.Write(Poll, Poll.Pools, output, PoolFilter.All);
        using var line = JsonDocument.Parse(output.WrittenMemory);

        line.RootElement.TryGetProperty("filter", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_table_says_so_above_it_and_its_verdict_is_of_all()
    {
        using var output = new StringWriter();
        BatchTable.Write(Poll, Filter.Apply(Poll.Pools, Poll.Time), output, Filter);
        var text = output.ToString();

        text.ShouldContain("Filter    2 of 3 pools match the filter dport:80|443");
        text.ShouldContain("10.8.0.12:443");
        text.Split('\n').Count(static line => line.Contains(":5432", StringComparison.Ordinal)).ShouldBe(1, "the verdict alone");
    }

    [Theory]
    [InlineData(0, 3, "none of 3 pools matches the filter dport:80|443")]
    [InlineData(1, 1, "1 of 1 pool matches the filter dport:80|443")]
    [InlineData(0, 0, "0 of 0 pools matches the filter dport:80|443")]
    [InlineData(2, 12_000, "2 of 12,000 pools match the filter dport:80|443")]
    public void It_is_a_sentence(int matched, int of, string text) => FilterText.Describe(Filter, matched, of).ShouldBe(text);

    [Fact]
    public void A_check_says_what_it_did_not_look_at()
    {
        var report = new CheckReport(CheckLimits.DefaultWarning, CheckLimits.DefaultCritical, TimeSpan.FromMinutes(5));
        var pools = Filter.Apply(Poll.Pools, Poll.Time);

        report.Judge(Poll, pools, "no connection", FilterText.Describe(Filter, pools.Count, 3)).Line.ShouldContain("; 2 of 3 pools match the filter dport:80/443 | used=");
    }
}
