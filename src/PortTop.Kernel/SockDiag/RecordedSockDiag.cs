using System.Runtime.InteropServices;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.SockDiag;

/// <summary>
/// Replays sock_diag replies from a file in the form that <c>ss -D FILE</c> writes: netlink messages one after the other.
/// Every request gets the whole file; the reader keeps what it asked for.
/// </summary>
public sealed class RecordedSockDiag : INetlinkChannel
{
    private const int DoneLength = NetlinkMessage.HeaderLength + 4;

    private readonly byte[] _recording;
    private int _position;
    private uint _sequence;

    /// <summary>Replays <paramref name="recording"/>.</summary>
    public RecordedSockDiag(byte[] recording)
    {
        _recording = recording;
    }

    /// <inheritdoc/>
    public void Send(ReadOnlySpan<byte> request)
    {
        _sequence = MemoryMarshal.Read<uint>(request[8..]);
        _position = 0;
    }

    /// <inheritdoc/>
    public int Receive(Span<byte> buffer)
    {
        var length = 0;
        while (TryTake(buffer.Length - length, isFirst: length == 0, out var message))
        {
            // ss asks for one family after the other, and records the end of each: here the end is that of the file.
            if (message.Length >= NetlinkMessage.HeaderLength && MemoryMarshal.Read<ushort>(message[4..]) == NetlinkMessage.NLMSG_DONE)
            {
                continue;
            }

            message.CopyTo(buffer[length..]);
            if (message.Length >= NetlinkMessage.HeaderLength)
            {
                MemoryMarshal.Write(buffer[(length + 8)..], _sequence);
            }

            length += message.Length;
        }

        return length > 0 ? length : WriteDone(buffer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held open: the recording is in memory.
    }

    /// <summary>
    /// Takes the next message if it fits; a message whose length is impossible is given as it is, for the reader to judge.
    /// </summary>
    private bool TryTake(int room, bool isFirst, out ReadOnlySpan<byte> message)
    {
        var rest = _recording.AsSpan(_position);
        message = default;
        if (rest.IsEmpty)
        {
            return false;
        }

        var length = rest.Length < NetlinkMessage.HeaderLength ? (uint)rest.Length : MemoryMarshal.Read<uint>(rest);
        var aligned = (length + 3) & ~3u;
        var take = length < NetlinkMessage.HeaderLength || aligned > (uint)rest.Length ? rest.Length : (int)aligned;
        if (take > room)
        {
            // It waits for the next datagram; one that has no room in an empty buffer is nothing that the kernel ever sends.
            return isFirst
                ? throw new NetlinkException($"the recording holds a message of {take} bytes at {_position}, larger than any datagram")
                : false;
        }

        message = rest[..take];
        _position += take;
        return true;
    }

    private int WriteDone(Span<byte> buffer)
    {
        var done = buffer[..DoneLength];
        done.Clear();
        MemoryMarshal.Write(done, DoneLength);
        MemoryMarshal.Write(done[4..], NetlinkMessage.NLMSG_DONE);
        MemoryMarshal.Write(done[8..], _sequence);
        return DoneLength;
    }
}
