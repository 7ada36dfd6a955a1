using System.Buffers.Binary;
using PortTop.Kernel.Netlink;

namespace PortTop.Evaluation;

/// <summary>
/// A made-up ctnetlink that plays in as many entries as are wanted, in datagrams of 32 KiB as the kernel's: TCP flows of clients behind one
/// NAT address towards some destinations. One entry of a real dump is the mould.
/// </summary>
/// <param name="entries">How many.</param>
/// <param name="destinations">Towards how many destinations; as many as entries for the worst that a table can be.</param>
internal sealed class PlayedConntrack(int entries, int destinations) : INetlinkChannel
{
    /// <summary>An entry as Linux 6.18 dumps it: 10.77.1.2:44680 to 10.77.2.2:7000, translated to 10.77.2.1:50036, established.</summary>
    private const string Mould =
        "d4000000000102000700000093230000020000003400018014000180080001000a4d0102080002000a4d02021c000280050001000600000006000200ae880000060003001b580000"
        + "3400028014000180080001000a4d0202080002000a4d02011c0002800500010006000000060002001b58000006000300c3740000080003000000019e080008000000000008000c00"
        + "7ce8d48408000b0000000001080007000006977e300004802c0001800500010003000000050002000a000000050003000a00000006000400230000000600050023000000";

    private const int OriginalSource = 32;
    private const int OriginalDestination = 40;
    private const int OriginalSourcePort = 60;
    private const int ReplySource = 84;
    private const int ReplyPort = 120;

    private readonly byte[] _mould = Convert.FromHexString(Mould);
    private int _sent;
    private uint _sequence;

    public void Send(ReadOnlySpan<byte> request) => _sequence = BinaryPrimitives.ReadUInt32LittleEndian(request[8..]);

    public int Receive(Span<byte> buffer)
    {
        var length = 0;
        for (; _sent < entries && length + _mould.Length <= buffer.Length; _sent++, length += _mould.Length)
        {
            Write(buffer.Slice(length, _mould.Length), _sent);
        }

        if (length == 0)
        {
            length = 20;
            buffer[..length].Clear();
            BinaryPrimitives.WriteInt32LittleEndian(buffer, length);
            BinaryPrimitives.WriteUInt16LittleEndian(buffer[4..], 3);
            BinaryPrimitives.WriteUInt32LittleEndian(buffer[8..], _sequence);
        }

        return length;
    }

    public void Dispose()
    {
    }

    private void Write(Span<byte> message, int number)
    {
        _mould.CopyTo(message);
        var (destination, port) = (0x0a800000u + (uint)(number % destinations), (ushort)(1024 + (number / destinations % 64512)));
        BinaryPrimitives.WriteUInt32LittleEndian(message[8..], _sequence);
        BinaryPrimitives.WriteUInt32BigEndian(message[OriginalSource..], 0x0a000000u + (uint)(number % 1000));
        BinaryPrimitives.WriteUInt32BigEndian(message[OriginalDestination..], destination);
        BinaryPrimitives.WriteUInt16BigEndian(message[OriginalSourcePort..], port);
        BinaryPrimitives.WriteUInt32BigEndian(message[ReplySource..], destination);
        BinaryPrimitives.WriteUInt16BigEndian(message[ReplyPort..], port);
    }
}
