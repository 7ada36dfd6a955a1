using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class AddressRangeTests
{
    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.7/8", "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", "0.0.0.0/0")]
    [InlineData("10.0.0.1-10.0.0.9", "10.0.0.1-10.0.0.9")]
    [InlineData("2001:db8::/32", "2001:db8::/32")]
    [InlineData("fd00::1-fd00::2", "fd00::1-fd00::2")]
    public void It_is_read_and_written(string text, string written)
    {
        AddressRange.TryParse(text, out var range).ShouldBeTrue();
        range.ToString().ShouldBe(written);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1/33")]
    [InlineData("10.0.0.9-10.0.0.1")]
    [InlineData("10.0.0.1-fd00::1")]
    [InlineData("10.0.0.1-")]
    [InlineData("eth0")]
    public void What_makes_no_sense_is_none(string text) => AddressRange.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void An_address_of_the_other_family_is_not_in_it()
    {
        AddressRange.TryParse("::/0", out var all).ShouldBeTrue();
        all.Contains(Samples.Address("10.0.0.1")).ShouldBeFalse();
        all.Contains(Samples.Address("fe80::1")).ShouldBeTrue();
    }
}
