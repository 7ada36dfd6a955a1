using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Namespaces;

/// <summary>Which pools leave through which NAT of the machine, and who is behind it.</summary>
public sealed class NatPassageTests
{
    private static readonly PoolSample Client = Samples.Pool(5432, 30, source: "172.17.0.2") with { Key = Samples.Pool(5432, 30, source: "172.17.0.2").Key with { NetworkNamespace = 2 } };

    [Fact]
    public void A_pod_behind_a_NAT_that_is_used_up_is_told_so_and_the_NAT_who_is_behind()
    {
        var snapshot = Merge(used: 100, "172.17.0.2");

        var nat = snapshot.Pools.Single(static pool => pool.Key.IsNat);
        nat.Nat!.Clients.Single().Namespace.ShouldBe("shop/api");
        OwnerText.Describe(nat).ShouldBe("172.17.0.2", "a namespace is no process");
        var passage = snapshot.Pools.Single(static pool => pool.Key.IsTcpConnect).Passage.ShouldNotBeNull();
        (passage.Namespace, passage.Ledger.Used, passage.IsTroubled).ShouldBe(("host", 100, true));
        var diagnosis = Diagnostician.Explain(snapshot, snapshot.Pools.Single(static pool => pool.Key.IsTcpConnect));
        diagnosis.Causes[0].Kind.ShouldBe(CauseKind.BehindNat);
        diagnosis.Causes[0].Title.ShouldContain("198.51.100.1 in host");
    }

    [Fact]
    public void The_process_behind_a_NAT_is_named_where_it_is_known()
    {
        var nat = Merge(used: 100, "172.17.0.2", owner: OwnerSamples.Payment).Pools.Single(static pool => pool.Key.IsNat);

        OwnerText.Describe(nat).ShouldBe("payment-api");
    }

    [Fact]
    public void A_NAT_with_room_is_a_way_and_no_cause()
    {
        var snapshot = Merge(used: 20, "172.17.0.2");

        var pool = snapshot.Pools.Single(static pool => pool.Key.IsTcpConnect);
        pool.Passage!.IsTroubled.ShouldBeFalse();
        Diagnostician.Explain(snapshot, pool).IsHealthy.ShouldBeTrue();
    }

    [Fact]
    public void Who_is_not_behind_it_does_not_leave_through_it()
    {
        var snapshot = Merge(used: 100, "172.17.0.9");

        snapshot.Pools.Single(static pool => pool.Key.IsTcpConnect).Passage.ShouldBeNull();
        snapshot.Pools.Single(static pool => pool.Key.IsNat).Nat!.Clients.Single().Namespace.ShouldBeNull();
    }

    [Fact]
    public void An_address_that_two_have_names_nobody()
    {
        var snapshot = Merge(used: 100, "172.17.0.2", twice: true);

        snapshot.Pools.Single(static pool => pool.Key.IsNat).Nat!.Clients.Single().Namespace.ShouldBeNull();
    }

    private static Snapshot Merge(int used, string client, bool twice = false, Owner? owner = null)
    {
        var nat = Samples.Pool(5432, used, source: "198.51.100.1");
        nat = nat with
        {
            Key = nat.Key with { Kind = PoolKind.Nat },
            Nat = new NatUse(new PortRange(100, 199), Rule: null) { Clients = [new NatClient(Samples.Address(client), used)], ClientCount = 1, SearchFailure = used == 100 ? 1 : 0 },
        };
        var own = new Surroundings([new LocalAddress(Samples.Address("172.17.0.2"), 2), new LocalAddress(Samples.Address("127.0.0.1"), 1)], []);
        var home = Samples.Snapshot([nat]);
        home = home with { Source = home.Source with { NetworkNamespace = 1 } };
        var pod = Samples.Snapshot([owner is null ? Client : Client.OwnedBy((owner, 30, 0))]) with { Surroundings = own };
        NamespaceSample[] places =
        [
            new(new NamespacePlace(1, "host")) { Reading = home },
            new(new NamespacePlace(2, "shop/api") { IsNamed = true }) { Reading = pod },
            .. twice ? (NamespaceSample[])[new(new NamespacePlace(3, "other")) { Reading = Samples.Snapshot([]) with { Surroundings = own } }] : [],
        ];
        return MachineSnapshot.Make(home, places, unseen: null);
    }
}
