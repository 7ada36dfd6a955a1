using PortTop.Kernel.Netlink;
using static PortTop.Tests.Kernel.ScriptedChannel;

namespace PortTop.Tests.Kernel;

public sealed class RouteQueryTests
{
    private const ushort NewRoute = 24;

    [Fact]
    public void The_source_that_the_route_gives_is_read()
    {
        var channel = new ScriptedChannel(Reply([8, 0, 15, 0, 254, 0, 0, 0, 8, 0, 7, 0, 10, 0, 2, 15]));

        new RouteQuery(channel.Open).Source(Samples.Address("10.8.0.12"), scope: 3).ShouldBe(Samples.Address("10.0.2.15"));
        var request = channel.Requests.Single();
        BitConverter.ToInt32(request, 0).ShouldBe(request.Length);
        BitConverter.ToUInt16(request, 4).ShouldBe((ushort)26);
        (request[16], request[17]).ShouldBe(((byte)2, (byte)32));
        request[28..36].ShouldBe([8, 0, 1, 0, 10, 8, 0, 12]);
        request[36..44].ShouldBe([8, 0, 4, 0, 3, 0, 0, 0]);
        channel.Closed.ShouldBe(1);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 8, 0, 15, 0, 254, 0, 0, 0 })]
    [InlineData(new byte[] { 200, 0, 7, 0, 10, 0, 2, 15 })]
    [InlineData(new byte[] { 0, 0, 7, 0, 10, 0, 2, 15 })]
    [InlineData(new byte[] { 6, 0, 7, 0, 10, 0 })]
    public void A_route_that_gives_none_or_makes_no_sense_gives_none(byte[] attributes)
        => new RouteQuery(new ScriptedChannel(Reply(attributes)).Open).Source(Samples.Address("10.8.0.12"), 0).ShouldBeNull();

    [Fact]
    public void No_route_is_no_source()
    {
        const int ENETUNREACH = 101;
        new RouteQuery(new ScriptedChannel(Datagram(Error(ENETUNREACH))).Open).Source(Samples.Address("10.8.0.12"), 0).ShouldBeNull();
        new RouteQuery(new ScriptedChannel(Fail(1)).Open).Source(Samples.Address("10.8.0.12"), 0).ShouldBeNull();
    }

    private static Func<uint, byte[]> Reply(byte[] attributes) => sequence => Message(NewRoute, 0, sequence, [.. new byte[12], .. attributes]);
}
