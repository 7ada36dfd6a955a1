using PortTop.Model;

namespace PortTop.Tests.Model.Ports;

public sealed class PortUsesTests
{
    private static readonly PortSpace Space = Samples.Space(
        "100-199", "150-159", [Samples.Listener(110)], [Samples.Bound(120)], new TimeWaitReuse(1, HasTimestamps: true, 1000));

    private static readonly PoolKey Key = Samples.Pool(443, 0).Key;

    [Fact]
    public void Every_port_of_the_range_counts_once()
    {
        SocketRow[] rows =
        [
            Row(100, TcpState.Established), Row(101, TcpState.CloseWait), Row(102, TcpState.TimeWait) with { Timer = 3, ExpiresMilliseconds = 59_500 },
            Row(103, TcpState.TimeWait) with { Timer = 3, ExpiresMilliseconds = 20_000 },
        ];
        var uses = new PortUses(Key, Space, rows, Samples.Ports("100-105,199"), Samples.Ports("105"));

        Enum.GetValues<PortUse>().Sum(uses.Count).ShouldBe(100);
        Enum.GetValues<PortUse>().Select(uses.Count).ShouldBe([10, 2, 1, 1, 1, 1, 1, 2, 81]);
        uses.CountIn(PortUse.Others, new PortRange(190, 199)).ShouldBe(1);
    }

    [Fact]
    public void Of_UDP_nothing_counts_that_TCP_has()
    {
        var key = Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 20).Key;
        var uses = new PortUses(key, Space, [Row(110, TcpState.Close)], Samples.Ports("100-105"), new PortSet());

        (uses.Count(PortUse.InUse), uses.Count(PortUse.Held), uses.Count(PortUse.Others), uses.Count(PortUse.Free)).ShouldBe((1, 0, 0, 89));
    }

    private static SocketRow Row(ushort port, TcpState state) => new()
    {
        Identity = port,
        Source = Key.Source,
        Destination = Key.Destination,
        SourcePort = port,
        DestinationPort = Key.Port,
        State = state,
    };
}
