using PortTop.Model;

namespace PortTop.Tests;

/// <summary>Made-up pools and snapshots.</summary>
internal static class Samples
{
    internal static readonly DateTimeOffset Time = new(2026, 1, 31, 2, 13, 8, TimeSpan.Zero);

    /// <summary>A pool of 100 ports towards <paramref name="port"/>, or of as many as are given.</summary>
    internal static PoolSample Pool(
        int port, int used, double? opened = 0, double? net = 0, string source = "10.0.2.15", string destination = "10.8.0.12",
        uint interfaceIndex = 0, PortSpace? ports = null, StateCounts? states = null, double fullSeconds = 75)
    {
        ports ??= Space("100-199");
        var ledger = new PoolLedger(ports.Range.Size, ports.Reserved, ports.Listening, ports.BoundFirst, used)
        {
            FreeLower = Math.Max(0, ports.Usable - used - (ports.MayMissOne ? 1 : 0)),
            MayMissOne = ports.MayMissOne,
        };
        return new PoolSample
        {
            Key = new PoolKey(1, Protocol.Tcp, PoolKind.Connect, interfaceIndex, Address(source), Address(destination), (ushort)port),
            Ledger = ledger,
            States = states ?? States((TcpState.Established, used)),
            Status = PoolStatus.Next(null, ledger, Growth(net, used), Time.AddSeconds(-fullSeconds), firstPoll: false),
            Forecast = Growth(net, used),
            Demand = opened is { } rate
                ? new PoolDemand
                {
                    Asks = rate,
                    Mean = rate,
                    ActiveSeconds = .5,
                    TimeWaitSeconds = 61.5,
                    TimeWaitShare = 1,
                    Fits = ledger.Capacity / 62.0,
                    HalfFreeSeconds = 0,
                }
                : null,
            Opened = opened,
            Net = net,
        };
    }

    /// <summary>A pool of 100 ports that counts for every destination.</summary>
    internal static PoolSample WholeAddress(Protocol protocol, PoolKind kind, string source, int used)
    {
        var ledger = new PoolLedger(100, 0, 0, 0, used) { FreeLower = 100 - used };
        return new PoolSample
        {
            Key = new PoolKey(1, protocol, kind, 0, Address(source), default, 0),
            Ledger = ledger,
            States = States((protocol == Protocol.Udp ? TcpState.Close : TcpState.Established, used)),
            Status = PoolStatus.Next(null, ledger, new PoolForecast(), Time.AddSeconds(-75), firstPoll: false),
            Net = 0,
        };
    }

    /// <summary>Growth by a tenth.</summary>
    private static PoolForecast Growth(double? net, int used)
        => new() { State = net > 0.5 ? ForecastState.Settles : ForecastState.Steady, Peak = used * 1.1 };

    internal static IpAddress Address(string text)
        => IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    internal static PortSet Ports(string text)
        => PortSet.TryParse(text, out var set) ? set : throw new ArgumentException(text, nameof(text));

    /// <summary>A port space: "100-199" with "150-159" reserved, listeners, and sockets that are bound; every holder is seen.</summary>
    internal static PortSpace Space(string range, string reserved = "", PortHolder[]? listeners = null, PortHolder[]? bound = null, TimeWaitReuse reuse = default)
    {
        var ends = range.Split('-').Select(ushort.Parse).ToArray();
        return new PortSpace(
            new PortSettings(new PortRange(ends[0], ends[1]), Ports(reserved), reuse),
            listeners ?? [],
            new BoundPorts(bound ?? [], SeesBoundOnly: true, SeesChosen: true));
    }

    internal static PortHolder Listener(int port, string address = "0.0.0.0") => new(HolderKind.Listener, Address(address), (ushort)port);

    internal static PortHolder Bound(int port, string address = "0.0.0.0") => new(HolderKind.BoundOnly, Address(address), (ushort)port);

    internal static StateCounts States(params (TcpState State, int Count)[] counts)
    {
        var states = default(StateCounts);
        foreach (var (state, count) in counts)
        {
            for (var i = 0; i < count; i++)
            {
                states.Add(state);
            }
        }

        return states;
    }

    internal static Snapshot Snapshot(IEnumerable<PoolSample> pools, PortSpace? ports = null, PoolDetail? detail = null, params string[] notes)
    {
        var sorted = pools.ToArray();
        Array.Sort(sorted, PoolSeverity.Compare);
        var states = default(StateCounts);
        foreach (var pool in sorted)
        {
            states.Add(pool.States);
        }

        return new Snapshot
        {
            Poll = 75,
            Time = Time,
            Source = new SourceDescription(
                "netlink", "web-07", "host", 4026531840, notes,
                [new Unseen("UDP", "only TCP is read"), new Unseen("NAT", "needs CAP_NET_ADMIN")]),
            Interval = TimeSpan.FromSeconds(1),
            WantedInterval = TimeSpan.FromSeconds(1),
            Cost = new PollCost(12, 0.013),
            Ports = ports ?? Space("100-199"),
            HoldersAge = TimeSpan.FromSeconds(2),
            UsedByAnyone = sorted.Length == 0 ? 0 : sorted.Max(static pool => pool.Ledger.Used),
            States = states,
            Pools = sorted,
            Detail = detail,
        };
    }
}
