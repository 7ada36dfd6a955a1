using System.Buffers.Binary;
using PortTop.Kernel.Netlink;

namespace PortTop.Tests.Kernel;

/// <summary>A netlink kernel that does what a script says: for each receive a datagram to give or an error to fail with.</summary>
internal sealed class ScriptedChannel(params Func<uint, byte[]>[] replies) : INetlinkChannel
{
    private readonly Queue<Func<uint, byte[]>> _replies = new(replies);
    private uint _sequence;

    internal List<byte[]> Requests { get; } = [];

    internal int Opened { get; private set; }

    internal int Closed { get; private set; }

    /// <summary>Opens the same conversation again and again.</summary>
    internal INetlinkChannel Open()
    {
        Opened++;
        return this;
    }

    public void Send(ReadOnlySpan<byte> request)
    {
        Requests.Add(request.ToArray());
        _sequence = BinaryPrimitives.ReadUInt32LittleEndian(request[8..]);
    }

    public int Receive(Span<byte> buffer)
    {
        var datagram = _replies.Dequeue()(_sequence);
        datagram.CopyTo(buffer);
        return datagram.Length;
    }

    public void Dispose() => Closed++;

    /// <summary>Gives the messages joined.</summary>
    internal static Func<uint, byte[]> Datagram(params Func<uint, byte[]>[] messages)
        => sequence => [.. messages.SelectMany(message => message(sequence))];

    internal static Func<uint, byte[]> Fail(int error) => _ => throw new NetlinkException("scripted", error);

    internal static Func<uint, byte[]> Done(int error = 0) => sequence => Message(3, 0, sequence, BitConverter.GetBytes(-error));

    internal static Func<uint, byte[]> Error(int error) => sequence => Message(2, 0, sequence, [.. BitConverter.GetBytes(-error), .. new byte[16]]);

    internal static Func<uint, byte[]> Socket(ulong cookie, ushort flags = 0) => sequence => Message(18, flags, sequence, SocketPayload(cookie));

    /// <summary>A socket without a connection, with attributes behind it.</summary>
    internal static Func<uint, byte[]> Unconnected(ulong cookie, params byte[] attributes) => sequence =>
    {
        var payload = SocketPayload(cookie);
        payload[1] = 7;
        return Message(18, 0, sequence, [.. payload, .. attributes]);
    };

    /// <summary>A message of <c>struct nlmsghdr</c> and a payload, padded to four bytes.</summary>
    internal static byte[] Message(ushort type, ushort flags, uint sequence, byte[] payload)
    {
        var message = new byte[(16 + payload.Length + 3) & ~3];
        BinaryPrimitives.WriteInt32LittleEndian(message, 16 + payload.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(4), type);
        BinaryPrimitives.WriteUInt16LittleEndian(message.AsSpan(6), flags);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), sequence);
        payload.CopyTo(message, 16);
        return message;
    }

    /// <summary>An established IPv4 socket 10.0.2.15:40000 → 10.8.0.12:5432.</summary>
    private static byte[] SocketPayload(ulong cookie)
    {
        var payload = new byte[72];
        payload[0] = 2;
        payload[1] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(4), 40000);
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(6), 5432);
        BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(8), 0x0a00020f);
        BinaryPrimitives.WriteUInt32BigEndian(payload.AsSpan(24), 0x0a08000c);
        BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(44), cookie);
        return payload;
    }
}
