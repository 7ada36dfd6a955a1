using PortTop.Model;
using PortTop.Tui.Keys;
using PortTop.Tui.State;

namespace PortTop.Tests.Tui;

/// <summary>The kernel is asked for a port of the selected pool, once for each answer.</summary>
internal static class ProbeScenes
{
    private static readonly IpAddress Source = IpAddress.FromIPv4(0x0a00_020f);

    internal static ProbeAnswer No { get; } = new(ProbeOutcome.NoneLeft, "EADDRNOTAVAIL, Cannot assign requested address") { Source = Source, Search = TimeSpan.FromMilliseconds(2.104) };

    internal static ProbeAnswer Yes { get; } = new(ProbeOutcome.Given, string.Empty) { Source = Source, Port = 34567, Search = TimeSpan.FromMilliseconds(0.012) };

    internal static ProbeAnswer Refused { get; } = new(ProbeOutcome.Unanswered, "net.ipv4.tcp_fastopen is off for clients (bit 0), so connect() would send a SYN at once");

    internal static UiState Answered(UiState state, params ProbeAnswer[] answers)
    {
        state = UiReducer.Act(state, UiAction.Probe);
        for (var i = 0; i < answers.Length; i++)
        {
            state = UiReducer.Act(state, UiAction.Open);
            state = KernelQuestion.Answer(state, state.Probing.Request!, answers[i], Samples.Time.AddSeconds(0.4 + (2 * i)));
        }

        return state;
    }
}
