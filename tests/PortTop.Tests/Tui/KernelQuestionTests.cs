using PortTop.Model;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

/// <summary>p says what would be asked; nothing is asked before that is confirmed.</summary>
public sealed class KernelQuestionTests
{
    private const string P = "p";
    private const string Enter = "\r";
    private const string Escape = "\e";

    [Fact]
    public void The_first_key_only_shows_and_Escape_leaves_without_a_question()
    {
        var state = Press(Begin(), P);

        (state.Page, state.Probing.Request, state.Probing.IsAsking).ShouldBe((PageKind.Probe, null, false));
        state = Press(state, Escape);
        (state.Page, state.Probing.Request).ShouldBe((PageKind.None, null));
    }

    [Fact]
    public void Enter_or_the_key_again_asks_and_only_once_until_the_answer_is_there()
    {
        foreach (var confirmation in (string[])[Enter, P])
        {
            var state = Press(Begin(), P, confirmation);
            state.Probing.Request.ShouldBe(new ProbeRequest(state.Rows[0].Key, 1));
            Press(state, confirmation, confirmation).Probing.Request!.Number.ShouldBe(1, "an answer is awaited");

            state = Press(Answer(state, ProbeScenes.Yes), confirmation);
            state.Probing.Request!.Number.ShouldBe(2);
        }
    }

    [Fact]
    public void It_asks_about_the_pool_that_is_looked_at()
    {
        var second = Press(Begin(), "\e[B");
        Press(second, P).Probing.Pool!.Value.Port.ShouldBe((ushort)2);
        Press(second, Enter, P).Probing.Pool!.Value.Port.ShouldBe((ushort)2);
        var owners = Press(Scenes.StateOf("owners"), P);
        owners.Probing.Pool.ShouldNotBeNull();
        Press(UiReducer.Arrive(new UiState(), Samples.Snapshot([], Samples.Space("100-199"))), P, Enter).Probing.Request.ShouldBeNull("there is no pool");
    }

    [Fact]
    public void The_past_and_source_NAT_are_refused()
    {
        var past = Press(Scenes.StateOf("past"), P, Enter, P);
        past.IsPast.ShouldBeTrue();
        past.Probing.Request.ShouldBeNull();
        Press(Scenes.StateOf("router"), P, Enter, P).Probing.Request.ShouldBeNull();
    }

    [Fact]
    public void A_paused_screen_can_ask()
        => Press(Begin(), " ", P, Enter).Probing.Request.ShouldNotBeNull();

    [Fact]
    public void The_last_answers_are_kept_with_what_was_counted_and_another_pool_begins_anew()
    {
        var state = Press(Begin(), P);
        for (var i = 0; i < 30; i++)
        {
            state = Answer(Press(state, Enter), i % 2 == 0 ? ProbeScenes.No : ProbeScenes.Yes);
        }

        state.Probing.Answers.Count.ShouldBe(20);
        state.Probing.Answers[0].Answer.ShouldBe(ProbeScenes.Yes);
        state.Probing.Answers[0].Counted!.Value.Free.ShouldBe(10);
        Press(state, Escape, P).Probing.Answers.Count.ShouldBe(20, "the same pool");
        var other = Press(state, Escape, "\e[B", P);
        other.Probing.Answers.ShouldBeEmpty();
        Press(other, Enter).Probing.Request!.Number.ShouldBe(31);
    }

    [Fact]
    public void An_answer_that_comes_late_is_not_taken_for_that_of_another_pool()
    {
        var asked = Press(Begin(), P, Enter);
        var other = Press(asked, Escape, "\e[B", P);

        KernelQuestion.Answer(other, asked.Probing.Request!, ProbeScenes.Yes, Samples.Time).Probing.Answers.ShouldBeEmpty();
    }

    private static UiState Begin()
        => UiReducer.Arrive(new UiState { Now = Samples.Time }, Samples.Snapshot([Samples.Pool(1, 90), Samples.Pool(2, 50)], Samples.Space("100-199")));

    private static UiState Press(UiState state, params string[] keys) => Keyboard.Press(state, keys);

    private static UiState Answer(UiState state, ProbeAnswer answer) => KernelQuestion.Answer(state, state.Probing.Request!, answer, Samples.Time.AddSeconds(1));
}
