using System.Buffers.Binary;
using PortTop.Kernel.Netlink;

namespace PortTop.Tests.Kernel.Conntrack;

/// <summary>Gives recorded bytes of ctnetlink, or what a test made of them, in one datagram, and nothing after it.</summary>
internal sealed class ReplayedConntrack(byte[] recording) : INetlinkChannel
{
    private bool _isGiven;

    public void Send(ReadOnlySpan<byte> request) => BinaryPrimitives.ReadUInt32LittleEndian(request[8..]).ShouldBeGreaterThan(0u);

    public int Receive(Span<byte> buffer)
    {
        if (_isGiven)
        {
            throw new NetlinkException("nothing more comes", 11);
        }

        _isGiven = true;
        recording.CopyTo(buffer);
        return recording.Length;
    }

    public void Dispose()
    {
    }
}
