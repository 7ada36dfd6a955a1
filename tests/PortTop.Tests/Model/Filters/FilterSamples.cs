using PortTop.Model;

namespace PortTop.Tests.Model.Filters;

/// <summary>Pools of every sort that a filter tells apart, known by a letter each.</summary>
internal static class FilterSamples
{
    /// <summary>
    /// The pools by their letters: A full and failing, B fills in four minutes, C at risk, D steady, E unknown figures, F bind, G UDP, H
    /// NAT, I IPv6 in a pod.
    /// </summary>
    internal static IReadOnlyList<(char Letter, PoolSample Pool)> Pools { get; } =
    [
        ('A', Samples.Pool(5432, 100, opened: 40, destination: "10.8.0.12", states: Samples.States((TcpState.TimeWait, 99), (TcpState.Established, 1)))
            .OwnedBy((OwnerSamples.Payment, 90, 10)).Failing(570, 17_100)),
        ('B', Filling(Samples.Pool(6379, 70, opened: 9, net: .1, destination: "10.8.0.31", states: Samples.States((TcpState.CloseWait, 60), (TcpState.Established, 10)))
            .OwnedBy((OwnerSamples.Cart, 70, 0)))),
        ('C', Samples.Pool(8080, 96, destination: "10.80.0.20", source: "10.0.2.16").OwnedBy((OwnerSamples.Haproxy, 96, 0), (OwnerSamples.Worker, 1, 0))),
        ('D', Samples.Pool(443, 4, destination: "192.0.2.7").OwnedBy((OwnerSamples.Alice, 4, 0)) with { Names = new PoolNames(null, new AddressName("mirror", false)) }),
        ('E', Samples.Pool(9000, 0, opened: null, net: null, destination: "fe80::abcd", interfaceIndex: 2)),
        ('F', Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 50)),
        ('G', Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 10)),
        ('H', Nat(Samples.Pool(443, 20, source: "198.51.100.9", destination: "203.0.113.5"))),
        ('I', Samples.Pool(443, 10, opened: 3, destination: "2001:db8::5", source: "2001:db8::1") with { Namespace = "shop/api-7f9c", IsElsewhere = true }),
    ];

    /// <summary>The letters of the pools that match, in their order.</summary>
    internal static string Matching(string text)
    {
        var filter = PoolFilter.Parse(text);
        return string.Concat(Pools.Where(entry => filter.Matches(entry.Pool, Samples.Time)).Select(static entry => entry.Letter));
    }

    private static PoolSample Filling(PoolSample pool) => pool with
    {
        Status = new PoolStatus(PoolCondition.Countdown, Samples.Time, false) { FullAt = Samples.Time.AddSeconds(240) },
        Forecast = new PoolForecast { State = ForecastState.Countdown, Seconds = 240, Shown = 240 },
        Demand = pool.Demand!.Value with { IsAtLeast = true },
    };

    private static PoolSample Nat(PoolSample pool) => pool with
    {
        Key = pool.Key with { Kind = PoolKind.Nat },
        Nat = new NatUse(new PortRange(1024, 65535), null) { Clients = [new NatClient(Samples.Address("172.17.0.2"), 20)], ClientCount = 1, Bridge = "docker0" },
    };
}
