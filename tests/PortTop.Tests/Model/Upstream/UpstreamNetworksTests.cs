using System.Net;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model.Upstream;

public sealed class UpstreamNetworksTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("10.0.0.5", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::ffff:10.0.0.5", false)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("2001:db8::5", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("::1", false)]
    public void Public_is_what_a_gateway_to_the_Internet_translates(string address, bool isBehind)
        => UpstreamNetworks.Read("public")!.Contains(Samples.Address(address)).ShouldBe(isBehind);

    [Theory]
    [InlineData("public, 10.8.0.0/16, !203.0.113.0/24", "10.8.0.12", true)]
    [InlineData("public, 10.8.0.0/16, !203.0.113.0/24", "10.9.0.12", false)]
    [InlineData("public, 10.8.0.0/16, !203.0.113.0/24", "203.0.113.9", false)]
    [InlineData("public, 10.8.0.0/16, ! 203.0.113.0/24", "203.0.114.9", true)]
    [InlineData("198.51.100.7", "198.51.100.7", true)]
    [InlineData("198.51.100.7", "198.51.100.8", false)]
    [InlineData("2000::/3", "2001:db8::5", true)]
    [InlineData("0.0.0.0/0", "127.0.0.1", false)]
    [InlineData("0.0.0.0/0", "::2", false)]
    public void Networks_are_added_and_taken_out(string text, string address, bool isBehind)
        => UpstreamNetworks.Read(text)!.Contains(Samples.Address(address)).ShouldBe(isBehind);

    [Theory]
    [InlineData("")]
    [InlineData("!10.0.0.0/8")]
    [InlineData("public,")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0/8")]
    [InlineData("private")]
    [InlineData("::/129")]
    [InlineData("10.0.0.0/-1")]
    public void What_is_no_network_is_refused_with_what_would_be_right(string text)
    {
        UpstreamNetworks.Read(text).ShouldBeNull();
        SettingDefinition.Find("upstreamNetworks")!.Accepts(text).ShouldBeFalse();
        SettingDefinition.Find("upstreamNetworks")!.Expectation.ShouldContain("public");
    }

    [Fact]
    public void A_network_has_the_addresses_that_the_framework_says()
        => Prop.ForAll(ArbMap.Default.ArbFor<(uint Network, uint Address, byte Length)>(), static drawn =>
        {
            var length = drawn.Length % 33;
            var bits = length == 0 ? 0 : uint.MaxValue << (32 - length);
            var near = (drawn.Network & bits) | (drawn.Address & ~bits);
            AddressRange.TryParse($"{IpAddress.FromIPv4(drawn.Network)}/{length}", out var own).ShouldBeTrue();
            var theirs = new IPNetwork(new IPAddress(Bytes(drawn.Network & bits)), length);

            own.Contains(IpAddress.FromIPv4(drawn.Address)).ShouldBe(theirs.Contains(new IPAddress(Bytes(drawn.Address))));
            own.Contains(IpAddress.FromIPv4(near)).ShouldBeTrue();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void So_it_is_with_IPv6()
        => Prop.ForAll(ArbMap.Default.ArbFor<(ulong High, ulong Low, ulong Other, byte Length)>(), static drawn =>
        {
            // From 64 on the first half is the same for both.
            var length = 64 + (drawn.Length % 65);
            var address = IpAddress.FromIPv6(drawn.High | 1, drawn.Low);
            AddressRange.TryParse($"{address}/{length}", out var own).ShouldBeTrue();
            var differs = length == 64 ? 0 : (drawn.Low ^ drawn.Other) >> (128 - length);

            own.Contains(address).ShouldBeTrue();
            own.Contains(IpAddress.FromIPv6(drawn.High | 1, drawn.Other)).ShouldBe(differs == 0);
        }).QuickCheckThrowOnFailure();

    private static byte[] Bytes(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
