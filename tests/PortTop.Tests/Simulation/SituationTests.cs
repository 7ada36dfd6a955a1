using PortTop.Model;
using PortTop.Simulation;

namespace PortTop.Tests.Simulation;

/// <summary>What is wrong is told first, by the real pipeline on made-up machines; and nothing is told of those that are well.</summary>
public sealed class SituationTests
{
    [Theory]
    [InlineData("beats", CauseKind.ShortConnections)]
    [InlineData("settles", CauseKind.ShortConnections)]
    [InlineData("retry-storm", CauseKind.RetryStorm)]
    [InlineData("close-wait-leak", CauseKind.CloseWaitLeak)]
    [InlineData("bind-first", CauseKind.BindBeforeConnect)]
    [InlineData("grows", CauseKind.GrowingConnections)]
    [InlineData("one-address", CauseKind.OneAddress)]
    [InlineData("narrow-range", CauseKind.NarrowRange)]
    [InlineData("descriptors", CauseKind.DescriptorLimit)]
    [InlineData("namespaces", CauseKind.ShortConnections)]
    public void A_scenario_of_the_demo_has_its_cause(string scenario, CauseKind cause) => Judge(Story.Of(scenario), cause);

    [Fact]
    public void Reserved_ports() => Judge(Story.Watch(Situations.Reserved(), 70), CauseKind.ReservedPorts);

    [Fact]
    public void Ports_that_are_bound_and_idle() => Judge(Story.Watch(Situations.Held(), 75), CauseKind.HeldPorts);

    [Fact]
    public void Every_port_is_bound() => Judge(Story.Watch(Situations.Held(28_232), 5), CauseKind.HeldPorts);

    [Fact]
    public void Peers_that_do_not_close() => Judge(Story.Watch(Situations.KeptOpen(), 90), CauseKind.PeerKeepsOpen);

    [Fact]
    public void A_tracking_table_that_is_full() => Judge(Story.Watch(Situations.Tracked(), 30), CauseKind.Conntrack);

    [Fact]
    public void A_firewall_that_knows_the_ports_that_come_back() => Judge(Story.Watch(Situations.Refused(), 80), CauseKind.PeerRefuses);

    [Fact]
    public void Connections_that_are_all_needed() => Judge(Story.Watch(Situations.Many(), 60), CauseKind.ManyConnections);

    [Fact]
    public void Who_has_the_ports_is_named_and_not_who_fails()
    {
        var diagnosis = Judge(Story.Watch(Situations.Victim(), 58), CauseKind.ShortConnections);

        diagnosis.Causes[0].Title.ShouldContain("payment-api[811]");
    }

    [Fact]
    public void Ports_that_somebody_else_binds()
    {
        var snapshot = Story.Watch(Situations.BoundAway(), 90);
        var pool = snapshot.Pools.First(static pool => pool.Key.HasDestination && pool.Key.Port == 5432);
        var diagnosis = Diagnostician.Explain(snapshot, pool);

        diagnosis.Causes.Select(static cause => cause.Kind).First().ShouldBe(CauseKind.BindBeforeConnect, Tell(diagnosis));
        diagnosis.Causes[0].Title.ShouldContain("edge-proxy[2210]");
    }

    [Theory]
    [InlineData("healthy")]
    [InlineData("giant")]
    public void A_healthy_scenario_has_no_cause(string scenario) => JudgeHealthy(Story.Of(scenario));

    [Fact]
    public void Connections_that_are_kept_alive_are_well() => JudgeHealthy(Story.Watch(Situations.KeptAlive(), 90));

    [Fact]
    public void Short_connections_that_settle_at_a_quarter_are_well() => JudgeHealthy(Story.Watch(Situations.QuarterFull(), 90));

    [Fact]
    public void Bursts_that_end_are_well()
    {
        foreach (var snapshot in Story.Polls(Situations.Bursts(), 150).Where(static (_, i) => i > 5 && i % 7 == 0))
        {
            JudgeHealthy(snapshot);
        }
    }

    [Fact]
    public void Who_closes_late_leaks_nothing() => JudgeAllHealthy(Situations.LateCloser(), 120);

    [Fact]
    public void A_server_that_is_far_answers_all_the_same() => JudgeAllHealthy(Situations.FarServer(), 40);

    [Fact]
    public void Connections_that_were_left_all_at_once_are_no_growing_leak() => JudgeAllHealthy(Situations.LeftAtOnce(), 110);

    [Fact]
    public void A_pool_that_empties_by_itself_needs_nothing()
    {
        // Full a moment ago, and nobody asks any more.
        var diagnosis = Diagnostician.ExplainWorst(Story.Watch(Situations.Over(), 50)).ShouldNotBeNull();

        diagnosis.IsHealthy.ShouldBeTrue(Tell(diagnosis));
    }

    [Fact]
    public void Who_leaks_is_named_looked_at_and_restarted_and_not_who_has_most()
    {
        var diagnosis = Judge(Story.Watch(Situations.TwoOwners(isLeak: true), 60), CauseKind.CloseWaitLeak);

        Tell(diagnosis).ShouldContain("leaky[200] does not close");
        Tell(diagnosis).ShouldContain("lsof -nP -a -p 200 ");
        Tell(diagnosis).ShouldContain("systemctl restart leaky.service");
    }

    [Fact]
    public void Where_several_have_the_ports_nobody_is_blamed_for_their_growth()
    {
        var diagnosis = Judge(Story.Watch(Situations.TwoOwners(isLeak: false), 170), CauseKind.GrowingConnections);

        diagnosis.Causes[0].Title.ShouldStartWith("the application opens connections");
        diagnosis.Remedies.ShouldNotContain(static remedy => remedy.Kind == RemedyKind.Restart);
    }

    [Fact]
    public void Who_closes_first_is_named_and_not_who_holds_connections_open()
    {
        var diagnosis = Judge(Story.Watch(Situations.HolderAndCloser(), 70), CauseKind.ShortConnections);

        diagnosis.Causes[0].Title.ShouldContain("shortie-b[200]");
    }

    [Fact]
    public void Where_nothing_connects_there_is_nothing_to_explain()
        => Diagnostician.ExplainWorst(Story.Watch(Site.Machine(Story.Settings), 3)).ShouldBeNull();

    private static Diagnosis Judge(Snapshot snapshot, CauseKind cause)
    {
        var diagnosis = Diagnostician.ExplainWorst(snapshot).ShouldNotBeNull();
        diagnosis.Causes.ShouldNotBeEmpty(Tell(diagnosis));
        diagnosis.Causes[0].Kind.ShouldBe(cause, Tell(diagnosis));
        diagnosis.Causes[0].Evidence.ShouldNotBeEmpty();
        diagnosis.Remedies.ShouldNotBeEmpty();
        return diagnosis;
    }

    private static void JudgeAllHealthy(SimulatedMachine machine, double seconds)
    {
        foreach (var snapshot in Story.Polls(machine, seconds))
        {
            JudgeHealthy(snapshot);
        }
    }

    private static void JudgeHealthy(Snapshot snapshot)
    {
        foreach (var pool in snapshot.Pools.Take(50))
        {
            var diagnosis = Diagnostician.Explain(snapshot, pool);
            diagnosis.Causes.ShouldBeEmpty(Tell(diagnosis));
        }
    }

    private static string Tell(Diagnosis diagnosis)
        => string.Join(Environment.NewLine, DiagnosisText.Write(diagnosis, diagnosis.Pool is { } pool ? VerdictText.Describe(pool, pool.Status.Since, "->") : "no port", 100, isWhole: true).Select(static line => line.Text));
}
