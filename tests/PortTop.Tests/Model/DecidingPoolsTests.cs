using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class DecidingPoolsTests
{
    private static readonly PoolSample Target = Samples.Pool(5432, 10);
    private static readonly PoolSample OtherTarget = Samples.Pool(80, 10, source: "10.0.2.16");
    private static readonly PoolSample Bind = Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.15", 100);
    private static readonly PoolSample OtherBind = Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "10.0.2.16", 100);
    private static readonly PoolSample BindAny = Samples.WholeAddress(Protocol.Tcp, PoolKind.Bind, "0.0.0.0", 100);
    private static readonly PoolSample Udp = Samples.WholeAddress(Protocol.Udp, PoolKind.Connect, "0.0.0.0", 100);
    private static readonly PoolSample Nat = NatOf(Target);

    [Fact]
    public void Bind_on_its_source_UDP_and_the_NAT_in_between_decide_too()
    {
        var through = Target with { Passage = new NatPassage(Nat.Key, "host", Nat.Ledger, IsTroubled: true) };

        DecidingPools.Beside([through], [through, OtherTarget, Bind, OtherBind, BindAny, Udp, Nat], home: 1)
            .ShouldBe([Bind, BindAny, Udp, Nat]);
    }

    [Fact]
    public void A_NAT_that_it_does_not_go_through_does_not() => DecidingPools.Beside([Target], [Target, Nat], home: 1).ShouldBeEmpty();

    [Fact]
    public void Where_nobody_is_connected_what_counts_for_every_address_of_the_namespace_decides()
        => DecidingPools.Beside([], [OtherTarget, Bind, BindAny, Udp, Elsewhere(Udp)], home: 1).ShouldBe([BindAny, Udp]);

    [Fact]
    public void Other_namespaces_do_not()
        => DecidingPools.Beside([Target], [Target, Elsewhere(Bind), Elsewhere(Udp)], home: 1).ShouldBeEmpty();

    [Theory]
    [InlineData("dst:10.8.0.12:5432", true)]
    [InlineData("dst:10.8.0.12 dport:5432", true)]
    [InlineData("dst:10.8.0.12:5432 used<99%", false)]
    [InlineData("dst:10.8.0.12", false)]
    [InlineData("dport:5432", false)]
    [InlineData("dst:10.8. dport:5432", false)]
    [InlineData("!dst:10.8.0.12:5432", false)]
    public void A_filter_that_names_one_target_has_what_decides_about_it(string text, bool withBind)
        => PoolFilter.Parse(text).Apply([Bind, Target], Samples.Time).Contains(Bind).ShouldBe(withBind || text.StartsWith('!'));

    private static PoolSample Elsewhere(PoolSample pool) => pool with { Key = pool.Key with { NetworkNamespace = 2 } };

    private static PoolSample NatOf(PoolSample pool)
        => pool with { Key = pool.Key with { Kind = PoolKind.Nat, Source = Samples.Address("192.0.2.1") } };
}
