using PortTop.Kernel.SockDiag;
using PortTop.Model;
using static PortTop.Tests.Kernel.ScriptedChannel;

namespace PortTop.Tests.Kernel;

/// <summary>What else is asked for than connected TCP sockets, and what answers say of their ports.</summary>
public sealed class SockDiagRequestTests
{
    private static readonly PortRange Range = new(32768, 60999);

    [Fact]
    public void Bound_sockets_are_asked_for_by_their_own_bit_and_come_as_closed()
    {
        var channel = new ScriptedChannel(Datagram(Unconnected(1), Socket(2), Done()));
        using var dump = new SockDiagDump(channel.Open);
        var sink = new RecordingSink();
        dump.ReadBoundOnly(sink);

        sink.Rows.Select(static row => row.Identity).ShouldBe([1UL], "an established socket was not asked for");
        BitConverter.ToUInt32(channel.Requests.Single(), 16 + 52).ShouldBe(1u << 13);
    }

    [Fact]
    public void UDP_is_asked_for_by_family()
    {
        var channel = new ScriptedChannel(Datagram(Unconnected(1), Socket(2), Done()), Datagram(Done()));
        using var dump = new SockDiagDump(channel.Open);
        var sink = new RecordingSink();
        dump.ReadUdp(isIPv6: false, Range, sink);
        dump.ReadUdp(isIPv6: true, Range, new RecordingSink());

        sink.Rows.Count.ShouldBe(2);
        channel.Requests.Select(static request => (BitConverter.ToUInt16(request, 4), request[16], request[17])).ShouldBe([((ushort)20, (byte)2, (byte)17), ((ushort)20, (byte)10, (byte)17)]);
        channel.Requests.ShouldAllBe(static request => BitConverter.ToInt32(request, 0) == request.Length);
    }

    [Theory]
    [InlineData(new byte[] { 6, 0, 22, 0, 0x02, 0x01, 0, 0 }, true, null)]
    [InlineData(new byte[] { 6, 0, 22, 0, 0x02, 0x00, 0, 0 }, false, null)]
    [InlineData(new byte[] { 5, 0, 11, 0, 1, 0, 0, 0 }, false, true)]
    [InlineData(new byte[] { 5, 0, 8, 0, 3, 0, 0, 0, 12, 0, 21, 0, 1, 2, 3, 4, 5, 6, 7, 8, 6, 0, 22, 0, 0x02, 0x01, 0, 0, 5, 0, 11, 0, 0 }, true, false)]
    [InlineData(new byte[] { 200, 0, 22, 0, 0x02, 0x01 }, false, null)]
    [InlineData(new byte[] { 0, 0, 22, 0, 0x02, 0x01 }, false, null)]
    [InlineData(new byte[] { 5, 0, 22, 0, 0x02 }, false, null)]
    [InlineData(new byte[] { 4, 0, 11, 0 }, false, null)]
    [InlineData(new byte[] { 1 }, false, null)]
    public void What_a_socket_says_of_its_port_is_read_and_what_is_cut_off_is_not_known(byte[] attributes, bool isProven, bool? isIPv6Only)
    {
        var channel = new ScriptedChannel(Datagram(Unconnected(1, attributes), Done()));
        using var dump = new SockDiagDump(channel.Open);
        var sink = new RecordingSink();
        dump.ReadBoundOnly(sink);

        (sink.Rows.Single().IsProvenAutobind, sink.Rows.Single().IsIPv6Only).ShouldBe((isProven, isIPv6Only));
    }
}
