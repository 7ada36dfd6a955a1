using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class PortSetTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("8080", 1)]
    [InlineData("8080,9000-9010", 12)]
    [InlineData("32768-60500", 27733)]
    [InlineData("1-3,2-4", 4)]
    [InlineData("0-65535", 65536)]
    public void The_text_of_the_sysctl_is_read(string text, int count)
    {
        PortSet.TryParse(text, out var set).ShouldBeTrue();

        set.Count.ShouldBe(count);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1-")]
    [InlineData("-1")]
    [InlineData("70000")]
    [InlineData("9-8")]
    [InlineData("1 2")]
    public void What_is_no_list_of_ports_is_refused(string text) => PortSet.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Counting_in_a_range_agrees_with_counting_one_by_one()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<ushort[]>(),
            ArbMap.Default.ArbFor<(ushort, ushort)>(),
            static (ports, ends) =>
            {
                var range = new PortRange(Math.Min(ends.Item1, ends.Item2), Math.Max(ends.Item1, ends.Item2));
                var set = new PortSet();
                foreach (var port in ports)
                {
                    set.Add(port);
                }

                return set.CountIn(range) == ports.Distinct().Count(range.Contains) && ports.All(set.Contains);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "")]
    [InlineData("8080", "8080")]
    [InlineData("2-4,1-3", "1-4")]
    [InlineData("0-65535", "0-65535")]
    [InlineData("65534,65535,1", "1,65534-65535")]
    public void A_set_is_written_as_the_kernel_does(string text, string expected) => Samples.Ports(text).ToText().ShouldBe(expected);

    [Fact]
    public void A_long_list_is_cut_and_says_how_much() => Samples.Ports("1,3,5,7-9").ToText(2).ShouldBe("1,3 and 2 more");

    [Fact]
    public void What_is_written_is_read_again_and_counted_alike()
        => Prop.ForAll(ArbMap.Default.ArbFor<ushort[]>(), static ports =>
        {
            var set = new PortSet();
            var added = ports.Count(port => set.TryAdd(port));
            var range = new PortRange(1000, 40_000);
            return PortSet.TryParse(set.ToText(), out var again) && again.IsSameAs(set) && added == ports.Distinct().Count()
                && set.CountEven(range) == ports.Distinct().Count(port => range.Contains(port) && port % 2 == 0);
        }).QuickCheckThrowOnFailure();
}
