using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>The way of a question from the screen to the kernel and back.</summary>
public sealed class ProbeTests : WatchedMonitor
{
    private static readonly PoolKey Pool = new(1, Protocol.Tcp, PoolKind.Connect, 0, Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"), 5432);

    private readonly ScriptedProbe _probe = new();

    public ProbeTests()
    {
        Source.Probe = _probe;
        Source.Rows.Add(Rows.Socket(1, 100));
    }

    private IEnumerable<ProbeAnswered> Answers => Outcomes.OfType<ProbeAnswered>();

    [Fact]
    public void Nobody_asks_unasked()
    {
        Advance(3.5);

        _probe.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void A_question_is_asked_once_between_two_polls_whatever_else_changes()
    {
        Advance(1.5);
        Ask(Pool, 1);
        Advance(0.1);

        Answers.Single().ShouldBe(new ProbeAnswered(new ProbeRequest(Pool, 1), new ProbeAnswer(ProbeOutcome.Given, string.Empty) { Port = 150 }, Start.AddSeconds(1.5)));
        Wanted.OnNext(Wanted.Value with { SeesNat = true });
        Advance(3);
        _probe.Questions.Count.ShouldBe(1);
        SecondsOfPolls().ShouldBe([0, 1, 2, 3, 4], "and no poll is late for it");
    }

    [Fact]
    public void The_same_question_again_has_another_number()
    {
        Advance(0.5);
        Ask(Pool, 1);
        Ask(Pool, 2);
        Advance(0.1);

        Answers.Select(static answer => answer.Request.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public void In_a_pause_it_is_asked_too_and_nothing_is_polled()
    {
        Advance(0.5);
        Wanted.OnNext(Wanted.Value with { IsPaused = true });
        Ask(Pool, 1);
        Advance(5);

        Answers.Count().ShouldBe(1);
        SecondsOfPolls().ShouldBe([0]);
    }

    [Fact]
    public void It_waits_for_the_poll_that_goes_on_and_for_no_other()
    {
        Source.Duration = TimeSpan.FromSeconds(0.9);
        Advance(1.2);
        Ask(Pool, 1);
        Advance(0.75);

        Answers.Count().ShouldBe(1);
    }

    [Fact]
    public void What_cannot_be_asked_is_said()
    {
        Advance(0.5);
        Ask(Pool with { NetworkNamespace = 2 }, 1);
        Ask(Pool with { Kind = PoolKind.Nat }, 2);
        Source.Probe = null;
        Ask(Pool, 3);
        Advance(0.1);

        Answers.ShouldAllBe(static answer => answer.Answer.Outcome == ProbeOutcome.Unanswered);
        Answers.Select(static answer => answer.Answer.Reason).ShouldBe(["the network namespace is gone", ProbeText.NatRefusal, "these sockets come from a recording: there is no kernel to ask"]);
        _probe.Questions.ShouldBeEmpty();
    }

    [Fact]
    public void A_probe_that_throws_ends_nothing()
    {
        _probe.Answer = static () => throw new InvalidOperationException("\e[2J");
        Advance(0.5);
        Ask(Pool, 1);
        Advance(1);

        Answers.Single().Answer.Reason.ShouldStartWith("unexpected InvalidOperationException: ");
        Answers.Single().Answer.Reason.ShouldNotContain('\e');
        SecondsOfPolls().ShouldBe([0, 1]);
    }

    private void Ask(PoolKey pool, int number) => Wanted.OnNext(Wanted.Value with { Probe = new ProbeRequest(pool, number) });
}
