using System.Buffers;
using System.Text;
using System.Text.Json;
using PortTop.Model;
using PortTop.Reports;

namespace PortTop.Tests.Reports;

public sealed class ReportTests
{
    private static readonly PortSpace Ports = Samples.Space("61000-61001", "61001");

    [Fact]
    public void Every_line_of_JSON_holds_to_the_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports/porttop-1.schema.json")));
        PoolSample[] pools =
        [
            Samples.Pool(1, 100).OwnedBy((OwnerSamples.Payment, 90, 10), (OwnerSamples.Worker, 1, 0), (OwnerSamples.Alice, 1, 0)).Failing(5, 10), Samples.Pool(6, 50).OwnedBy((OwnerSamples.Gone with { Ended = 40 }, 1, 5)).FailedBefore(12) with { Status = new PoolStatus(PoolCondition.Failed, Samples.Time, false) { IsFailing = true } }, Samples.Pool(2, 96, opened: null, net: null) with { Names = new PoolNames(new AddressName("web", IsOfNetwork: false), new AddressName("shop", IsOfNetwork: true)) }, Samples.Pool(3, 50, net: 10), Samples.Pool(4, 0),
            Samples.Pool(5, 1, source: "fe80::1", destination: "fe80::2", interfaceIndex: 3),
            Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 100), Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 20),
            Samples.WholeAddress(Protocol.Udp, PoolKind.Bind, "2001:db8::1", 3),
            Samples.Pool(443, 60, destination: UpstreamSamples.Outside).Behind(UpstreamSamples.Budget("gcp-cloud-nat")),
        ];
        var whole = Samples.Snapshot(pools, null, null, "a note") with
        {
            Outside = new OutsidePorts(31, 2),
            Upstream = UpstreamSamples.Budget("gcp-cloud-nat"),
            Owners = OwnerSamples.Table([.. Enumerable.Repeat(Samples.Pool(5432, 1), 5)]),
            Failures = new FailureTotals(17_100, 570, 3) { ChosenPort = 20 },
            Counters = OwnerSamples.Counters,
            Logs = LogSamples.All,
            Events = [.. OwnerSamples.Events(Samples.Pool(5432, 1).Key), new PortEvent(Samples.Time, PortEventKind.Full, "full") { BeganBefore = true }],
            NewEvents = [.. OwnerSamples.Events(Samples.Pool(5432, 1).Key).TakeLast(1), new PortEvent(Samples.Time, PortEventKind.Full, "full") { BeganBefore = true }],
            Surroundings = new Surroundings(
                [new LocalAddress(Samples.Address("10.0.2.16"), 2)],
                [
                    new Knob("net.ipv4.tcp_tw_reuse", "1", null, null) { Default = "2" },
                    new Knob("net.ipv4.tcp_fin_timeout", "60", "30", "/etc/sysctl.d/a.conf:3"),
                    new Knob("net.ipv4.udp_child_hash_entries", null, null, null),
                    new Knob("net.ipv4.tcp_timestamps", "1", null, null) { IsBootUnknown = true },
                ])
            {
                Cloud = CloudPlatform.Google,
            },
        };
        foreach (var snapshot in new[] { whole, Samples.Snapshot([], Ports) with { Cost = default } })
        {
            using var line = Parse(snapshot);
            new JsonSchemaSubset(schema.RootElement).Validate(line.RootElement);
        }
    }

    [Fact]
    public void A_NAT_is_told_of_at_the_pool_and_with_its_source()
    {
        var budget = UpstreamSamples.Budget("gcp-cloud-nat");
        using var line = Parse(Samples.Snapshot([Samples.Pool(443, 60, destination: UpstreamSamples.Outside, ports: Ports).Behind(budget)]) with { Upstream = budget });

        line.RootElement.GetProperty("pools")[0].GetProperty("upstream").GetRawText()
            .ShouldBe("""{"preset":"gcp-cloud-nat","used":60,"atLeast":true,"limit":64,"usedRatio":0.9375,"nearer":false,"atRisk":false}""", "its own range of one port is full");
        line.RootElement.GetProperty("upstream").GetProperty("asOf").GetString().ShouldBe("2026-03");
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
        root.GetProperty("range").GetRawText().ShouldBe("""{"low":61000,"high":61001,"size":2,"reserved":1,"heldByBind":0,"listeners":0,"boundFirst":0,"suspected":0,"usable":1}""");
        root.GetProperty("states").GetProperty("timeWait").GetInt32().ShouldBe(1);
        root.GetProperty("unseen")[1].GetString().ShouldBe("NAT: needs CAP_NET_ADMIN");
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
    public void The_ledger_of_every_pool_sums_to_the_last_port()
    {
        var ports = Samples.Space("61000-61099", "61000-61009", [Samples.Listener(61010)], [Samples.Bound(61011), Samples.Bound(61012)]);
        var pool = Samples.Pool(5432, 40, ports: ports, states: Samples.States((TcpState.TimeWait, 35), (TcpState.Established, 10)));
        var ledger = pool.Ledger with { Suspected = 3, Reclaimable = 5, FreeLower = 20 };
        using var line = Parse(Samples.Snapshot([new PoolSample { Key = pool.Key, Ledger = ledger, States = pool.States, Status = pool.Status }], ports));
        var json = line.RootElement.GetProperty("pools")[0];

        json.GetProperty("ledger").GetRawText().ShouldBe(
            """{"range":100,"reserved":10,"listeners":1,"boundFirst":2,"suspected":3,"inUse":10,"timeWait":30,"free":44,"timeWaitHeldBy":"tcp_timestamps=0"}""");
        (json.GetProperty("freeLower").GetInt32(), json.GetProperty("free").GetInt32(), json.GetProperty("freeUpper").GetInt32()).ShouldBe((20, 44, 47));
        json.GetProperty("capacity").GetInt32().ShouldBe(84, "used and free");
    }

    [Fact]
    public void A_pool_for_every_destination_names_none()
    {
        using var line = Parse(Samples.Snapshot([Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 100), Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 20)]));
        var (bind, udp) = (line.RootElement.GetProperty("pools")[0], line.RootElement.GetProperty("pools")[1]);

        bind.GetRawText().ShouldStartWith("""{"protocol":"tcp","kind":"bind","source":"10.0.2.15","capacity":100""");
        udp.GetRawText().ShouldStartWith("""{"protocol":"udp","kind":"connect","source":"*","capacity":100""");
    }

    [Fact]
    public void A_full_pool_names_the_other_addresses_and_what_they_have_left()
    {
        LocalAddress[] addresses =
        [
            .. "10.0.2.15 10.0.2.16 10.0.2.17 127.0.0.1 2001:db8::1 fe80::1".Split(' ').Select(static text => new LocalAddress(Samples.Address(text), 2)),
        ];
        var snapshot = Samples.Snapshot([Samples.Pool(5432, 100), Samples.Pool(5432, 60, source: "10.0.2.16"), Samples.Pool(80, 10)]) with
        {
            Surroundings = new Surroundings(addresses, []),
            Suspected = 4,
            Doubtful = 7,
        };
        using var line = Parse(snapshot);
        var pools = line.RootElement.GetProperty("pools");

        pools[0].GetProperty("siblings").GetRawText().ShouldBe("""[{"source":"10.0.2.17","free":96,"freeLower":93},{"source":"10.0.2.16","free":40,"freeLower":40}]""");
        pools[1].TryGetProperty("siblings", out _).ShouldBeFalse("only who stands badly needs another address");
    }

    [Fact]
    public void What_is_not_known_is_absent_and_never_zero()
    {
        using var line = Parse(Samples.Snapshot([Samples.Pool(1, 10, opened: null, net: null)]) with { Cost = new PollCost(3, null) });
        var pool = line.RootElement.GetProperty("pools")[0];

        pool.TryGetProperty("opened", out _).ShouldBeFalse();
        pool.TryGetProperty("net", out _).ShouldBeFalse();
        line.RootElement.TryGetProperty("outside", out _).ShouldBeFalse();
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
            Verdict   FULL 1m15s 10.0.2.15 -> 10.8.0.12:5432, 0 free of 1 (exact), EADDRNOTAVAIL; asks 40/s, fits 0/s: cut 100 %; 1 full
            Ports     61000-61001 = 2 - 1 reserved - 0 listening - 0 bound first - 0 suspected = 1 for EACH target
            On them   ESTAB 1
            Not seen  UDP, NAT
            OWNER  NAMESPACE  SOURCE       DESTINATION        STATE       FREE  USED   USE  ASK/s  FITS/s  OPEN/s  FAIL/s  NET/s  TIME-WAIT  CLOSE-WAIT  ESTAB  SYN-SENT
            ?      host       10.0.2.15    10.8.0.12:5432     FULL 1m15s     0     1  100%     40       0      40       ?      0          0           0      1         0
            ?      host       2001:db8::1  [2001:db8::5]:443  steady         1     0    0%      0       0       0       ?      0          0           0      0         0


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

    [Fact]
    public void Logs_are_told_where_somebody_asked_for_them()
    {
        using var line = Parse(Samples.Snapshot([]) with { Logs = LogSamples.All });
        using var without = Parse(Samples.Snapshot([]));

        line.RootElement.GetProperty("logs")[0].GetRawText().ShouldBe(
            """{"path":"/var/log/nginx/error.log","signs":[{"sign":"addressNotAvailable","total":3400,"new":12,"rate":12,"first":"2026-01-31T02:11:53.000Z","last":"2026-01-31T02:13:08.000Z","line":"connect() failed (99: Cannot assign requested address)"},{"sign":"addressInUse","total":1,"new":0,"rate":0,"first":"2026-01-31T02:11:53.000Z","last":"2026-01-31T02:11:53.000Z","line":"bind() failed (98: Address already in use)"}]}""");
        line.RootElement.GetProperty("logs")[1].GetRawText().ShouldBe("""{"path":"kernel","problem":"needs CAP_SYSLOG","signs":[]}""");
        without.RootElement.TryGetProperty("logs", out _).ShouldBeFalse();
        Table(Samples.Snapshot([]) with { Logs = LogSamples.All }).ShouldContain(
            "Log       /var/log/nginx/error.log: EADDRNOTAVAIL 12/s, 3,400 lines; last: connect() failed (99: Cannot assign requested address)\n");
    }

    [Fact]
    public void Logs_are_the_machines_and_told_once_where_it_has_several_namespaces()
    {
        var news = new PortEvent(Samples.Time, PortEventKind.LogSign, "EADDRNOTAVAIL in /var/log/nginx/error.log");
        var reading = Samples.Snapshot([]);
        var lines = (reading with
        {
            Logs = LogSamples.All,
            NewEvents = [news],
            Namespaces = [new NamespaceSample(new NamespacePlace(1, "host")) { Reading = reading }, new NamespaceSample(new NamespacePlace(2, "pod")) { Reading = reading }],
        }).Apart().ToArray();

        lines.Select(static line => line.Logs.Count).ShouldBe([LogSamples.All.Count, 0]);
        lines.Select(static line => line.NewEvents.Count).ShouldBe([1, 0]);
    }

    private static JsonDocument Parse(Snapshot snapshot)
    {
        var output = new ArrayBufferWriter<byte>();
        JsonReport.Write(snapshot, snapshot.Pools, output);
        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        text.IndexOf('\n', StringComparison.Ordinal).ShouldBe(text.Length - 1, "one line a poll");
        return JsonDocument.Parse(text);
    }

    [Theory]
    [InlineData(20L)]
    [InlineData(null)]
    public void Collisions_of_chosen_ports_are_told_where_they_are_watched(long? chosenPort)
    {
        using var line = Parse(Samples.Snapshot([], null) with { Failures = new FailureTotals(3, 1, 0) { ChosenPort = chosenPort } });

        var failures = line.RootElement.GetProperty("failures");
        (failures.TryGetProperty("chosenPort", out var told) ? told.GetInt64() : (long?)null).ShouldBe(chosenPort);
    }

    [Theory]
    [InlineData(false, "Failures  17,100 connect()")]
    [InlineData(true, "Failures  ~17,100 connect()")]
    public void A_sum_of_failures_that_is_an_estimate_has_a_tilde(bool isEstimated, string expected)
        => Table(Samples.Snapshot([], null) with { Failures = new FailureTotals(17_100, 570, 3) { IsEstimated = isEstimated } }).ShouldContain(expected);

    private static string Table(Snapshot snapshot)
    {
        using var output = new StringWriter { NewLine = "\n" };
        BatchTable.Write(snapshot, snapshot.Pools, output);
        return output.ToString();
    }
}
