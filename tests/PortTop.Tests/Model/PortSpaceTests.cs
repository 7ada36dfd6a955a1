using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class PortSpaceTests
{
    [Fact]
    public void Each_port_is_taken_away_once()
    {
        var space = new PortSpace(new PortRange(100, 199), Samples.Ports("100-109,500"), [Listen(105), Listen(150), Listen(150, "127.0.0.1"), Listen(99)]);

        space.Reserved.ShouldBe(10);
        space.Held.ShouldBe(1, "105 is reserved already, 150 listens twice, 99 is outside");
        space.Listeners.ShouldAllBe(static listener => listener.Port == 150, "what takes nothing is not named");
        space.Usable.ShouldBe(89);
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
        => new PortSpace(new PortRange(32768, 60999), Samples.Ports("32768-60500"), []).Usable.ShouldBe(499);

    private static Listener Listen(ushort port, string address = "0.0.0.0") => new(Samples.Address(address), port);
}
