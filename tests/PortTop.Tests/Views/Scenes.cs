using System.Collections.Concurrent;
using PortTop.Model;
using PortTop.Terminal;
using PortTop.Tests.Simulation;
using PortTop.Views;

namespace PortTop.Tests.Views;

/// <summary>Situations that screens are drawn of, by name.</summary>
internal static class Scenes
{
    private static readonly ConcurrentDictionary<string, Lazy<Snapshot>> Stories = new();

    private static readonly PortSpace Ports = Samples.Space(
        "32768-60999",
        "32900-32911",
        [Samples.Listener(40000), Samples.Listener(40001), Samples.Listener(46000)],
        [Samples.Bound(45000, "10.0.2.15") with { Inode = 45_000 }, Samples.Bound(45001, "10.0.2.15")]);

    internal static IReadOnlyDictionary<string, Func<UiState, UiState>> All { get; } = new Dictionary<string, Func<UiState, UiState>>
    {
        ["reading"] = static state => state,
        ["incident"] = static state => UiReducer.Arrive(state, Incident()),
        ["groups"] = static state => Type(UiReducer.Arrive(state, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aaa"),
        ["groups-owner"] = static state => Press(Type(UiReducer.Arrive(state, Incident()), "aaaaa"), new KeyPress(Key.Down)),
        ["group"] = static state => Press(Type(UiReducer.Arrive(state, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aaa"), new KeyPress(Key.Enter)),
        ["filter"] = static state => Press(Type(UiReducer.Arrive(state, Incident()), "/dst:10. used>50%"), new KeyPress(Key.Enter)),
        ["filter-prompt"] = static state => Type(UiReducer.Arrive(state, Incident()), "/dst:10.8. owner:c"),
        ["filter-empty"] = static state => Type(UiReducer.Arrive(state, Incident()), "/"),
        ["filter-wrong"] = static state => Type(UiReducer.Arrive(state, Incident()), "/dst:10.8. dport:54x2"),
        ["filter-nothing"] = static state => Press(Type(UiReducer.Arrive(state, Incident()), "/dport:1"), new KeyPress(Key.Enter)),
        ["filter-groups"] = static state => Press(Type(UiReducer.Arrive(state, Samples.Snapshot([.. Pools(), .. Many()], Ports)), "aa/dst:10.9.0.0/16"), new KeyPress(Key.Enter)),
        ["filter-owners"] = static state => Type(Press(Type(UiReducer.Arrive(state, Incident()), "/dport:6379"), new KeyPress(Key.Enter)), "3"),
        ["calm"] = static state => UiReducer.Arrive(state, Samples.Snapshot([], Ports)),
        ["owners"] = static state => Press(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('3')), new KeyPress(Key.Down)),
        ["owners-unknown"] = static state => Press(UiReducer.Arrive(state, Samples.Snapshot(Pools().Select(static pool => pool with { Owners = [], Failed = null }), Ports)), KeyPress.Of('3')),
        ["events"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('5')),
        ["logs"] = static state => Press(UiReducer.Arrive(state, Samples.Snapshot([], Ports) with { Logs = LogSamples.All }), KeyPress.Of('5')),
        ["why"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('e')),
        ["why-leak"] = static state => Press(Press(UiReducer.Arrive(state, Incident()), new KeyPress(Key.Down)), KeyPress.Of('e')),
        ["why-healthy"] = static state => Press(Press(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('G')), new KeyPress(Key.Up)), KeyPress.Of('e')),
        ["why-no-port"] = static state => Press(UiReducer.Arrive(state, NoneLeft()), KeyPress.Of('e')),
        ["chat"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('y')),
        ["demo"] = static state => Arrive(state, "beats"),
        ["demo-detail"] = static state => Press(Arrive(state, "beats"), new KeyPress(Key.Enter)),
        ["demo-why"] = static state => Press(Arrive(state, "close-wait-leak"), KeyPress.Of('e')),
        ["pod"] = static state => Arrive(state, "namespaces"),
        ["pod-detail"] = static state => Press(Arrive(state, "namespaces"), new KeyPress(Key.Enter)),
        ["pod-ports"] = static state => Press(Arrive(state, "namespaces"), KeyPress.Of('i')),
        ["pod-why"] = static state => Press(Arrive(state, "namespaces"), KeyPress.Of('e')),
        ["demo-owners"] = static state => Press(Arrive(state, "bind-first"), KeyPress.Of('3')),
        ["gateway"] = static state => UiReducer.Arrive(state, BehindGateway()),
        ["gateway-detail"] = static state => Press(UiReducer.Arrive(state, BehindGateway()), new KeyPress(Key.Enter)),
        ["gateway-why"] = static state => Press(UiReducer.Arrive(state, BehindGateway()), KeyPress.Of('e')),
        ["gateway-ports"] = static state => Press(Press(UiReducer.Arrive(state, BehindGateway()), KeyPress.Of('i')), KeyPress.Of('G')),
        ["cloud"] = static state => Press(Press(UiReducer.Arrive(state, Incident() with { Surroundings = new Surroundings([], []) { Cloud = CloudPlatform.Google } }), KeyPress.Of('?')), KeyPress.Of('G')),
        ["failed-before"] = static state => UiReducer.Arrive(state, FailedBefore()),
        ["failed-free"] = static state => UiReducer.Arrive(state, FailedFree()),
        ["victim"] = static state => UiReducer.Arrive(state, Victim()),
        ["victim-detail"] = static state => Press(UiReducer.Arrive(state, Victim()), new KeyPress(Key.Enter)),
        ["owners-many"] = static state => Press(UiReducer.Arrive(state, ManyOwners()), KeyPress.Of('3')),
        ["none-left"] = static state => UiReducer.Arrive(state, NoneLeft()),
        ["hostile-owner"] = static state => Press(UiReducer.Arrive(state, HostileOwner()), new KeyPress(Key.Enter)),
        ["detail"] = static state => Press(UiReducer.Arrive(state, Incident(WithDetail: true)), new KeyPress(Key.Enter)),
        ["filling"] = static state => UiReducer.Arrive(state, FlowScenes.Filling()),
        ["filling-detail"] = static state => Press(UiReducer.Arrive(state, FlowScenes.Filling()), new KeyPress(Key.Enter)),
        ["beating"] = static state => UiReducer.Arrive(state, FlowScenes.Full()),
        ["beating-detail"] = static state => Press(UiReducer.Arrive(state, FlowScenes.Full()), new KeyPress(Key.Enter)),
        ["beating-flow"] = static state => Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)),
        ["past"] = static state => Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), KeyPress.Of('<')), KeyPress.Of(',')),
        ["past-detail"] = static state => Press(Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)), KeyPress.Of('<')),
        ["ports"] = static state => Press(UiReducer.Arrive(state, Held()), KeyPress.Of('i')),
        ["held"] = static state => Press(Press(UiReducer.Arrive(state, Held()), new KeyPress(Key.Down)), new KeyPress(Key.Enter)),
        ["bind-detail"] = static state => Press(UiReducer.Arrive(state, Held()), new KeyPress(Key.Enter)),
        ["slow"] = static state => UiReducer.Arrive(state, Samples.Snapshot([Slow()], Ports)),
        ["odd"] = static state => Press(
            UiReducer.Arrive(state, Samples.Snapshot([Samples.Pool(5432, 2, ports: Samples.Space("61000-61002"))], Samples.Space("61000-61002"))), new KeyPress(Key.Enter)),
        ["detail-gone"] = static state => UiReducer.Arrive(
            Press(UiReducer.Arrive(state, Incident()), new KeyPress(Key.Enter)), Samples.Snapshot([], Ports)),
        ["paused"] = static state => UiReducer.Tick(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of(' ')), Samples.Time.AddSeconds(95)),
        ["failed"] = static state => UiReducer.Tick(
            UiReducer.Fail(UiReducer.Arrive(state, Incident()), new Trouble("/proc/sys/net/ipv4/ip_local_port_range cannot be read: denied", Samples.Time.AddSeconds(14))),
            Samples.Time.AddSeconds(12)),
        ["stale"] = static state => UiReducer.Tick(UiReducer.Arrive(state, Incident()), Samples.Time.AddSeconds(42)),
        ["procfs"] = static state => UiReducer.Arrive(state, Samples.Snapshot(Pools(), Ports, null, "netlink is refused (Operation not permitted), so /proc/net/tcp serves; polls are slower")),
        ["notices"] = static state => UiReducer.Arrive(
            state with { Notices = ["portop.json:3: there is no setting \"intervall\"; did you mean \"interval\"?", "theme"] }, Incident()),
        ["no-port"] = static state => UiReducer.Arrive(
            state, Samples.Snapshot([], Samples.Space("100-101", "100-101"))),
        ["many"] = static state => Press(UiReducer.Arrive(state, Samples.Snapshot(Many(), Ports)), KeyPress.Of('G')),
        ["router"] = static state => UiReducer.Arrive(state, NatScenes.Router()),
        ["nat"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), KeyPress.Of('4')),
        ["nat-unseen"] = static state => Press(UiReducer.Arrive(state, NatScenes.Unseen()), KeyPress.Of('4')),
        ["nat-detail"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), new KeyPress(Key.Enter)),
        ["nat-why"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), KeyPress.Of('e')),
        ["war-failing"] = static state => War("incident", state),
        ["war-countdown"] = static state => War("filling", state),
        ["war-full"] = static state => War("held", state),
        ["war-ok"] = static state => Press(UiReducer.Arrive(state, AllSeen()), KeyPress.Of('w')),
        ["war-unseen"] = static state => War("slow", state),
        ["war-calm"] = static state => War("calm", state),
        ["war-reading"] = static state => War("reading", state),
        ["war-stale"] = static state => War("stale", state),
        ["war-paused"] = static state => War("paused", state),
        ["war-failed"] = static state => War("failed", state),
        ["war-past"] = static state => War("past", state),
        ["war-pod"] = static state => War("pod", state),
        ["war-demo"] = static state => War("demo", state),
        ["war-none-left"] = static state => War("none-left", state),
        ["probe-asking"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('p')),
        ["probe-no"] = static state => ProbeScenes.Answered(UiReducer.Arrive(state, Incident()), ProbeScenes.No, ProbeScenes.No),
        ["probe-yes"] = static state => ProbeScenes.Answered(UiReducer.Arrive(state, Incident()), ProbeScenes.No, ProbeScenes.Yes),
        ["probe-refused"] = static state => ProbeScenes.Answered(UiReducer.Arrive(state, Incident()), ProbeScenes.Refused),
        ["probe-nat"] = static state => Press(UiReducer.Arrive(state, NatScenes.Router()), KeyPress.Of('p')),
        ["probe-past"] = static state => Press(Press(UiReducer.Arrive(state, FlowScenes.Full()), KeyPress.Of('<')), KeyPress.Of('p')),
        ["states"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('2')),
        ["states-selected"] = static state => Press(Press(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('2')), new KeyPress(Key.Down)), new KeyPress(Key.Tab)),
        ["states-demo"] = static state => Press(Arrive(state, "close-wait-leak"), KeyPress.Of('2')),
        ["states-pod"] = static state => Press(Press(Arrive(state, "namespaces"), KeyPress.Of('2')), new KeyPress(Key.Down)),
        ["states-none"] = static state => Press(Press(UiReducer.Arrive(state, Samples.Snapshot([], Ports)), KeyPress.Of('2')), KeyPress.Of('G')),
        ["panel-1"] = static state => Enlarge(state, '1'),
        ["panel-2"] = static state => Enlarge(state, '2'),
        ["panel-3"] = static state => Enlarge(state, '3'),
        ["panel-4"] = static state => Enlarge(state, '4'),
        ["panel-5"] = static state => Enlarge(state, '5'),
        ["panel-6"] = static state => Enlarge(state, '6'),
        ["panel-7"] = static state => Enlarge(state, '7'),
        ["panel-8"] = static state => Enlarge(state, '8'),
        ["panel-9"] = static state => Enlarge(state, '9'),
        ["panels-2"] = static state => Press(Press(Arrive(state, "beats"), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)),
        ["panels-3"] = static state => Press(Press(Press(Arrive(state, "beats"), new KeyPress(Key.Enter)), new KeyPress(Key.Tab)), new KeyPress(Key.Tab)),
        ["panel-knobs"] = static state => Press(Press(UiReducer.Arrive(state, Held()), new KeyPress(Key.Enter)), KeyPress.Of('7')),
        ["help"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('?')),
        ["hostile"] = static state => UiReducer.Arrive(state, Incident() with
        {
            Source = new SourceDescription("netlink", "we\e[2Jb\u202e\a\n07", "\e]0;title\a", 1, ["\e[31mred"], [new Unseen("\e[1A", "\r")]),
        }),
    };

    internal static UiState Begin(int width, int height, Glyphs glyphs)
        => UiReducer.Resize(UiReducer.Tick(new UiState { Host = "web-07", Glyphs = glyphs }, Samples.Time), width, height);

    private static UiState Enlarge(UiState state, char panel) => Press(Press(Arrive(state, "beats"), new KeyPress(Key.Enter)), KeyPress.Of(panel));

    /// <summary>A made-up machine through the real pipeline, once for all sizes.</summary>
    private static UiState Arrive(UiState state, string scenario)
    {
        var snapshot = Stories.GetOrAdd(scenario, static name => new Lazy<Snapshot>(() => Story.Of(name))).Value;
        return UiReducer.Arrive(UiReducer.Tick(state with { Demo = scenario, Host = "DEMO" }, snapshot.Time), snapshot);
    }

    private static UiState Type(UiState state, string keys) => keys.Aggregate(state, static (typed, key) => Press(typed, KeyPress.Of(key)));
    private static UiState War(string scene, UiState state) => Press(All[scene](state), KeyPress.Of('w'));

    /// <summary>Nothing is wrong and nothing is unseen.</summary>
    private static Snapshot AllSeen()
    {
        var snapshot = Samples.Snapshot(Pools().Skip(3), Ports);
        return snapshot with { Source = snapshot.Source with { Unseen = [] }, Events = OwnerSamples.Events(Pools().First().Key) };
    }

    private static UiState Press(UiState state, KeyPress press) => UiReducer.Press(state, press);

    private static Snapshot Incident(bool WithDetail = false)
    {
        var pools = Pools().ToArray();
        return Samples.Snapshot(pools, Ports, WithDetail ? Detail() : null) with
        {
            UsedByAnyone = 28_215,
            Owners = OwnerSamples.Table(pools),
            Failures = new FailureTotals(17_100, 570, 0),
            Counters = OwnerSamples.Counters,
            Events = OwnerSamples.Events(pools[0].Key),
        };
    }

    /// <summary>The machine has ports, and the NAT before it has hardly one.</summary>
    private static Snapshot BehindGateway()
    {
        var budget = UpstreamSamples.Budget("gcp-cloud-nat");
        PoolSample[] pools =
        [
            Pool("10.0.2.15", UpstreamSamples.Outside, 443, 62, .6, 0, (TcpState.TimeWait, 52), (TcpState.Established, 10)).OwnedBy((OwnerSamples.Payment, 62, 0)).Behind(budget),
            Pool("10.0.2.15", "198.51.100.7", 443, 40, .1, 0, (TcpState.Established, 40)).OwnedBy((OwnerSamples.Cart, 40, 0)).Behind(budget),
            .. Pools().Skip(3),
        ];
        return Samples.Snapshot(pools, Ports) with { Upstream = budget, Owners = OwnerSamples.Table(pools) };
    }

    /// <summary>Ports came back half a minute ago; under load they are gone at once.</summary>
    private static Snapshot FailedBefore()
    {
        var pool = Pools().First();
        return Samples.Snapshot(
            [pool with { Ledger = pool.Ledger with { Used = 28_000, FreeLower = 215 }, Failures = pool.FailedBefore(31).Failures!.Value with { IsEstimated = true, BeganBefore = true }, Failed = 0 }], Ports);
    }

    /// <summary>The holder of the ports ended; the pool has ports again, and a new one that failed a moment ago fills it.</summary>
    private static Snapshot FailedFree()
    {
        var pool = Samples.Pool(5432, 4_000, 50, 50, ports: Ports).OwnedBy((OwnerSamples.Payment, 4_000, 0)).FailedBefore(4);
        pool = pool with { Status = PoolStatus.Next(pool.Status, pool.Ledger, pool.Forecast, Samples.Time, false, pool.Failures) };
        return Samples.Snapshot([pool, Samples.Pool(6379, 28_215, 0, 0, ports: Ports)], Ports) with { Failures = new FailureTotals(17_100, 0, 0) };
    }

    /// <summary>One has all the ports and another fails.</summary>
    private static Snapshot Victim()
    {
        var pool = Pools().First().OwnedBy((OwnerSamples.Payment, 28_215, 0)).Failing(50, 9_896);
        pool = pool with
        {
            Owners = [.. pool.Owners, new PoolOwner(OwnerSamples.Cart, 0, 0, default) { Failures = 9_000, Failed = 45 }, new PoolOwner(OwnerSamples.Process(7, 40, "curl") with { IsGone = true, Ended = 896 }, 0, 0, default) { Failures = 896, Failed = 5 }],
        };
        return Samples.Snapshot([pool], Ports) with { Failures = new FailureTotals(9_896, 50, 0) };
    }

    /// <summary>More owners than a screen holds, and more than are told.</summary>
    private static Snapshot ManyOwners()
    {
        OwnerSample[] owners = [.. Enumerable.Range(1, 200).Select(static id => new OwnerSample(OwnerSamples.Process(id, 1_000 + id, "worker")) { Ports = 400 - id, Pools = 1 })];
        return Samples.Snapshot(Pools(), Ports) with { Owners = new OwnerTable(owners, 2_000, new Dictionary<uint, Owner>()) };
    }

    /// <summary>One process has bound every port there is.</summary>
    private static Snapshot NoneLeft()
    {
        var ports = Samples.Space("61000-61009", bound: [.. Enumerable.Range(61000, 10).Select(static port => Samples.Bound(port))]);
        return Samples.Snapshot([], ports) with
        {
            Failures = new FailureTotals(4_711, 160, 0),
            Owners = new OwnerTable([new OwnerSample(OwnerSamples.Haproxy) { Bound = 10, AlsoHurt = 3, Suspected = 4 }], 1, new Dictionary<uint, Owner>()),
        };
    }

    /// <summary>Names as an attacker would have them: escape sequences are gone where they are read, and what is left must not break a line.</summary>
    private static Snapshot HostileOwner()
    {
        var name = MachineText.Clean("\e]0;pwned\a\u202e\e[2J漢字漢字漢字漢字");
        var owner = OwnerSamples.Process(9, 66, name);
        owner = owner with { Processes = [owner.Process! with { Unit = MachineText.Clean("\r\n\e[1A" + new string('x', 4096)), CommandLine = MachineText.Clean(new string('\u0300', 4096)) }] };
        var pool = Pools().First().OwnedBy((owner, 28_215, 0));
        return Samples.Snapshot([pool], Ports, new PoolDetail(pool.Key, Detail().Sockets, 40) { Owners = [.. Enumerable.Repeat(owner, 40)] });
    }

    /// <summary>A pool that can have 23,830 ports of 28,232, because others bound 4,402; and what is left for bind() itself: nothing.</summary>
    private static Snapshot Held()
    {
        var ports = Samples.Space(
            "32768-60999", bound: [.. Enumerable.Range(0, 4402).Select(static i => Samples.Bound(33001 + (2 * i), "10.0.2.15"))]);
        var pool = Samples.Pool(5432, 23_700, 12, 0, ports: ports, states: Samples.States((TcpState.Established, 20_000), (TcpState.TimeWait, 3_700)));
        var detailed = pool with { Ledger = pool.Ledger with { Suspected = 30, FreeLower = 12 } };
        var bind = Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 100);
        PoolSample[] pools = [bind, detailed, Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 20)];
        return Samples.Snapshot(pools, ports, new PoolDetail(bind.Key, Ends().ToArray(), 3)) with
        {
            Suspected = 30,
            Outside = new OutsidePorts(31, 2),
            BindPools = [bind, Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "0.0.0.0", 40)],
            Surroundings = new Surroundings(
                [new LocalAddress(Samples.Address("10.0.2.16"), 2), new LocalAddress(Samples.Address("10.0.2.17"), 2)],
                [
                    new Knob("net.ipv4.ip_local_port_range", "32768 60999", null, null) { Default = "32768 60999" },
                    new Knob("net.ipv4.tcp_tw_reuse", "1", null, null) { Default = "2" },
                    new Knob("net.ipv4.tcp_fin_timeout", "60", "30", "/etc/sysctl.d/90-tcp.conf:3") { Default = "60" },
                    new Knob("net.ipv4.tcp_timestamps", "1", "1", "/etc/sysctl.d/90-tcp.conf:4") { Default = "1" },
                    new Knob("net.ipv4.udp_child_hash_entries", null, null, null),
                ]),
        };
    }

    private static IEnumerable<SocketRow> Ends()
    {
        var row = new SocketRow
        {
            Identity = 1,
            Source = Samples.Address("10.0.2.15"),
            SourcePort = 33001,
            Destination = Samples.Address("0.0.0.0"),
            DestinationPort = 0,
            State = TcpState.Close,
            UserId = 1000,
            Inode = 880_001,
        };
        yield return row;
        yield return row with { SourcePort = 40000, State = TcpState.Listen, Source = Samples.Address("0.0.0.0") };
        yield return row with { SourcePort = 40002, State = TcpState.TimeWait, Destination = Samples.Address("10.8.0.12"), DestinationPort = 5432, Inode = 0 };
    }

    private static PoolSample Slow()
    {
        var pool = Samples.Pool(5432, 15_000, 200, 12, ports: Ports, states: Samples.States((TcpState.Established, 15_000)));
        return pool with { IsSlow = true };
    }

    private static IEnumerable<PoolSample> Pools() =>
    [
        Pool("10.0.2.15", "10.8.0.12", 5432, 28_215, 40, 0, (TcpState.TimeWait, 28_190), (TcpState.Established, 21), (TcpState.FinWait2, 4))
            .OwnedBy((OwnerSamples.Payment, 1_325, 26_800), (OwnerSamples.Gone, 90, 0)).Failing(570, 17_100),
        Filling(Pool("10.0.2.15", "10.8.0.31", 6379, 19_904, 9, 3.1, (TcpState.CloseWait, 17_310), (TcpState.Established, 2_594)).OwnedBy((OwnerSamples.Cart, 19_904, 0))),
        Pool("10.0.2.16", "10.8.0.31", 6379, 27_000, 2, 0, (TcpState.Established, 27_000)).OwnedBy((OwnerSamples.Worker, 26_986, 0), (OwnerSamples.Cart, 14, 0)),
        Pool("10.0.2.15", "10.96.0.20", 8080, 6_087, 12, 0.6, (TcpState.Established, 6_000), (TcpState.SynSent, 87)).OwnedBy((OwnerSamples.Haproxy, 6_087, 0)),
        Pool("2001:db8:1:2:3:4:5:6", "2001:db8::5", 443, 1_208, 3, 0, (TcpState.Established, 1_208)).OwnedBy((OwnerSamples.Alice, 1_208, 0)),
        Pool("fe80::1", "fe80::abcd:1234:5678:9abc", 9000, 3, null, null, (TcpState.LastAck, 3)),
    ];

    /// <summary>A leak: what is opened stays open.</summary>
    private static PoolSample Filling(PoolSample pool)
    {
        var forecast = new PoolForecast { State = ForecastState.Countdown, Seconds = 2_651, Earliest = 2_300, Latest = double.PositiveInfinity, Shown = 2_651, Peak = pool.Ledger.Capacity };
        return pool with
        {
            Forecast = forecast,
            Status = PoolStatus.Next(null, pool.Ledger, forecast, Samples.Time, firstPoll: false),
            Demand = new PoolDemand { Asks = 9, TimeWaitSeconds = 0 },
            UseGrowth = 3.1,
            Onset = new PoolOnset(OnsetKind.LongerLives, Samples.Time.AddSeconds(-300)) { Before = 12, After = 900 },
        };
    }

    private static IEnumerable<PoolSample> Many()
        => Enumerable.Range(1, 312).Select(static i => Pool("10.0.2.15", $"10.9.{i / 250}.{i % 250}", 443, 20_000 - i, i % 9, 0, (TcpState.Established, 10)));

    private static PoolSample Pool(string source, string destination, int port, int used, double? opened, double? net, params (TcpState, int)[] states)
        => Samples.Pool(
            port, used, opened, net, source, destination, interfaceIndex: source.StartsWith("fe80", StringComparison.Ordinal) ? 2u : 0, Ports, Samples.States(states));

    private static PoolDetail Detail()
    {
        var key = Pools().First().Key;
        var sockets = Enumerable.Range(0, 40).Select(i => new SocketRow
        {
            Identity = (ulong)i + 1,
            Source = key.Source,
            Destination = key.Destination,
            SourcePort = (ushort)(32768 + i),
            DestinationPort = key.Port,
            State = i < 4 ? TcpState.Established : TcpState.TimeWait,
            Timer = (byte)(i < 2 ? 2 : i < 4 ? 0 : 3),
            ExpiresMilliseconds = (uint)(i * 1500),
            UserId = 1000,
            Inode = i < 4 ? (uint)(880_000 + i) : 0,
            SendQueue = (uint)(i == 1 ? 2896 : 0),
        });
        return new PoolDetail(key, sockets.ToArray(), 28_215) { Owners = [.. Enumerable.Range(0, 40).Select(static i => i < 30 ? OwnerSamples.Payment : i < 33 ? OwnerSamples.Gone : null)] };
    }
}
