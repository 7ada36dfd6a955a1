using System.Reactive.Concurrency;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Tests.Pipeline.Owners;

namespace PortTop.Tests.Pipeline.Windows;

/// <summary>One local port with many remote ends that never repeat is no pool for each of them.</summary>
public sealed class ServedPortsTests : PolledTable
{
    private static readonly Interest Interest = new(TimeSpan.FromSeconds(1));

    public ServedPortsTests() => Ports = Samples.Space("100-299");

    [Fact]
    public void Many_ends_on_one_port_are_one_window_that_counts_them_all()
    {
        var window = Poll(Singles(180, static _ => 150)).Single();

        (window.Key.Kind, window.Key.Window, window.Key.Source, window.Key.Port, window.Key.HasDestination).ShouldBe(
            (PoolKind.Window, WindowKind.Served, Samples.Address("10.0.2.15"), (ushort)150, false));
        window.Window.ShouldBe(new PoolWindow(WindowKind.Served, new PortRange(150, 150)) { Ends = 180 });
        (window.Ledger.Used, window.Ledger.HasNoSize, window.States.Total, window.SourcePorts.ToString()).ShouldBe((1, true, 180, "150"));
        (window.Status.Condition, window.IsTroubled).ShouldBe((PoolCondition.Steady, false), "nothing can run out");
    }

    [Fact]
    public void The_owners_of_all_ends_are_the_windows()
    {
        var processes = new ScriptedProcesses();
        processes.Add(10, "payment", [.. Enumerable.Range(1, 100).Select(static inode => (uint)inode)]);
        processes.Add(20, "cart", [.. Enumerable.Range(101, 50).Select(static inode => (uint)inode)]);
        var source = new ScriptedSource(new HistoricalScheduler(Samples.Time))
        {
            Processes = processes,
            Duration = TimeSpan.Zero,
            Ports = Ports
        };
        source.Rows.AddRange(Singles(180, static _ => 150).Select(static row => row with { Inode = (uint)row.Identity }));
        var poller = new Poller(source, static () => TimeSpan.Zero);
        var snapshot = poller.Poll(Samples.Time, null, Interest);
        snapshot.Pools.Single(static pool => pool.Key.Kind == PoolKind.Window).Unattributed.ShouldBe(180, "nobody was looked for yet");
        while (poller.Hunt(TimeSpan.FromSeconds(1), isSweeping: true))
        {
        }

        foreach (var window in new[] { poller.Name(snapshot), poller.Poll(Samples.Time.AddSeconds(1), 1, Interest) }
            .Select(static poll => poll.Pools.Single(static pool => pool.Key.Kind == PoolKind.Window)))
        {
            window.Owners.Select(static share => (share.Owner.Process?.Name, share.Sockets)).ShouldBe([("payment", 100), ("cart", 50)]);
            (window.Unattributed, window.Holder!.Owner.Process!.Name).ShouldBe((30, "payment"));
        }
    }

    [Fact]
    public void Ends_that_are_spread_over_ports_stay_pools()
    {
        var pools = Poll(Singles(180, static i => 100 + i));

        pools.Length.ShouldBe(180);
        pools.ShouldAllBe(static pool => pool.Key.IsTcpConnect);
    }

    [Fact]
    public void A_range_so_small_that_every_port_has_many_ends_stays_as_it_is()
    {
        Ports = Samples.Space("100-101");
        var pools = Poll(Singles(180, static i => 100 + (i % 2)));

        pools.Length.ShouldBe(180);
        pools.ShouldAllBe(static pool => pool.Key.IsTcpConnect);
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void A_few_on_one_port_may_be_chance(int ends, bool isServed)
        => Poll(Singles(ends, static _ => 150)).Any(static pool => pool.Key.Kind == PoolKind.Window).ShouldBe(isServed);

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Fewer_are_enough_where_something_is_bound_to_the_port(int ends, bool isServed)
    {
        Ports = Samples.Space("100-299", string.Empty, null, [Samples.Bound(150)]);

        Poll(Singles(ends, static _ => 150)).Any(static pool => pool.Key.Kind == PoolKind.Window).ShouldBe(isServed);
    }

    [Fact]
    public void An_end_that_connects_more_than_once_stays_a_pool_and_so_does_one_of_another_port()
    {
        SocketRow[] rows = [.. Singles(20, static _ => 150), Rows.Socket(500, 152), Rows.Socket(501, 150),
            Rows.Socket(502, 154, destination: "10.8.0.99")];
        var pools = Poll(rows);

        pools.Single(static pool => pool.Key.Kind == PoolKind.Window).Window!.Ends.ShouldBe(20);
        pools.Where(static pool => pool.Key.IsTcpConnect).Select(static pool => (pool.Key.Destination.ToString(), pool.Ledger.Used)).Order()
            .ShouldBe([("10.8.0.12", 2), ("10.8.0.99", 1)]);
    }

    [Fact]
    public void A_pool_that_fails_is_told_of_itself()
    {
        var rows = Singles(20, static _ => 150);
        var source = new ScriptedSource(new HistoricalScheduler(Samples.Time)) { Duration = TimeSpan.Zero, Ports = Ports };
        source.Rows.AddRange(rows);
        source.Failures = new FailureReading(0, [new ConnectAttempts(rows[3].Source, rows[3].Destination, rows[3].DestinationPort, 7, 5)],
            []);
        var pools = new Poller(source, static () => TimeSpan.Zero).Poll(Samples.Time, null, Interest).Pools;

        pools.Single(static pool => pool.Key.IsTcpConnect).ShouldSatisfyAllConditions(
            pool => pool.Key.Destination.ShouldBe(rows[3].Destination),
            static pool => pool.Failures!.Value.Total.ShouldBe(5));
        pools.Single(static pool => pool.Key.Kind == PoolKind.Window).Window!.Ends.ShouldBe(19);
    }

    [Fact]
    public void Each_address_has_windows_of_its_own_and_they_go_with_the_last_end()
    {
        SocketRow[] rows = [.. Singles(20, static _ => 150), .. Singles(10, static _ => 150, "10.0.2.16", 1000)];
        Poll(rows).Select(static pool => (pool.Key.Source.ToString(), pool.Window?.Ends)).Order()
            .ShouldBe([("10.0.2.15", 20), ("10.0.2.16", 10)]);

        Poll(rows[..3]).ShouldAllBe(static pool => pool.Key.IsTcpConnect);
        Poll().ShouldBeEmpty();
    }

    private static SocketRow[] Singles(int count, Func<int, int> port, string source = "10.0.2.15", ulong first = 1)
        => [.. Enumerable.Range(0, count).Select(i
            => Rows.Socket(first + (ulong)i, port(i), destination: $"10.9.{i / 200}.{1 + (i % 200)}",
                destinationPort: (ushort)(40_000 + i), source: source))];
}
