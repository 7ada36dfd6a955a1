using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Nat;

public sealed class NatDeskTests
{
    private static readonly KernelCounter InsertFailed = KernelCounter.All.Single(static counter => counter.Id == "natInsertFailed");

    private readonly ScriptedNat _nat = new();
    private readonly NatDesk _desk;
    private TimeSpan _now = TimeSpan.FromSeconds(100);
    private int _polls;

    public NatDeskTests()
    {
        _desk = new NatDesk(_nat, () => _now);
        _nat.Rules.Add(new NatRule("nft ip nat post", IsMasquerade: true) { Protocols = [Protocol.Tcp], Ports = new PortRange(50000, 50099) });
        _nat.Interfaces = [Interface("eth0", "203.0.113.1/24"), Interface("docker0", "172.17.0.1/16")];
    }

    [Fact]
    public void A_pool_has_the_range_of_its_rule()
    {
        Add(40, "10.0.3.2");
        Add(60, "10.0.3.3", from: 50040);
        var (_, pools) = Poll();

        var pool = pools.ShouldHaveSingleItem();
        (pool.Ledger.Range, pool.Ledger.Used, pool.Ledger.Free, pool.Ledger.IsExact).ShouldBe((100, 100, 0, true));
        pool.Status.Condition.ShouldBe(PoolCondition.Full);
        pool.Nat!.SearchFailure.ShouldBe(1);
        pool.Nat.Clients.Select(static client => (client.Address.ToString(), client.Flows)).ShouldBe([("10.0.3.3", 60), ("10.0.3.2", 40)]);
        OwnerText.Describe(pool).ShouldBe("10.0.3.3 +1");
        pool.Key.ErrorName.ShouldBe("packets dropped");
    }

    [Fact]
    public void Of_two_rules_on_one_address_the_fuller_range_counts()
    {
        _nat.Rules.Add(new NatRule("nft ip nat post", IsMasquerade: true) { Protocols = [Protocol.Tcp], Ports = new PortRange(51000, 51199) });
        Add(100, "10.0.3.2");
        Add(100, "10.0.3.3", from: 51000);

        var pool = Poll().Pools.Single();
        (pool.Ledger.Range, pool.Ledger.Free, pool.Status.Condition).ShouldBe((100, 0, PoolCondition.Full));
        pool.Ledger.IsExact.ShouldBeFalse("the other rule has ports left");
    }

    [Fact]
    public void A_rule_on_a_mark_that_names_no_ports_does_not_hide_the_one_that_gave_them()
    {
        _nat.Rules.Insert(0, new NatRule("nft ip nat kube", IsMasquerade: true) { IsConditional = true });
        Add(100, "10.0.3.2");

        var pool = Poll().Pools.Single();
        (pool.Ledger.Range, pool.Ledger.Free, pool.Nat!.Rule!.Place).ShouldBe((100, 0, "nft ip nat post"));
    }

    [Fact]
    public void A_rule_on_a_mark_alone_is_not_certain()
    {
        _nat.Rules.Clear();
        _nat.Rules.Add(new NatRule("nft ip nat kube", IsMasquerade: true) { IsConditional = true });
        Add(100, "10.0.3.2");

        Poll().Pools.Single().Ledger.FreeLower.ShouldBeNull();
    }

    [Fact]
    public void Containers_of_a_bridge_are_named_by_it()
    {
        Add(3, "172.17.0.2");
        Add(2, "172.17.0.3", from: 50010);

        OwnerText.Describe(Poll().Pools.Single()).ShouldBe("docker0, 2 ctr");
    }

    [Fact]
    public void Ports_outside_its_range_say_that_a_rule_is_not_its_own()
    {
        _nat.Flows.AddRange(Enumerable.Range(0, 10).Select(static i => Flow.Translated(2000 + i)));

        var pool = Poll().Pools.Single();
        pool.Nat!.Rule.ShouldBeNull();
        pool.Ledger.Range.ShouldBe(64512);
        pool.Ledger.FreeLower.ShouldBeNull("what is not known is not exact");
    }

    [Fact]
    public void What_is_dropped_is_counted_where_searches_fail()
    {
        Add(100, "10.0.3.2");
        Poll();
        var (reading, pools) = Poll(dropped: 30);

        pools.Single().Failures!.Value.ShouldSatisfyAllConditions(
            static failures => failures.Total.ShouldBe(30), static failures => failures.IsNow.ShouldBeTrue(), static failures => failures.IsEstimated.ShouldBeTrue());
        pools.Single().Failed.ShouldBe(30);
        reading!.Unseen.ShouldBeEmpty();
    }

    [Fact]
    public void A_race_is_no_failure_of_a_pool_with_ports()
    {
        Add(10, "10.0.3.2");
        Poll();

        Poll(dropped: 3).Pools.Single().ShouldSatisfyAllConditions(static pool => pool.Failures.ShouldBeNull(), static pool => pool.Failed.ShouldBeNull());
    }

    [Fact]
    public void From_85_percent_on_it_is_at_risk()
    {
        Add(84, "10.0.3.2");
        Poll().Pools.Single().Status.Condition.ShouldBe(PoolCondition.Steady);
        Add(1, "10.0.3.2", from: 50084);
        _now += TimeSpan.FromMinutes(1);

        Poll().Pools.Single().Status.Condition.ShouldBe(PoolCondition.AtRisk);
    }

    [Fact]
    public void The_table_is_read_within_the_budget()
    {
        Add(10, "10.0.3.2");
        _nat.Reading = () => _now += TimeSpan.FromMilliseconds(1000);
        _nat.Entries = 1_000_000;
        var (first, _) = Poll();
        first!.Age.ShouldBeNull();
        first.Unseen.ShouldHaveSingleItem().What.ShouldBe("NAT");
        _nat.Readings.ShouldBe(0, "what takes long waits until the first screen is out");

        Poll().Reading!.Age.ShouldNotBeNull();
        PollFor(398);
        _nat.Readings.ShouldBe(1);
        PollFor(5);
        _nat.Readings.ShouldBe(2);
        PollFor(60, sees: true);
        _nat.Readings.ShouldBe(5, "a twentieth of the time while somebody looks");
        Poll(sees: true).Reading!.Every!.Value.TotalSeconds.ShouldBe(20);
        _nat.RuleReadings.ShouldBe(2, "once, and when somebody begins to look");
    }

    [Fact]
    public void Where_nothing_comes_after_it_is_read_at_once()
    {
        Add(10, "10.0.3.2");
        _nat.Entries = 1_000_000;

        Poll(awaits: true).Pools.Count.ShouldBe(1);
    }

    [Fact]
    public void A_refusal_is_said_and_not_met_at_every_poll()
    {
        Add(1, "10.0.3.2");
        _nat.Problem = "shown to root alone";
        var (reading, pools) = Poll();

        pools.ShouldBeEmpty();
        reading!.Unseen.ShouldBe([new Unseen("NAT", "shown to root alone")]);
        PollFor(30, sees: true);
        _nat.Readings.ShouldBe(1);
    }

    [Fact]
    public void Without_connection_tracking_there_is_nothing_to_tell()
    {
        _nat.IsThere = false;
        Poll().Reading.ShouldBeNull();
        new NatDesk(null, () => _now).Poll(default, new Interest(TimeSpan.FromSeconds(1)), [], 1, []).ShouldBeNull();
    }

    private static NatInterface Interface(string name, string network)
    {
        AddressRange.TryParse(network, out var range).ShouldBeTrue();
        return new NatInterface(name, Samples.Address(network.Split('/')[0]), range);
    }

    private void Add(int flows, string client, int from = 50000) => _nat.Flows.AddRange(Enumerable.Range(from, flows).Select(port => Flow.Translated(port, client)));

    private void PollFor(int seconds, bool sees = false)
    {
        for (var i = 0; i < seconds; i++)
        {
            Poll(sees: sees);
        }
    }

    /// <summary>A poll a second after the one before.</summary>
    private (NatReading? Reading, List<PoolSample> Pools) Poll(double dropped = 0, bool sees = false, bool awaits = false)
    {
        _now += TimeSpan.FromSeconds(1);
        var moment = new PollMoment(++_polls, Samples.Time.AddSeconds(_polls), _polls == 1 ? null : 1, true);
        var pools = new List<PoolSample>();
        CounterSample[] counters = [new CounterSample(InsertFailed, 100, _polls == 1 ? null : dropped)];
        return (_desk.Poll(moment, new Interest(TimeSpan.FromSeconds(1), AwaitsOwners: awaits, SeesNat: sees), counters, 1, pools), pools);
    }
}
