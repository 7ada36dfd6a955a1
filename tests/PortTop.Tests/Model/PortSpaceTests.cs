using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class PortSpaceTests
{
    [Fact]
    public void Each_port_is_taken_away_once()
    {
        var space = Samples.Space(
            "100-199",
            "100-109,500",
            [Samples.Listener(105), Samples.Listener(150), Samples.Listener(150, "127.0.0.1"), Samples.Listener(99)],
            [Samples.Bound(150), Samples.Bound(160), Samples.Bound(161), Samples.Bound(161, "10.0.2.15"), Samples.Bound(101), Samples.Bound(300)]);

        space.Reserved.ShouldBe(10);
        space.Listening.ShouldBe(1, "105 is reserved already, 150 listens twice, 99 is outside");
        space.BoundFirst.ShouldBe(2, "150 listens already, 161 is bound twice, 101 is reserved, 300 is outside");
        space.Held.ShouldBe(3);
        space.Listeners.ShouldAllBe(static listener => listener.Port == 150, "what takes nothing is not named");
        space.Usable.ShouldBe(87);
        space.UsableEven.ShouldBe(43, "100 to 199 has 50; 5 are reserved, 150 and 160 are held");
        space.IsUsable(150).ShouldBeFalse();
        space.IsUsable(105).ShouldBeFalse();
        space.IsUsable(99).ShouldBeFalse();
        space.IsUsable(199).ShouldBeTrue();
    }

    [Theory]
    [InlineData("32768\t60999\n", 28232)]
    [InlineData("49152 65535", 16384)]
    [InlineData("61000 61001", 2)]
    public void The_range_of_the_sysctl_is_read(string text, int size)
    {
        PortRange.TryParse(text, out var range).ShouldBeTrue();

        range.Size.ShouldBe(size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("2 1")]
    [InlineData("1 70000")]
    [InlineData("1 2 3")]
    public void A_range_that_makes_no_sense_is_refused(string text) => PortRange.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Reserved_ports_of_the_users_example_leave_499()
        => Samples.Space("32768-60999", "32768-60500").Usable.ShouldBe(499);

    [Theory]
    [InlineData("100-199", false)]
    [InlineData("100-198", true)]
    [InlineData("100-100", false)]
    public void The_last_port_of_an_odd_number_may_be_out_of_reach(string range, bool mayMissOne)
        => Samples.Space(range).MayMissOne.ShouldBe(mayMissOne, "the kernel makes the number even when it is above one");
}
