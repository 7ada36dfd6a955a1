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
        var ledger = ports is null ? new PoolLedger(100, 0, 0, used) : new PoolLedger(ports.Range.Size, ports.Reserved, ports.Held, used);
        return new PoolSample
        {
            Key = new PoolKey(1, Protocol.Tcp, PoolKind.Connect, interfaceIndex, Address(source), Address(destination), (ushort)port),
            Ledger = ledger,
            States = states ?? States((TcpState.Established, used)),
            Status = PoolStatus.Next(null, ledger, net > 0.5, Time.AddSeconds(-fullSeconds), null, firstPoll: false),
            Opened = opened,
            Net = net,
        };
    }

    internal static IpAddress Address(string text)
        => IpAddress.TryParse(text, out var address) ? address : throw new ArgumentException(text, nameof(text));

    internal static PortSet Ports(string text)
        => PortSet.TryParse(text, out var set) ? set : throw new ArgumentException(text, nameof(text));

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
                [new Unseen("failures", "not watched"), new Unseen("UDP", "only TCP is read"), new Unseen("NAT", "needs CAP_NET_ADMIN")]),
            Interval = TimeSpan.FromSeconds(1),
            WantedInterval = TimeSpan.FromSeconds(1),
            Cost = new PollCost(12, 0.013),
            Ports = ports ?? new PortSpace(new PortRange(100, 199), new PortSet(), []),
            UsedByAnyone = sorted.Length == 0 ? 0 : sorted.Max(static pool => pool.Ledger.Used),
            States = states,
            Pools = sorted,
            Detail = detail,
        };
    }
}
