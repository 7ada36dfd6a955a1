using System.Buffers;
using System.Text;
using System.Text.Json;
using PortTop.Model;
using PortTop.Reports;

namespace PortTop.Tests.Reports;

public sealed class ReportTests
{
    private static readonly PortSpace Ports = new(new PortRange(61000, 61001), Samples.Ports("61001"), []);

    [Fact]
    public void Every_line_of_JSON_holds_to_the_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports/porttop-1.schema.json")));
        PoolSample[] pools =
        [
            Samples.Pool(1, 100), Samples.Pool(2, 96, opened: null, net: null), Samples.Pool(3, 50, net: 10), Samples.Pool(4, 0),
            Samples.Pool(5, 1, source: "fe80::1", destination: "fe80::2", interfaceIndex: 3),
        ];
        foreach (var snapshot in new[] { Samples.Snapshot(pools, null, null, "a note"), Samples.Snapshot([], Ports) with { Cost = default } })
        {
            using var line = Parse(snapshot);
            new JsonSchemaSubset(schema.RootElement).Validate(line.RootElement);
        }
    }

    [Fact]
    public void The_names_are_those_that_scripts_were_promised()
    {
        using var line = Parse(Samples.Snapshot([Samples.Pool(5432, 1, opened: 40, net: -2, ports: Ports, states: Samples.States((TcpState.TimeWait, 1)))], Ports));
        var root = line.RootElement;
        var pool = root.GetProperty("pools")[0];

        root.GetProperty("schema").GetString().ShouldBe("porttop/1");
        root.GetProperty("time").GetString().ShouldBe("2026-01-31T02:13:08.000Z");
        root.GetProperty("netns").GetInt64().ShouldBe(4026531840);
        root.GetProperty("range").GetRawText().ShouldBe("""{"low":61000,"high":61001,"size":2,"reserved":1,"heldByBind":0,"usable":1}""");
        root.GetProperty("states").GetProperty("timeWait").GetInt32().ShouldBe(1);
        root.GetProperty("unseen")[2].GetString().ShouldBe("NAT: needs CAP_NET_ADMIN");
        root.GetProperty("cost").GetProperty("core").GetDouble().ShouldBe(0.013);
        pool.GetProperty("source").GetString().ShouldBe("10.0.2.15");
        pool.GetProperty("capacity").GetInt32().ShouldBe(1);
        pool.GetProperty("free").GetInt32().ShouldBe(0);
        pool.GetProperty("usedRatio").GetDouble().ShouldBe(1);
        pool.GetProperty("opened").GetDouble().ShouldBe(40);
        pool.GetProperty("net").GetDouble().ShouldBe(-2);
        pool.GetProperty("forecast").GetRawText().ShouldBe("""{"state":"full","since":"2026-01-31T02:11:53.000Z"}""");
    }

    [Fact]
    public void What_is_not_known_is_absent_and_never_zero()
    {
        using var line = Parse(Samples.Snapshot([Samples.Pool(1, 10, opened: null, net: null)]) with { Cost = new PollCost(3, null) });
        var pool = line.RootElement.GetProperty("pools")[0];

        pool.TryGetProperty("opened", out _).ShouldBeFalse();
        pool.TryGetProperty("net", out _).ShouldBeFalse();
        pool.TryGetProperty("failed", out _).ShouldBeFalse("failures are not watched");
        line.RootElement.GetProperty("cost").TryGetProperty("core", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_pool_that_was_full_before_says_no_since()
    {
        var pool = Samples.Pool(1, 100);
        var before = new PoolSample
        {
            Key = pool.Key,
            Ledger = pool.Ledger,
            States = pool.States,
            Status = pool.Status with { SinceBeforeWatch = true },
        };
        using var line = Parse(Samples.Snapshot([before]));

        line.RootElement.GetProperty("pools")[0].GetProperty("forecast").GetRawText().ShouldBe("""{"state":"full"}""");
    }

    [Fact]
    public void The_table_is_plain_text_with_a_line_a_pool()
    {
        var text = Table(Samples.Snapshot(
            [Samples.Pool(5432, 1, opened: 40, ports: Ports), Samples.Pool(443, 0, destination: "2001:db8::5", source: "2001:db8::1", ports: Ports)], Ports));

        text.ShouldBe("""
            porttop web-07 host 2026-01-31T02:13:08Z  poll 75, 12.0 ms by netlink, every 1 s
            Verdict   FULL 1m15s 10.0.2.15 -> 10.8.0.12:5432, 0 free of 1; 1 full
            Ports     61000-61001 = 2 - 1 reserved - 0 listening = 1 for EACH target
            On them   ESTAB 1
            Not seen  failures, UDP, NAT
            SOURCE       DESTINATION        STATE       FREE  USED   USE  OPEN/s  NET/s  TIME-WAIT  CLOSE-WAIT  ESTAB  SYN-SENT
            10.0.2.15    10.8.0.12:5432     FULL 1m15s     0     1  100%      40      0          0           0      1         0
            2001:db8::1  [2001:db8::5]:443  steady         1     0    0%       0      0          0           0      0         0


            """);
    }

    [Fact]
    public void Text_of_the_machine_is_cleaned_in_the_table()
    {
        var snapshot = Samples.Snapshot([]) with
        {
            Source = new SourceDescription("netlink", "we\e[2Jb", "n\u202es", 1, ["note\e[1A"], []),
        };

        Table(snapshot).ShouldNotContain('\e');
        Table(snapshot).ShouldNotContain('\u202e');
    }

    private static JsonDocument Parse(Snapshot snapshot)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonReport.Write(snapshot, snapshot.Pools, output);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        text.IndexOf('\n', StringComparison.Ordinal).ShouldBe(text.Length - 1, "one line a poll");
        return JsonDocument.Parse(text);
    }

    private static string Table(Snapshot snapshot)
    {
        using var output = new StringWriter { NewLine = "\n" };
        BatchTable.Write(snapshot, snapshot.Pools, output);
        return output.ToString();
    }
}
