using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class AliasTests
{
    private static readonly AliasBook Book = AliasBook.Read(SettingDefinition.Join(
    [
        "10.0.0.0/8=corp", "10.8.0.0/16=shop", "10.8.0.12=payments-db", "10.8.0.12:5432=orders-db", "2001:db8::/32=region", "2001:db8::5=api", "[2001:db8::5]:443=api-tls", "rubbish=x",
    ]));

    [Theory]
    [InlineData("10.8.0.12", 5432, "orders-db")]
    [InlineData("10.8.0.12", 6379, "payments-db")]
    [InlineData("10.8.0.13", 5432, "shop")]
    [InlineData("10.9.0.13", 5432, "corp")]
    [InlineData("192.0.2.1", 5432, null)]
    [InlineData("2001:db8::5", 443, "api-tls")]
    [InlineData("2001:db8::5", 80, "api")]
    [InlineData("2001:db8::6", 80, "region")]
    [InlineData("2001:db9::6", 80, null)]
    public void The_nearest_name_counts(string address, int port, string? name)
        => Book.Find(Samples.Address(address), (ushort)port)?.Name.ShouldBe(name);

    [Theory]
    [InlineData("10.8.0.12=db", true)]
    [InlineData(" 10.8.0.12 = db ", true)]
    [InlineData("10.8.0.12:5432=a=b", true)]
    [InlineData("2001:db8::5=api", true)]
    [InlineData("10.8.0.12", false)]
    [InlineData("10.8.0.12=", false)]
    [InlineData("10.8.0.12:0=db", false)]
    [InlineData("10.8.0.0/16:80=db", false)]
    [InlineData("[10.8.0.12]:80=db", false)]
    [InlineData("2001:db8::5%eth0=api", false)]
    [InlineData("10.8.0.1-10.8.0.9=some", false)]
    [InlineData("10.8.0.12=123456789012345678901234567890123", false)]
    public void An_alias_is_an_address_and_a_name(string text, bool isRight) => AddressAlias.TryParse(text, out _).ShouldBe(isRight);

    [Fact]
    public void A_name_moves_no_cursor()
    {
        AddressAlias.TryParse("10.8.0.12=a\e[31m", out var alias).ShouldBeTrue();
        alias.Name.ShouldBe("a?[31m");
    }

    [Theory]
    [InlineData("10.0.2.15", "10.8.0.12", 5432, "corp 10.0.2.15 -> orders-db:5432")]
    [InlineData("192.0.2.1", "10.8.0.13", 5432, "192.0.2.1 -> shop 10.8.0.13:5432")]
    [InlineData("2001:db8::5", "2001:db8::6", 80, "api -> region [2001:db8::6]:80")]
    [InlineData("192.0.2.1", "192.0.2.2", 80, "192.0.2.1 -> 192.0.2.2:80")]
    public void A_pool_is_written_by_name(string source, string destination, int port, string text)
    {
        var key = new PoolKey(1, Protocol.Tcp, PoolKind.Connect, 0, Samples.Address(source), Samples.Address(destination), (ushort)port);
        PoolAddressText.Describe(key, Book.Of(key), "->").ShouldBe(text);
    }

    [Theory]
    [InlineData(Protocol.Tcp, PoolKind.Bind, "bind payments-db any")]
    [InlineData(Protocol.Udp, PoolKind.Bind, "UDP bind payments-db any")]
    [InlineData(Protocol.Udp, PoolKind.Connect, "UDP payments-db any")]
    [InlineData(Protocol.Udp, PoolKind.Nat, "payments-db -> NAT UDP orders-db:5432")]
    public void So_are_pools_for_every_destination_and_those_of_NAT(Protocol protocol, PoolKind kind, string text)
    {
        var key = new PoolKey(1, protocol, kind, 0, Samples.Address("10.8.0.12"), Samples.Address("10.8.0.12"), 5432);
        PoolAddressText.Describe(key, Book.Of(key), "->").ShouldBe(text);
    }

    [Fact]
    public void The_longest_name_of_the_longest_address_leaves_the_address()
    {
        var long128 = "2001:db8:1111:2222:3333:4444:5555:6666";
        var book = AliasBook.Read("2001:db8::/32=" + new string('x', AddressAlias.LongestName));
        var key = new PoolKey(1, Protocol.Tcp, PoolKind.Connect, 0, Samples.Address(long128), Samples.Address(long128), 65535);
        PoolAddressText.Describe(key, book.Of(key), "->").ShouldEndWith($"-> [{long128}]:65535");
    }
}
