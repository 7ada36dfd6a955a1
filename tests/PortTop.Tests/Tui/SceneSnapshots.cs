using PortTop.Model;

namespace PortTop.Tests.Tui;

/// <summary>The polls that scenes show.</summary>
internal static class SceneSnapshots
{
    internal static readonly PortSpace Ports = Samples.Space(
        "32768-60999",
        "32900-32911",
        [Samples.Listener(40000), Samples.Listener(40001), Samples.Listener(46000)],
        [Samples.Bound(45000, "10.0.2.15") with { Inode = 45_000 }, Samples.Bound(45001, "10.0.2.15")]);

    /// <summary>Nothing is wrong and nothing is unseen.</summary>
    internal static Snapshot AllSeen()
    {
        var snapshot = Samples.Snapshot(Pools().Skip(3), Ports);
        return snapshot with { Source = snapshot.Source with { Unseen = [] }, Events = OwnerSamples.Events(Pools().First().Key) };
    }

    /// <summary>A pool whose connections are opened and not closed, so slowly that it is full tomorrow.</summary>
    internal static Snapshot Leaking()
    {
        var pool = Pool("10.0.2.15", "10.8.0.31", 6379, 6_120, .5, 0, (TcpState.Established, 6_120)).OwnedBy((OwnerSamples.Cart, 6_120, 0));
        var leak = new PoolLeak(.38, .62);
        return AllSeen() with
        {
            Pools =
            [
                pool with { Leak = leak, AliveGrowth = .5, Status = pool.Status.Leaking(leak, pool.Ledger.Free, Samples.Time) },
                .. AllSeen().Pools,
            ],
        };
    }

    internal static Snapshot Incident(bool WithDetail = false)
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
    internal static Snapshot BehindGateway()
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
    internal static Snapshot FailedBefore()
    {
        var pool = Pools().First();
        return Samples.Snapshot(
            [pool with { Ledger = pool.Ledger with { Used = 28_000, FreeLower = 215 }, Failures = pool.FailedBefore(31).Failures!.Value with { IsEstimated = true, BeganBefore = true }, Failed = 0 }], Ports);
    }

    /// <summary>The holder of the ports ended; the pool has ports again, and a new one that failed a moment ago fills it.</summary>
    internal static Snapshot FailedFree()
    {
        var pool = Samples.Pool(5432, 4_000, 50, 50, ports: Ports).OwnedBy((OwnerSamples.Payment, 4_000, 0)).FailedBefore(4);
        pool = pool with { Status = PoolStatus.Next(pool.Status, pool.Ledger, pool.Forecast, Samples.Time, false, pool.Failures) };
        return Samples.Snapshot([pool, Samples.Pool(6379, 28_215, 0, 0, ports: Ports)], Ports) with { Failures = new FailureTotals(17_100, 0, 0) };
    }

    /// <summary>One has all the ports and another fails.</summary>
    internal static Snapshot Victim()
    {
        var pool = Pools().First().OwnedBy((OwnerSamples.Payment, 28_215, 0)).Failing(50, 9_896);
        pool = pool with
        {
            Owners = [.. pool.Owners, new PoolOwner(OwnerSamples.Cart, 0, 0, default) { Failures = 9_000, Failed = 45 }, new PoolOwner(OwnerSamples.Process(7, 40, "curl") with { IsGone = true, Ended = 896 }, 0, 0, default) { Failures = 896, Failed = 5 }],
        };
        return Samples.Snapshot([pool], Ports) with { Failures = new FailureTotals(9_896, 50, 0) };
    }

    /// <summary>More owners than a screen holds, and more than are told.</summary>
    internal static Snapshot ManyOwners()
    {
        OwnerSample[] owners = [.. Enumerable.Range(1, 200).Select(static id => new OwnerSample(OwnerSamples.Process(id, 1_000 + id, "worker")) { Ports = 400 - id, Pools = 1 })];
        return Samples.Snapshot(Pools(), Ports) with { Owners = new OwnerTable(owners, 2_000, new Dictionary<uint, Owner>()) };
    }

    /// <summary>One process has bound every port there is.</summary>
    internal static Snapshot NoneLeft()
    {
        var ports = Samples.Space("61000-61009", bound: [.. Enumerable.Range(61000, 10).Select(static port => Samples.Bound(port))]);
        return Samples.Snapshot([], ports) with
        {
            Failures = new FailureTotals(4_711, 160, 0),
            Owners = new OwnerTable([new OwnerSample(OwnerSamples.Haproxy) { Bound = 10, AlsoHurt = 3, Suspected = 4 }], 1, new Dictionary<uint, Owner>()),
        };
    }

    /// <summary>
    /// Names as an attacker would have them: escape sequences are gone where they are read, and what is left must not break a line.
    /// </summary>
    internal static Snapshot HostileOwner()
    {
        var name = MachineText.Clean("\e]0;pwned\a\u202e\e[2J漢字漢字漢字漢字");
        var owner = OwnerSamples.Process(9, 66, name);
        owner = owner with { Processes = [owner.Process! with { Unit = MachineText.Clean("\r\n\e[1A" + new string('x', 4096)), CommandLine = MachineText.Clean(new string('\u0300', 4096)) }] };
        var pool = Pools().First().OwnedBy((owner, 28_215, 0));
        return Samples.Snapshot([pool], Ports, new PoolDetail(pool.Key, Detail().Sockets, 40) { Owners = [.. Enumerable.Repeat(owner, 40)] });
    }

    /// <summary>
    /// A pool that can have 23,830 ports of 28,232, because others bound 4,402; and what is left for bind() itself: nothing.
    /// </summary>
    internal static Snapshot Held()
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

    internal static PoolSample Slow()
    {
        var pool = Samples.Pool(5432, 15_000, 200, 12, ports: Ports, states: Samples.States((TcpState.Established, 15_000)));
        return pool with { IsSlow = true };
    }

    internal static IEnumerable<PoolSample> Pools() =>
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
            Demand = new PoolDemand { Asks = 9, Mean = 9, TimeWaitSeconds = 0 },
            UseGrowth = 3.1,
            Onset = new PoolOnset(OnsetKind.LongerLives, Samples.Time.AddSeconds(-300)) { Before = 12, After = 900 },
        };
    }

    internal static IEnumerable<PoolSample> Many()
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
