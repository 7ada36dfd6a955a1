using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using NetAddress = System.Net.IPAddress;

namespace PortTop.Tests.Model;

public sealed class IpAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:0db8::0001", "2001:db8::1")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:DB8:0:0:0:0:2:1", "2001:db8::2:1")]
    [InlineData("1:0:0:2:0:0:0:3", "1:0:0:2::3")]
    [InlineData("fe80::", "fe80::")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    public void Text_is_canonical_by_RFC_5952_and_mapped_addresses_are_IPv4(string text, string canonical)
    {
        IpAddress.TryParse(text, out var address).ShouldBeTrue();

        address.ToString().ShouldBe(canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("fe80::1%eth0")]
    [InlineData("host")]
    public void What_is_no_address_is_not_read(string text) => IpAddress.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Sixteen_bytes_survive_the_way_to_text_and_back()
        => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>().Filter(static bytes => bytes.Length >= 16), static bytes =>
        {
            // Sparse addresses, in which runs of zeroes meet.
            var sparse = bytes.Take(16).Select(static (value, i) => (byte)((value & 4) == 0 ? 0 : value)).ToArray();
            var address = IpAddress.FromBytes(sparse);
            return IpAddress.TryParse(address.ToString(), out var again) && again == address
                && NetAddress.Parse(address.ToString()).MapToIPv6().Equals(new NetAddress(sparse));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Writing_bytes_is_the_inverse_of_reading_them()
        => Prop.ForAll(ArbMap.Default.ArbFor<uint>(), static value =>
        {
            var address = IpAddress.FromIPv4(value);
            Span<byte> bytes = stackalloc byte[16];
            return IpAddress.FromBytes(bytes[..address.WriteBytes(bytes)]) == address;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Link_local_addresses_are_known_by_their_first_ten_bits()
    {
        Samples.Address("fe80::1").IsLinkLocalIPv6.ShouldBeTrue();
        Samples.Address("febf::1").IsLinkLocalIPv6.ShouldBeTrue();
        Samples.Address("fec0::1").IsLinkLocalIPv6.ShouldBeFalse();
    }
}
