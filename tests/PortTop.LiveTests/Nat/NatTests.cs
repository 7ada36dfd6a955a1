using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Nat;

/// <summary>What is told of source NAT against what the kernel does: three namespaces, rules of nft, real flows.</summary>
public sealed class NatTests : IDisposable
{
    private const int Port = 7000;

    private readonly RoutedNetwork _network = new();

    public NatTests() => _network.Listen(Port);

    public void Dispose() => _network.Dispose();

    [Fact]
    public void A_range_of_100_ports_and_130_connects_are_100_used_and_30_dropped()
    {
        _network.Translate("tcp dport 7000 masquerade to :50000-50099");
        using var polls = new PollStream(_network.Router);
        var before = Dropped(polls.Next());
        _network.Connect(Port, 130);
        var poll = polls.Until(poll => Dropped(poll) > before && Pools(poll) is [var only] && only.Ledger().Used == 100 && only.TryGetProperty("failures", out var failing) && failing.GetProperty("now").GetBoolean());

        var pool = Pools(poll).ShouldHaveSingleItem();
        pool.Ledger().ShouldBe((100, 0, 100));
        pool.GetProperty("source").GetString().ShouldBe(RoutedNetwork.NatAddress);
        pool.GetProperty("port").GetInt32().ShouldBe(Port);
        pool.GetProperty("forecast").GetProperty("state").GetString().ShouldBe("full");
        pool.GetProperty("nat").GetProperty("searchFailure").GetDouble().ShouldBe(1);
        var client = pool.GetProperty("nat").GetProperty("clients").EnumerateArray().ShouldHaveSingleItem();
        (client.GetProperty("address").GetString(), client.GetProperty("flows").GetInt32()).ShouldBe((RoutedNetwork.ClientAddress, 100));

        // Each of the 30 sends its SYN again after a second, then two, then four: between two such waves the count stands still.
        var count = Dropped(poll);
        polls.Until(
            next =>
            {
                var (last, now) = (count, Dropped(next));
                count = now;
                return now == last && (now - before) % 30 == 0;
            },
            "a count that is 30 for each wave");
        poll.GetProperty("pools")[0].GetProperty("kind").GetString().ShouldBe("nat", "it is the worst of all pools");
    }

    [Fact]
    public void A_rule_without_ports_gives_64512()
    {
        _network.Translate("ip saddr 10.77.1.0/24 oifname \"out0\" masquerade");
        _network.Connect(Port, 10);
        var poll = Settled(10);

        Pools(poll).ShouldHaveSingleItem().Ledger().ShouldBe((10, 64_502, 64_512));
        var rule = poll.GetProperty("nat").GetProperty("rules").EnumerateArray().ShouldHaveSingleItem();
        rule.GetProperty("text").GetString().ShouldBe("from 10.77.1.0/24 out out0 masquerade");
        rule.GetProperty("ephemeralOverlap").GetInt32().ShouldBe(28_232);
    }

    [Fact]
    public void Of_two_addresses_one_fills_and_the_other_is_not_tried()
    {
        _network.Router.Execute("ip", "addr", "add", "10.77.2.3/24", "dev", "out0");
        _network.Translate("tcp dport 7000 snat to 10.77.2.1-10.77.2.3:50000-50049");
        _network.Connect(Port, 120);

        Pools(Settled(50)).ShouldHaveSingleItem().Ledger().ShouldBe((50, 0, 50));
    }

    [Fact]
    public void The_routers_own_flows_take_ports_too()
    {
        _network.Translate("ip saddr 10.77.1.0/24 tcp dport 7000 masquerade to :50000-50009");
        _network.ConnectRouter(50003, Port).ShouldBe(0);
        _network.ConnectRouter(50012, Port).ShouldBe(0, "outside the range it is no matter");
        _network.Connect(Port, 15);
        var pool = Pools(Settled(10)).ShouldHaveSingleItem();

        pool.Ledger().ShouldBe((10, 0, 10));
        pool.GetProperty("nat").GetProperty("untranslated").GetInt32().ShouldBe(1);
        pool.GetProperty("nat").GetProperty("clients")[0].GetProperty("flows").GetInt32().ShouldBe(9);
    }

    [Fact]
    public void The_same_port_towards_another_destination_is_no_conflict()
    {
        _network.Listen(7001);
        _network.Translate("ip saddr 10.77.1.0/24 tcp dport 7000 masquerade to :50000-50009");
        _network.Connect(Port, 10);
        _network.ConnectRouter(50003, 7001).ShouldBe(0);
        var pool = Pools(Settled(10)).ShouldHaveSingleItem("what no rule translates makes no pool");

        pool.Ledger().ShouldBe((10, 0, 10));
        pool.GetProperty("nat").GetProperty("untranslated").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void The_very_same_tuple_is_rewritten_on_the_wire_and_takes_another_NAT_port()
    {
        _network.Translate("ip saddr 10.77.1.0/24 tcp dport 7000 masquerade to :50000-50000");
        _network.Connect(Port, 1);
        _network.ConnectRouter(50000, Port).ShouldBe(0, "the socket connects, though NAT holds its tuple");
        var pool = Pools(Porttop.PollUntil(_network.Router, static poll => Pools(poll) is [var only] && only.GetProperty("nat").GetProperty("clientCount").GetInt32() == 2, "two clients")).ShouldHaveSingleItem();

        pool.GetProperty("nat").GetProperty("clientCount").GetInt32().ShouldBe(2, "the router itself is behind its NAT address");
        pool.GetProperty("nat").GetProperty("clients").EnumerateArray().Select(static client => client.GetProperty("address").GetString())
            .ShouldBe([RoutedNetwork.ClientAddress, RoutedNetwork.NatAddress], ignoreOrder: true);
    }

    [Fact]
    public void UDP_has_pools_of_its_own()
    {
        _network.Translate("udp dport 7002 masquerade to :50000-50019");
        _network.SendDatagrams(7002, 25);
        var pool = Pools(Settled(20)).ShouldHaveSingleItem();

        (pool.GetProperty("protocol").GetString(), pool.Ledger()).ShouldBe(("udp", (20, 0, 20)));
    }

    [Fact]
    public void Rules_of_iptables_are_asked_of_iptables()
    {
        Assert.SkipUnless(Command.Exists("iptables"), "needs iptables");
        _network.Router.Execute("iptables", "-t", "nat", "-A", "POSTROUTING", "-p", "tcp", "--dport", "7000", "-j", "MASQUERADE", "--to-ports", "50000-50099");
        _network.Connect(Port, 30);

        Pools(Settled(30)).ShouldHaveSingleItem().Ledger().ShouldBe((30, 70, 100));
    }

    [Fact]
    public void Without_privilege_it_is_said_that_NAT_is_not_seen()
    {
        Assert.SkipUnless(Command.Exists("setpriv"), "needs setpriv, to give root up");
        _network.Translate("masquerade");
        _network.Connect(Port, 3);
        using var poll = JsonDocument.Parse(_network.Router.Execute("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Porttop.Path, "-b", "-n", "1", "-o", "json"));

        poll.RootElement.GetProperty("unseen").EnumerateArray().Select(static unseen => unseen.GetString())
            .ShouldContain("NAT: the connection tracking table is shown to root alone: \"sudo porttop\", or CAP_NET_ADMIN");
        poll.RootElement.GetProperty("nat").GetProperty("entries").GetInt64().ShouldBeGreaterThan(0, "how many there are everybody may read");
        poll.RootElement.GetProperty("nat").TryGetProperty("flows", out _).ShouldBeFalse("what is not known is absent");
        Pools(poll.RootElement).ShouldBeEmpty();
    }

    /// <summary>A poll of the router once the packets are through: who connects does not wait for them.</summary>
    private JsonElement Settled(int used)
        => Porttop.PollUntil(_network.Router, poll => Pools(poll) is [var only] && only.Ledger().Used == used, $"{used} ports of the NAT are used");

    private static JsonElement[] Pools(JsonElement poll) => [.. poll.GetProperty("pools").EnumerateArray().Where(static pool => pool.GetProperty("kind").GetString() == "nat")];

    private static long Dropped(JsonElement poll) => poll.GetProperty("counters").GetProperty("natInsertFailed").GetProperty("value").GetInt64();
}
