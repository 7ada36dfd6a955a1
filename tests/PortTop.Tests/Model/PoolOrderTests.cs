using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class PoolOrderTests
{
    [Fact]
    public void Severity_is_the_same_whatever_order_pools_came_in()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte Used, bool IsOpening)[]>(), static seeds =>
        {
            var pools = seeds.Select(static (seed, i) => Samples.Pool(i, seed.Used, opened: seed.IsOpening ? 1 : 0)).ToArray();
            var forwards = pools.ToArray();
            var backwards = pools.Reverse().ToArray();
            Array.Sort(forwards, PoolSeverity.Compare);
            Array.Sort(backwards, PoolSeverity.Compare);
            return forwards.SequenceEqual(backwards);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_worst_comes_first()
    {
        PoolSample[] pools =
        [
            Samples.Pool(1, 10), Samples.Pool(2, 96), Samples.Pool(3, 100), Samples.Pool(4, 50, net: 5), Samples.Pool(5, 100, opened: 3),
            Samples.Pool(6, 60),
        ];
        Array.Sort(pools, PoolSeverity.Compare);

        pools.Select(static pool => pool.Key.Port).ShouldBe([(ushort)5, (ushort)3, (ushort)2, (ushort)6, (ushort)4, (ushort)1]);
    }

    [Fact]
    public void What_fails_comes_before_what_is_merely_full_the_most_failures_first()
    {
        PoolSample[] pools =
        [
            Samples.Pool(1, 100, opened: 9), Samples.Pool(2, 10).FailedBefore(30), Samples.Pool(3, 100).Failing(5, 5), Samples.Pool(4, 20).Failing(50, 50),
            Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 100),
        ];
        Array.Sort(pools, PoolSeverity.Compare);

        pools.Select(static pool => pool.Key.Port).ShouldBe([(ushort)3, (ushort)4, (ushort)2, (ushort)1, (ushort)0]);
    }

    [Theory]
    [InlineData("severity", false, new[] { 2, 1, 3 })]
    [InlineData("severity", true, new[] { 3, 1, 2 })]
    [InlineData("free", false, new[] { 2, 1, 3 })]
    [InlineData("destination", false, new[] { 1, 2, 3 })]
    [InlineData("opened", false, new[] { 3, 1, 2 })]
    public void A_column_sorts_its_more_interesting_value_first(string sort, bool isReversed, int[] ports)
    {
        PoolSample[] pools = [Samples.Pool(2, 90), Samples.Pool(1, 50, opened: 1), Samples.Pool(3, 10, opened: 2)];

        PoolOrder.Apply(pools, sort, isReversed).Select(static pool => (int)pool.Key.Port).ShouldBe(ports);
    }

    [Fact]
    public void Every_column_writes_every_pool_within_64_characters()
    {
        Span<char> text = stackalloc char[64];
        var pool = Samples.Pool(65535, 100, source: "fe80:1111:2222:3333:4444:5555:6666:7777", destination: "2001:1111:2222:3333:4444:5555:6666:7777", interfaceIndex: uint.MaxValue);
        foreach (var column in PoolColumns.All)
        {
            column.Write(pool, DateTimeOffset.MaxValue, text).ShouldBeGreaterThan(0, column.Id);
        }
    }
}
