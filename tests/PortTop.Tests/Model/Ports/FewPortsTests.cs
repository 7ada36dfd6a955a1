using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model.Ports;

public sealed class FewPortsTests
{
    /// <summary>Few different ports, so that doubles are common, and any port.</summary>
    private static Arbitrary<ushort[]> Lists { get; } = Arb.From(Gen.OneOf(
        Gen.Choose(1, 12).Select(static port => (ushort)port).ArrayOf(),
        ArbMap.Default.GeneratorFor<ushort>().ArrayOf()));

    [Fact]
    public void The_lowest_eight_are_kept_in_order_and_each_once()
        => Prop.ForAll(Lists, static ports =>
        {
            var lowest = new SortedSet<ushort>(ports).Take(FewPorts.Most).ToArray();
            var few = Of(ports);
            return few.Count == lowest.Length && Enumerable.Range(0, few.Count).Select(i => few[i]).SequenceEqual(lowest)
                && few.ToString() == string.Join(", ", lowest);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void It_contains_what_is_kept_and_nothing_else()
        => Prop.ForAll(Lists, ArbMap.Default.ArbFor<ushort>(), static (ports, other) =>
        {
            var lowest = new SortedSet<ushort>(ports).Take(FewPorts.Most).ToHashSet();
            var few = Of(ports);
            return ports.Append(other).Append((ushort)0).All(port => few.Contains(port) == lowest.Contains(port));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Two_are_equal_where_they_keep_the_same_ports_whatever_the_order_they_came_in()
        => Prop.ForAll(Lists, Lists, static (one, other) =>
        {
            var isSame = new SortedSet<ushort>(one).Take(FewPorts.Most).SequenceEqual(new SortedSet<ushort>(other).Take(FewPorts.Most));
            return Of(one) == Of([.. one.Reverse()]) && Of(one) == Of([.. one, .. one]) && (Of(one) == Of(other)) == isSame;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Nothing_is_in_an_empty_one()
    {
        default(FewPorts).Contains(0).ShouldBeFalse("0 is what an unused place has");
        default(FewPorts).ToString().ShouldBeEmpty();
        default(FewPorts).With(0).Contains(0).ShouldBeTrue();
    }

    private static FewPorts Of(ushort[] ports) => ports.Aggregate(default(FewPorts), static (few, port) => few.With(port));
}
