using PortTop.Commands;

namespace PortTop.Tests.Program;

public sealed class ProbeTargetTests
{
    [Theory]
    [InlineData("10.8.0.12:5432", "10.8.0.12", 0, 5432)]
    [InlineData("[2001:db8::5]:443", "2001:db8::5", 0, 443)]
    [InlineData("[fe80::1%7]:80", "fe80::1", 7, 80)]
    [InlineData("[fe80::1%lo]:80", "fe80::1", 1, 80)]
    [InlineData("[::ffff:10.8.0.12]:65535", "10.8.0.12", 0, 65535)]
    public void Addresses_are_read_as_people_write_them(string text, string address, int scope, int port)
    {
        ProbeTarget.TryParse(text, out var target).ShouldBeTrue();

        (target.Address, (int)target.Scope, (int)target.Port).ShouldBe((Samples.Address(address), scope, port));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("10.8.0.12")]
    [InlineData("10.8.0.12:0")]
    [InlineData("10.8.0.12:65536")]
    [InlineData("10.8.0.12:http")]
    [InlineData("10.8:80")]
    [InlineData("[10.8.0.12]:80")]
    [InlineData("2001:db8::5:443")]
    [InlineData("[2001:db8::5]")]
    [InlineData("[fe80::1%]:80")]
    [InlineData("[fe80::1%0]:80")]
    [InlineData("[fe80::1%no-such-interface]:80")]
    [InlineData("db.example.com:5432")]
    [InlineData(":80")]
    public void Anything_else_is_refused(string? text) => ProbeTarget.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("10.8.0.12:5432", null)]
    [InlineData("10.8.0.12:65536", "from 1 to 65535")]
    [InlineData("[2001:db8::5]:0", "from 1 to 65535")]
    [InlineData("db.example.com:5432", "getent hosts")]
    [InlineData("[fe80::1]:80", "[fe80::1%eth0]:80")]
    [InlineData("0.0.0.0:80", "nobody")]
    public void What_is_wrong_is_said_with_the_remedy(string text, string? words)
    {
        if (words is null)
        {
            ProbeTarget.WhyWrong(text).ShouldBeNull();
        }
        else
        {
            ProbeTarget.WhyWrong(text).ShouldNotBeNull().ShouldContain(words);
        }
    }
}
