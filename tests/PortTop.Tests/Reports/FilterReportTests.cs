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
    [InlineData("dport:81", "none of 3 pools matches the filter dport:81")]
    [InlineData("dport:80", "1 of 3 pools matches the filter dport:80")]
    [InlineData("dport:80|443", "2 of 3 pools match the filter dport:80|443")]
    [InlineData("owner:web", "none of 3 pools matches the filter owner:web, of 3 nobody knows")]
    [InlineData("dport:80 fail>0", "none of 3 pools matches the filter dport:80 fail>0, of 1 nobody knows")]
    [InlineData("out<5m used>97", "1 of 3 pools matches the filter out<5m used>97")]
    public void It_is_a_sentence(string text, string sentence)
    {
        var filter = PoolFilter.Parse(text);

        FilterText.Describe(filter, filter.Apply(Poll.Pools, Poll.Time).Count, Poll.Pools, Poll.Time).ShouldBe(sentence);
    }

    [Fact]
    public void A_check_says_what_it_did_not_look_at()
    {
        var report = new CheckReport(CheckLimits.DefaultWarning, CheckLimits.DefaultCritical, TimeSpan.FromMinutes(5));
        var pools = Filter.Apply(Poll.Pools, Poll.Time);

        report.Judge(Poll, pools, "no connection", FilterText.Describe(Filter, pools.Count, Poll.Pools, Poll.Time)).Line.ShouldContain("; 2 of 3 pools match the filter dport:80/443 | used=");
    }
}
