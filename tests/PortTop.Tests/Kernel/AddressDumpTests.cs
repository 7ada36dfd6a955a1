using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Netlink;

namespace PortTop.Tests.Kernel;

/// <summary>Addresses of interfaces out of recorded replies: lo, and a point-to-point link that is down.</summary>
public sealed class AddressDumpTests
{
    private const ushort NewLink = 16;
    private const ushort NewAddress = 20;
    private const ushort Done = 3;

    private static readonly byte[] Links =
    [
        .. Message(NewLink, [.. Link(1), .. Attribute(3, "lo\0"u8), .. Attribute(16, [0])]),
        .. Message(NewLink, [.. Link(7), .. Attribute(3, "tu\u001bn0\0"u8), .. Attribute(16, [2])]),
        .. Message(Done, [0, 0, 0, 0]),
    ];

    private static readonly byte[] Addresses =
    [
        .. Message(NewAddress, [2, 8, 0, 0, 1, 0, 0, 0, .. Attribute(1, [127, 0, 0, 1]), .. Attribute(2, [127, 0, 0, 1])]),
        .. Message(NewAddress, [2, 30, 0, 0, 7, 0, 0, 0, .. Attribute(1, [10, 8, 0, 1]), .. Attribute(2, [10, 8, 0, 2])]),
        .. Message(NewAddress, [2, 32, 0, 0, 9, 0, 0, 0]),
        .. Message(Done, [0, 0, 0, 0]),
    ];

    [Fact]
    public void Each_address_comes_with_its_interface()
    {
        var found = Read(Links, Addresses);

        found.Count.ShouldBe(2);
        found[0].ShouldBe(new InterfaceAddress(1, "lo", false, Samples.Address("127.0.0.1"), 8));
        (found[1].Interface, found[1].IsDown, found[1].Address.ToString(), found[1].PrefixLength).ShouldBe((7u, true, "10.8.0.2", (byte)30), "of a point-to-point link its own end");
        found[1].Name.ShouldNotContain('\u001b');
    }

    [Fact]
    public void Where_the_kernel_refuses_there_are_none()
        => AddressDump.Read(static () => throw new NetlinkException("refused")).ShouldBeEmpty();

    [Fact]
    public void Garbage_gives_addresses_or_none_and_never_hangs() => Prop.ForAll(ArbMap.Default.ArbFor<(int Place, byte Value)[]>(), static changes =>
    {
        var (links, addresses) = ((byte[])Links.Clone(), (byte[])Addresses.Clone());
        foreach (var (place, value) in changes)
        {
            var target = (place & 1) == 0 ? links : addresses;
            target[(int)((uint)place % (uint)target.Length)] = value;
        }

        return Read(links, addresses).Count <= 4;
    }).QuickCheckThrowOnFailure();

    private static IReadOnlyList<InterfaceAddress> Read(byte[] links, byte[] addresses)
    {
        // A reply that lost its end is followed by nothing more.
        var end = Message(Done, [0, 0, 0, 0]);
        var channel = new ScriptedChannel(_ => links, _ => addresses, _ => end, _ => end, _ => end, _ => end);
        return AddressDump.Read(channel.Open);
    }

    private static byte[] Link(byte index) => [0, 0, 0, 0, index, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] Message(ushort type, byte[] payload)
        => [.. BitConverter.GetBytes(16 + payload.Length), .. BitConverter.GetBytes(type), 2, 0, .. new byte[8], .. payload];

    private static byte[] Attribute(ushort type, ReadOnlySpan<byte> value)
        => [.. BitConverter.GetBytes((ushort)(4 + value.Length)), .. BitConverter.GetBytes(type), .. value, .. new byte[-value.Length & 3]];
}
