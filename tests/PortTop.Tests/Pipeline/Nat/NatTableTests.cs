using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Nat;

public sealed class NatTableTests
{
    [Fact]
    public void Every_flow_with_the_same_ends_takes_a_port()
    {
        var group = Count(Flow.Translated(50000), Flow.Translated(50001, client: "10.0.3.3"), Flow.Own(50002), Flow.Incoming(50003), Flow.Incoming(50003)).ShouldHaveSingleItem();

        group.Ports.ShouldBe([(ushort)50000, (ushort)50001, (ushort)50002, (ushort)50003]);
        group.Translated.ShouldBe([(ushort)50000, (ushort)50001]);
        group.ClientCount.ShouldBe(2);
    }

    [Fact]
    public void Without_a_translated_flow_there_is_no_pool() => Count(Flow.Own(1), Flow.Incoming(2)).ShouldBeEmpty();

    [Fact]
    public void Zone_address_destination_and_protocol_tell_pools_apart()
    {
        var groups = Count(
            Flow.Translated(50000), Flow.Translated(50000, zone: 5), Flow.Translated(50000, nat: "203.0.113.2"), Flow.Translated(50000, server: "198.51.100.10"),
            Flow.Translated(50000, serverPort: 80), Flow.Translated(50000) with { Protocol = Protocol.Udp });

        groups.Count.ShouldBe(6);
        groups.ShouldAllBe(static group => group.Ports.Length == 1);
    }

    [Fact]
    public void The_same_tuple_of_the_machine_itself_is_used_once()
        => Count(Flow.Translated(50000), Flow.Own(50000)).ShouldHaveSingleItem().Ports.ShouldBe([(ushort)50000]);

    [Fact]
    public void The_fullest_come_first_and_no_more_than_wanted()
    {
        var table = Fill(Enumerable.Range(0, 5).SelectMany(static pool => Enumerable.Range(0, 1 + pool).Select(port => Flow.Translated(50000 + port, serverPort: pool))));

        table.Fullest(2).Select(static group => group.Ports.Length).ShouldBe([5, 4]);
        table.Pools.ShouldBe(5);
    }

    [Fact]
    public void A_hundred_thousand_entries_are_counted_to_the_port()
    {
        var random = new Random(7);
        var flows = Enumerable.Range(0, 100_000).Select(_ => random.Next(10) switch
        {
            0 => Flow.Own(random.Next(1024, 65536)),
            1 => Flow.Incoming(random.Next(1024, 65536)),
            var many => Flow.Translated(random.Next(1024, 65536), client: $"10.0.{random.Next(40)}.{random.Next(1, 250)}", serverPort: 440 + many),
        }).ToArray();
        var expected = flows.Where(static flow => flow.Original.Source != Samples.Address(Flow.NatAddress) && flow.Original.Source != Samples.Address(Flow.Server))
            .GroupBy(static flow => flow.Original.DestinationPort).ToDictionary(static group => group.Key, static group => group.Select(static flow => flow.Reply.DestinationPort).ToHashSet());
        foreach (var flow in flows)
        {
            if (flow.Original.Source == Samples.Address(Flow.NatAddress))
            {
                expected[443].Add(flow.Original.SourcePort);
            }
            else if (flow.Original.Source == Samples.Address(Flow.Server))
            {
                expected[443].Add(flow.Original.DestinationPort);
            }
        }

        var table = Fill(flows);

        table.Flows.ShouldBe(100_000);
        table.Fullest(100).ToDictionary(static group => group.Key.Port, static group => group.Ports.Length)
            .ShouldBe(expected.ToDictionary(static pair => pair.Key, static pair => pair.Value.Count), ignoreOrder: true);
    }

    [Fact]
    public void The_order_of_entries_and_their_repetition_change_nothing()
        => Prop.ForAll(
            Gen.Choose(1, 30).Zip(Gen.Choose(0, 2)).ListOf().ToArbitrary(),
            static entries =>
            {
                var flows = entries.Select(static entry => entry.Item2 switch { 0 => Flow.Own(entry.Item1), 1 => Flow.Incoming(entry.Item1), _ => Flow.Translated(entry.Item1) }).ToArray();
                var expected = flows.Any(static flow => flow.Original.Source == Samples.Address("10.0.3.2")) ? entries.Select(static entry => entry.Item1).Distinct().Count() : 0;

                Fill(flows).Fullest(9).Sum(static group => group.Ports.Length).ShouldBe(expected);
                Fill(flows.Reverse().Concat(flows)).Fullest(9).Sum(static group => group.Ports.Length).ShouldBe(expected);
            }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<NatGroup> Count(params TrackedFlow[] flows) => Fill(flows).Fullest(100);

    private static NatTable Fill(IEnumerable<TrackedFlow> flows)
    {
        var table = new NatTable();
        table.Restart();
        foreach (var flow in flows)
        {
            table.Add(flow);
        }

        table.Complete();
        return table;
    }
}
