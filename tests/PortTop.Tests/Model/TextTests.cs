using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class TextTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-5, "0s")]
    [InlineData(59, "59s")]
    [InlineData(75, "1m15s")]
    [InlineData(3599, "59m59s")]
    [InlineData(7380, "2h03m")]
    [InlineData(277200, "3d05h")]
    public void Durations_have_two_units(int seconds, string expected)
        => Written(text => DurationText.Write(TimeSpan.FromSeconds(seconds), text)).ShouldBe(expected);

    [Fact]
    public void Owners_are_told_by_name_and_number()
    {
        OwnerText.Describe(OwnerSamples.Payment).ShouldBe("payment-api[811]");
        OwnerText.Describe(OwnerSamples.Worker).ShouldBe("nginx[2001] +2");
        OwnerText.Describe(OwnerSamples.Gone).ShouldBe("payment-api gone (790)");
        OwnerText.Describe(OwnerSamples.Gone with { Ended = 40 }).ShouldBe("payment-api gone x40");
        OwnerText.Describe(OwnerSamples.Alice).ShouldBe("user alice");
        OwnerText.Describe(new Owner(1, []) { UserId = 4711 }).ShouldBe("uid 4711");
    }

    [Fact]
    public void The_owners_of_a_pool_are_told_by_the_first_of_them_and_how_many_others_hold_sockets()
    {
        Told().ShouldBe("?");
        Told((OwnerSamples.Payment, 5)).ShouldBe("payment-api");
        Told((OwnerSamples.Haproxy, 5), (OwnerSamples.Process(9, 9, "haproxy"), 4), (OwnerSamples.Process(8, 8, "haproxy"), 4)).ShouldBe("haproxy x3");
        Told((OwnerSamples.Payment, 5), (OwnerSamples.Cart, 4), (OwnerSamples.Alice, 1)).ShouldBe("payment-api +2");
        Told((OwnerSamples.Payment, 5), (OwnerSamples.Gone, 4)).ShouldBe("payment-api", "who ended is told in the detail");
        Told((OwnerSamples.Payment, 5), (OwnerSamples.Cart, 0)).ShouldBe("payment-api", "who only fails has no port");
        Told((OwnerSamples.Cart, 0)).ShouldBe("?");

        static string Told(params (Owner Owner, int Sockets)[] shares)
        {
            PoolOwner[] owners = [.. shares.Select(static share => new PoolOwner(share.Owner, share.Sockets, 0, default))];
            return Written(text => OwnerText.Write(Samples.Pool(5432, 100) with { Owners = owners }, text));
        }
    }

    [Fact]
    public void The_majority_of_the_sockets_decides_whose_a_pool_is()
    {
        var pool = Samples.Pool(5432, 100).OwnedBy((OwnerSamples.Payment, 40, 0));
        Told(pool with { Unattributed = 60, NoProcess = 60 }).ShouldBe(("no process", "no process: 60 of 100"));
        Told(pool with { Unattributed = 60 }).ShouldBe(("?", string.Empty), "they may be anybody's as yet");
        Told(pool with { Unattributed = 40, NoProcess = 40 }).ShouldBe(("payment-api", "payment-api[811]"));
        Told((pool with { Unattributed = 60 }).OwnedBy((OwnerSamples.Payment, 40, 60)))
            .ShouldBe(("payment-api", "payment-api[811]"), "closed ones are his by his share");

        static (string, string) Told(PoolSample pool) => (Written(text => OwnerText.Write(pool, text)), OwnerText.Describe(pool));
    }

    [Fact]
    public void Who_has_ended_is_not_named_where_another_process_has_the_ports_and_nothing_fails_any_more()
    {
        var pool = Samples.Pool(5432, 100).OwnedBy((OwnerSamples.Payment, 100, 0));
        var gone = new PoolOwner(OwnerSamples.Gone, 0, 0, default) { Failures = 900, Failed = 0 };
        OwnerText.Describe(pool with { Owners = [pool.Owners[0], gone] }).ShouldBe("payment-api[811]");
        OwnerText.Describe(pool with { Owners = [gone] }).ShouldContain("fails", customMessage: "nobody else is there to be named");
    }

    [Fact]
    public void Who_fails_and_who_has_the_ports_are_told_apart()
    {
        var pool = Samples.Pool(5432, 100).OwnedBy((OwnerSamples.Payment, 100, 0));
        OwnerText.Describe(pool).ShouldBe("payment-api[811]");
        OwnerText.Describe(pool with { Owners = [pool.Owners[0] with { Failures = 9 }] }).ShouldBe("payment-api[811]");
        var victim = new PoolOwner(OwnerSamples.Cart, 0, 0, default) { Failures = 9, Failed = 3 };
        OwnerText.Describe(pool with { Owners = [pool.Owners[0] with { Failures = 400 }, victim] }).ShouldBe("cart[1402] fails, payment-api[811] has the ports", "who fails now counts before who failed most");
        OwnerText.Describe(pool with { Owners = [victim] }).ShouldBe("cart[1402] fails");
        OwnerText.Describe(pool with { Owners = [] }).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(412, 65_536L, "412/65,536")]
    [InlineData(412, long.MaxValue, "412/-")]
    [InlineData(2_000_000, 1_048_576L, "2,000,000/1,048,576")]
    public void Descriptors_are_told_with_their_limit(int used, long soft, string expected)
        => Written(text => DescriptorText.Write(new DescriptorUse(used, soft, soft), text)).ShouldBe(expected);

    [Theory]
    [InlineData(89, 100, false, false)]
    [InlineData(90, 100, true, false)]
    [InlineData(101, 100, true, true)]
    [InlineData(5, 0, false, false)]
    public void Descriptors_are_near_their_limit_from_nine_tenths_on(int used, long soft, bool isNear, bool isFull)
        => (new DescriptorUse(used, soft, 1_000).IsNear, new DescriptorUse(used, soft, 1_000).IsFull).ShouldBe((isNear, isFull));

    [Theory]
    [InlineData(null, "?")]
    [InlineData(0.0, "0")]
    [InlineData(0.25, "0.3")]
    [InlineData(9.94, "9.9")]
    [InlineData(9.96, "10")]
    [InlineData(1234.5, "1,235")]
    public void Rates_say_a_question_mark_where_they_are_not_known(double? rate, string expected)
        => Written(text => NumberText.WriteRate(rate, text)).ShouldBe(expected);

    [Theory]
    [InlineData(2.0, "+2.0")]
    [InlineData(-12.4, "-12")]
    [InlineData(0.0, "0")]
    public void Changes_have_a_sign(double rate, string expected)
        => Written(text => NumberText.WriteSignedRate(rate, text)).ShouldBe(expected);

    [Theory]
    [InlineData(1.0, "100%")]
    [InlineData(0.9999, "99%")]
    [InlineData(0.5, "50%")]
    [InlineData(0.0, "0%")]
    [InlineData(0.001, "<1%")]
    public void Only_a_full_pool_is_100_per_cent(double ratio, string expected)
        => Written(text => NumberText.WriteShare(ratio, text)).ShouldBe(expected);

    [Theory]
    [InlineData("10.8.0.12", 0, 5432, "10.8.0.12:5432")]
    [InlineData("2001:db8::5", 0, 443, "[2001:db8::5]:443")]
    [InlineData("fe80::1", 2, 443, "[fe80::1%2]:443")]
    [InlineData("2001:db8::5", 2, 443, "[2001:db8::5]:443")]
    public void Endpoints_are_written_with_brackets_and_zone(string address, int interfaceIndex, int port, string expected)
    {
        var key = Samples.Pool(port, 1, destination: address, interfaceIndex: (uint)interfaceIndex).Key;

        Written(text => AddressText.WriteDestination(key, text)).ShouldBe(expected);
    }

    [Fact]
    public void Text_of_the_machine_keeps_no_character_that_a_terminal_obeys()
        => Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(static text => text is not null), static text =>
            MachineText.Clean(text + "\e[2J\u202e\u0007\u009b")
                .All(static character => !char.IsControl(character) && character is not ('\u202e' or '\u2028'))).QuickCheckThrowOnFailure();

    private static string Written(Func<char[], int> write)
    {
        var text = new char[64];
        return new string(text, 0, write(text));
    }

    [Theory]
    [InlineData(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", "10.0.2.15", "bind 10.0.2.15 any")]
    [InlineData(Protocol.Tcp, PoolKind.Bind, "0.0.0.0", "*", "bind * any")]
    [InlineData(Protocol.Tcp, PoolKind.Bind, "::", "::", "bind :: any")]
    [InlineData(Protocol.Udp, PoolKind.Connect, "0.0.0.0", "*", "UDP any")]
    [InlineData(Protocol.Udp, PoolKind.Connect, "::", "::", "UDP :: any")]
    [InlineData(Protocol.Udp, PoolKind.Bind, "2001:db8:1111:2222:3333:4444:5555:6666", "2001:db8:1111:2222:3333:4444:5555:6666", "UDP bind 2001:db8:1111:2222:3333:4444:5555:6666 any")]
    public void A_pool_for_every_destination_says_what_it_is(Protocol protocol, PoolKind kind, string address, string source, string destination)
    {
        var key = new PoolKey(1, protocol, kind, 0, Samples.Address(address), default, 0);

        Written(text => AddressText.WriteSource(key, text)).ShouldBe(source);
        Written(text => AddressText.WriteDestination(key, text)).ShouldBe(destination);
        AddressText.Describe(key).ShouldBe(destination);
    }
}
