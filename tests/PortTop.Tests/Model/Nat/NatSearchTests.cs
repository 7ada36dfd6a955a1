using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model.Nat;

public sealed class NatSearchTests
{
    private const int Attempts = 128;

    /// <summary>Filled as the kernel fills: each flow searches, and the longer the runs grow the more searches fail.</summary>
    [Theory]
    [InlineData(.85, .0003, .001)]
    [InlineData(.90, .004, .004)]
    [InlineData(.95, .05, .02)]
    [InlineData(.97, .15, .04)]
    [InlineData(.98, .25, .05)]
    [InlineData(.99, .43, .06)]
    public void A_range_that_fills_fails_as_was_measured(double occupancy, double measured, double tolerance)
    {
        var range = NatRange.Usual;
        var used = Fill(range, occupancy, new Random(11));

        NatSearch.Failure(range, used).ShouldBe(measured, tolerance);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    public void A_small_range_is_searched_whole(int used, double failure)
        => NatSearch.Failure(new PortRange(50000, 50099), [.. Enumerable.Range(50000, used).Select(static port => (ushort)port)]).ShouldBe(failure);

    [Fact]
    public void What_lies_outside_the_range_is_no_matter()
        => NatSearch.Failure(new PortRange(50000, 50001), [1, 49999, 50000, 50002, 65535]).ShouldBe(0);

    /// <summary>By trying every start.</summary>
    [Fact]
    public void Runs_are_counted_round_the_end()
        => Prop.ForAll(
            Gen.Choose(0, 299).ListOf().ToArbitrary(),
            static free =>
            {
                var range = new PortRange(1000, 1299);
                ushort[] used = [.. Enumerable.Range(1000, 300).Where(port => !free.Contains(port - 1000)).Select(static port => (ushort)port)];
                var expected = 1.0;
                for (var attempts = Attempts; attempts >= 8; attempts /= 2)
                {
                    expected *= Enumerable.Range(0, 300).Count(start => Enumerable.Range(start, attempts).All(at => used.Contains((ushort)(1000 + (at % 300))))) / 300.0;
                }

                NatSearch.Failure(range, used).ShouldBe(expected, 1e-9);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 1, 511)]
    [InlineData(511, 1, 511)]
    [InlineData(512, 600, 1023)]
    [InlineData(1023, 600, 1023)]
    [InlineData(1024, 1024, 65535)]
    public void Where_a_rule_names_no_ports_a_port_stays_in_its_class(int original, int low, int high)
        => NatRange.ByClass((ushort)original).ShouldBe(new PortRange((ushort)low, (ushort)high));

    private static ushort[] Fill(PortRange range, double occupancy, Random random)
    {
        var used = new bool[range.Size];
        for (var count = 0; count < occupancy * range.Size;)
        {
            count += Place(used, random) ? 1 : 0;
        }

        return [.. Enumerable.Range(0, range.Size).Where(offset => used[offset]).Select(offset => (ushort)(range.Low + offset))];
    }

    private static bool Place(bool[] used, Random random)
    {
        for (var attempts = Attempts; attempts >= 8; attempts /= 2)
        {
            var start = random.Next(65536);
            for (var i = 0; i < attempts; i++)
            {
                var offset = (start + i) % used.Length;
                if (!used[offset])
                {
                    used[offset] = true;
                    return true;
                }
            }
        }

        return false;
    }
}
