using PortTop.Model;

namespace PortTop.Tests.Tui;

/// <summary>A router with pools of source NAT.</summary>
internal static class NatScenes
{
    private static readonly NatRule Narrow = new("nft ip nat postrouting", IsMasquerade: true)
    {
        Protocols = [Protocol.Tcp],
        OutInterfaces = ["eth0"],
        Sources = [Range("10.0.3.0/24")],
        Ports = new PortRange(50000, 50099),
        IsRandom = true,
    };

    private static readonly NatRule Docker = new("iptables POSTROUTING", IsMasquerade: true)
    {
        OutInterfaces = ["docker0"],
        IsOutNegated = true,
        Sources = [Range("172.17.0.0/16")],
        Maker = NatRuleMaker.Docker,
    };

    /// <summary>A full pool of a narrow rule, a fuller one of a bridge of containers, beside one of sockets.</summary>
    internal static Snapshot Router()
    {
        PoolSample[] pools = [Full(), Containers(), Samples.Pool(5432, 40)];
        return Samples.Snapshot(pools) with
        {
            Source = new SourceDescription("netlink", "gw-01", "host", 1, [], [new Unseen("other NAT", "what eBPF (Cilium) or a gateway beyond this machine translates does not show in its connection tracking")]),
            Counters = [.. KernelCounter.All.Where(static counter => counter.Id.StartsWith("nat", StringComparison.Ordinal)).Select(static counter => new CounterSample(counter, 930, counter.Id == "natEarlyDropped" ? 0 : 30))],
            Nat = new NatReading
            {
                Entries = 81_230,
                MaxEntries = 262_144,
                Age = TimeSpan.FromSeconds(1.2),
                Cost = TimeSpan.FromMilliseconds(96),
                Every = TimeSpan.FromSeconds(2),
                Flows = 81_200,
                Translated = 60_100,
                Pools = 2,
                Rules = [Narrow, Docker],
            },
        };
    }

    /// <summary>The table may not be read.</summary>
    internal static Snapshot Unseen() => Router() with
    {
        Pools = [Samples.Pool(5432, 40)],
        Source = Samples.Snapshot([]).Source with { Unseen = [new Unseen("NAT", "the connection tracking table is shown to root alone: \"sudo porttop\", or CAP_NET_ADMIN")] },
        Nat = new NatReading { Entries = 250_000, MaxEntries = 262_144, Unseen = [new Unseen("NAT", "the connection tracking table is shown to root alone")] },
    };

    /// <summary>A pool of 100 ports, all of them used, that drops 30 flows a second.</summary>
    internal static PoolSample Full() => Pool(
        443, 100, new NatUse(new PortRange(50000, 50099), Narrow) { SearchFailure = 1, Clients = [new NatClient(Samples.Address("10.0.3.2"), 70), new NatClient(Samples.Address("10.0.3.7"), 29)], ClientCount = 2, Untranslated = 1 },
        Samples.States((TcpState.Established, 40), (TcpState.TimeWait, 60)), ForecastState.Full,
        new PoolFailures(930, Samples.Time.AddSeconds(-31), Samples.Time) { IsNow = true, Rate = 30, IsEstimated = true }) with
    { Failed = 30, Net = 0 };

    private static PoolSample Containers() => Pool(
        8443, 60_000, new NatUse(NatRange.Usual, Docker) { SearchFailure = .0142, Clients = [new NatClient(Samples.Address("172.17.0.2"), 50_000), new NatClient(Samples.Address("172.17.0.3"), 10_000)], ClientCount = 2, Bridge = "docker0" },
        Samples.States((TcpState.Established, 50_000), (TcpState.TimeWait, 10_000)), ForecastState.AtRisk, null) with
    { Failed = 0, Net = 12 };

    private static PoolSample Pool(ushort port, int used, NatUse use, StateCounts states, ForecastState state, PoolFailures? failures)
    {
        var ledger = new PoolLedger(use.Range.Size, 0, 0, 0, used) { FreeLower = use.Range.Size - used };
        var forecast = new PoolForecast { State = state, Peak = used };
        return new PoolSample
        {
            Key = new PoolKey(1, Protocol.Tcp, PoolKind.Nat, 0, Samples.Address("203.0.113.1"), Samples.Address("198.51.100.9"), port),
            Ledger = ledger,
            States = states,
            Status = PoolStatus.Next(null, ledger, forecast, Samples.Time.AddSeconds(-31), firstPoll: false, failures),
            Forecast = forecast,
            Failures = failures,
            Nat = use,
        };
    }

    private static AddressRange Range(string text) => AddressRange.TryParse(text, out var range) ? range : throw new ArgumentException(text, nameof(text));
}
