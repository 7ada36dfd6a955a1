using PortTop.Kernel.SockDiag;

namespace PortTop.Tests.Kernel;

/// <summary>For how long a peer is silent, out of the attributes behind a socket, well formed and not.</summary>
public sealed class InetDiagAttributesTests
{
    private const ushort INET_DIAG_INFO = 2;
    private const int LastAckReceivedOffset = 56;

    [Fact]
    public void The_silence_of_a_peer_is_read_out_of_tcp_info()
    {
        byte[] attributes = [.. Attribute(22, new byte[3]), .. Attribute(INET_DIAG_INFO, Info(4711))];

        InetDiagAttributes.ReadSilence(attributes).ShouldBe(4711u);
    }

    [Fact]
    public void Without_tcp_info_nothing_is_known()
        => InetDiagAttributes.ReadSilence(Attribute(22, new byte[3])).ShouldBe(0u);

    [Fact]
    public void A_tcp_info_that_is_cut_off_says_nothing()
    {
        var whole = Attribute(INET_DIAG_INFO, Info(4711));
        for (var length = 0; length < whole.Length; length++)
        {
            InetDiagAttributes.ReadSilence(whole.AsSpan(0, length)).ShouldBe(0u);
        }

        InetDiagAttributes.ReadSilence(Attribute(INET_DIAG_INFO, new byte[LastAckReceivedOffset + 3])).ShouldBe(0u);
    }

    [Fact]
    public void A_length_that_makes_no_sense_ends_the_reading()
    {
        byte[] attributes = [2, 0, 22, 0, .. Attribute(INET_DIAG_INFO, Info(4711))];

        InetDiagAttributes.ReadSilence(attributes).ShouldBe(0u);
    }

    private static byte[] Info(uint milliseconds)
    {
        var info = new byte[232];
        BitConverter.TryWriteBytes(info.AsSpan(LastAckReceivedOffset), milliseconds);
        return info;
    }

    private static byte[] Attribute(ushort type, byte[] payload)
        => [.. BitConverter.GetBytes((ushort)(4 + payload.Length)), .. BitConverter.GetBytes(type), .. payload, .. new byte[-payload.Length & 3]];
}
