using System.Buffers.Binary;
using PortTop.Kernel.Netlink;

namespace PortTop.Evaluation;

/// <summary>Passes a conversation on and writes down the sockets in it; the end of each dump is left out, as <c>ss -D</c> does.</summary>
/// <param name="channel">The conversation.</param>
/// <param name="file">Where to.</param>
internal sealed class TappedChannel(INetlinkChannel channel, Stream file) : INetlinkChannel
{
    private const ushort TCPDIAG_GETSOCK = 18;

    public void Send(ReadOnlySpan<byte> request) => channel.Send(request);

    public int Receive(Span<byte> buffer)
    {
        var length = channel.Receive(buffer);
        for (var rest = buffer[..length]; rest.Length >= 16;)
        {
            var message = rest[..(int)((BinaryPrimitives.ReadUInt32LittleEndian(rest) + 3) & ~3u)];
            if (BinaryPrimitives.ReadUInt16LittleEndian(message[4..]) is TCPDIAG_GETSOCK or 20)
            {
                file.Write(message);
            }

            rest = rest[message.Length..];
        }

        return length;
    }

    public void Dispose() => channel.Dispose();
}
