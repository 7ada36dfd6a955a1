using System.Buffers;
using System.Reactive.Concurrency;
using System.Text;
using System.Text.Json;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using PortTop.Tests.Simulation;

namespace PortTop.Tests.Pipeline.Namespaces;

/// <summary>All namespaces in one list, and each of them by itself where something is of one alone.</summary>
public sealed class MachineSnapshotTests
{
    private static readonly Lazy<Snapshot> Machine = new(static () => Story.Of("namespaces"));

    [Fact]
    public void Pools_of_all_stand_in_one_list_the_worst_first()
    {
        var snapshot = Machine.Value;

        snapshot.Source.Namespace.ShouldBe("host");
        snapshot.Namespaces.Select(static place => place.Place.Label).ShouldBe(["host", "shop-payments", "shop-search"]);
        snapshot.Pools[0].Namespace.ShouldBe("shop-payments");
        snapshot.Pools.ShouldContain(static pool => pool.Namespace == "host" && !pool.IsElsewhere);
        for (var i = 1; i < snapshot.Pools.Count; i++)
        {
            PoolSeverity.Compare(snapshot.Pools[i - 1], snapshot.Pools[i]).ShouldBeLessThan(0);
        }

        snapshot.Pools.Count.ShouldBe(snapshot.Namespaces.Sum(static place => place.Reading!.Pools.Count));
    }

    [Fact]
    public void A_pool_is_explained_by_the_ports_of_its_own_namespace()
    {
        var snapshot = Machine.Value;
        var worst = snapshot.Pools[0];

        snapshot.Around(worst.Key).Source.Namespace.ShouldBe("shop-payments");
        snapshot.Around(worst.Key).Ports.Usable.ShouldBe(worst.Ledger.Capacity + worst.Ledger.Suspected);
        var diagnosis = Diagnostician.ExplainWorst(snapshot)!;
        DiagnosisPlace.Of(snapshot, diagnosis).ShouldBe(new DiagnosisPlace("shop-payments", "ip netns exec shop-payments"));
        DiagnosisText.Write(diagnosis, "verdict", 79, DiagnosisPlace.Of(snapshot, diagnosis)).Where(static line => line.Kind == DiagnosisLineKind.Command)
            .ShouldAllBe(static line => line.Text.Contains("ip netns exec shop-payments "), "what is copied runs there");
        VerdictText.Describe(worst, snapshot.Time, "->").ShouldStartWith("shop-payments: ");
        ChatText.Write(snapshot, diagnosis)[^1].ShouldContain("namespace shop-payments");
    }

    [Fact]
    public void A_poll_equals_itself_alone()
    {
        var snapshot = Machine.Value;
        (snapshot with { }).ShouldNotBe(snapshot);
        snapshot.Around(snapshot.Pools[0].Key).ShouldNotBe(snapshot);
        snapshot.GetHashCode().ShouldBe(snapshot.GetHashCode());
    }

    [Fact]
    public void Owners_of_all_have_numbers_of_their_own()
        => Machine.Value.Owners.Owners.Select(static owner => owner.Owner.Id).ShouldBeUnique();

    [Fact]
    public void Events_say_where_they_were() => Machine.Value.Events.ShouldContain(static happened => happened.Namespace == "shop-payments");

    [Fact]
    public void A_line_of_JSON_each_the_first_with_all_of_them()
    {
        var lines = Machine.Value.Apart().Select(static line =>
        {
            var output = new ArrayBufferWriter<byte>();
            JsonReport.Write(line, line.Pools, output);
            using var document = JsonDocument.Parse(Encoding.UTF8.GetString(output.WrittenSpan));
            return document.RootElement.Clone();
        }).ToArray();

        lines.Select(static line => line.GetProperty("namespace").GetString()).ShouldBe(["host", "shop-payments", "shop-search"]);
        lines.Select(static line => line.GetProperty("poll").GetInt32()).Distinct().ShouldHaveSingleItem();
        lines.Select(static line => line.GetProperty("time").GetString()).Distinct().ShouldHaveSingleItem();
        lines[0].GetProperty("namespaces").GetArrayLength().ShouldBe(3);
        lines.Count(static line => line.TryGetProperty("namespaces", out _)).ShouldBe(1);
        lines.Sum(static line => line.GetProperty("pools").GetArrayLength()).ShouldBe(Machine.Value.Pools.Count);
    }

    [Fact]
    public void The_past_knows_the_ports_of_other_namespaces()
    {
        var snapshot = Machine.Value;
        var past = snapshot.History!.Before(snapshot.Time.AddSeconds(-5))!;

        past.Around(snapshot.Pools[0].Key).Ports.Range.ShouldBe(snapshot.Around(snapshot.Pools[0].Key).Ports.Range);
        past.Pools.ShouldContain(pool => pool.Key == snapshot.Pools[0].Key && pool.Namespace == "shop-payments");
    }

    [Fact]
    public void No_port_for_anybody_counts_elsewhere_only_where_somebody_asks()
    {
        var starved = Samples.Snapshot([], Samples.Space("100-199", "100-199"));
        var home = Samples.Snapshot([Samples.Pool(5432, 10)]);
        NamespaceSample[] Of(Snapshot other) => [new(new NamespacePlace(1, "host")) { Reading = home }, new(new NamespacePlace(2, "pod")) { Reading = other }];

        MachineSnapshot.Make(home, Of(starved), unseen: null).Starved.ShouldBeNull();
        var asked = starved with { Failures = new FailureTotals(3, 1, 0) };
        MachineSnapshot.Make(home, Of(asked), unseen: null).Starved.ShouldBeSameAs(asked);
    }

    [Theory]
    [InlineData(3L, 4L, 7L)]
    [InlineData(3L, null, 3L)]
    [InlineData(null, 4L, 4L)]
    [InlineData(null, null, null)]
    public void Collisions_of_chosen_ports_are_summed_over_the_namespaces(long? here, long? there, long? expected)
    {
        var home = Samples.Snapshot([]) with { Failures = new FailureTotals(1, 0, 0) { ChosenPort = here } };
        var pod = Samples.Snapshot([]) with { Failures = new FailureTotals(2, 0, 0) { ChosenPort = there } };

        NamespaceSample[] places =
        [
            new(new NamespacePlace(1, "host")) { Reading = home },
            new(new NamespacePlace(2, "pod")) { Reading = pod },
        ];

        MachineSnapshot.Make(home, places, unseen: null).Failures.ShouldBe(new FailureTotals(3, 0, 0) { ChosenPort = expected });
    }

    [Fact]
    public void What_is_not_seen_of_namespaces_is_said_with_one_alone_too()
    {
        var unseen = new Unseen(Unseen.Namespaces, "3 more may not be entered");
        var scheduler = new HistoricalScheduler(Samples.Time);
        var machine = new ScriptedMachine(scheduler) { Unseen = unseen };
        _ = machine.Add("host");
        using var poller = new MachinePoller(machine, static () => TimeSpan.Zero, budget: 1);

        poller.Poll(Samples.Time, new Interest(TimeSpan.FromSeconds(1))).Source.Unseen.ShouldContain(unseen);
    }
}
