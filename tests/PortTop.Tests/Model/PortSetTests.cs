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
}
