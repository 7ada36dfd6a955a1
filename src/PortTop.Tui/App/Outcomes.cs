using System.Diagnostics;
using PortTop.Pipeline;
using PortTop.Tui.State;

namespace PortTop.Tui.App;

/// <summary>What the pipeline tells, taken into the state of the screen.</summary>
public static class Outcomes
{
    /// <summary>The state with what a poll, or an answer beside the polls, has told.</summary>
    public static UiState Take(UiState state, PollOutcome outcome) => outcome switch
    {
        PollSucceeded succeeded => UiReducer.Arrive(state, succeeded.Snapshot),
        OwnersRead read => UiReducer.ReadOwners(state, read.Snapshot),
        DetailRead read => UiReducer.ReadDetail(state, read.Detail),
        ProbeAnswered asked => KernelQuestion.Answer(state, asked.Request, asked.Answer, asked.Time),
        PollFailed failed => UiReducer.Fail(state, new Trouble(failed.Reason, failed.NextTry)),
        _ => throw new UnreachableException(),
    };
}
