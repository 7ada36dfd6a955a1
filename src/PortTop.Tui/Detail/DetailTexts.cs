using System.Drawing;
using PortTop.Model;
using PortTop.Tui.Pages;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>What the panels of the detail say in words, made once a poll, and where another panel is enlarged.</summary>
internal sealed class DetailTexts
{
    private DetailTexts()
    {
    }

    /// <summary>Nothing.</summary>
    internal static DetailTexts None { get; } = new();

    /// <summary>The lines of the enlarged panel.</summary>
    internal IReadOnlyList<PageLine> Lines { get; private init; } = [];

    /// <summary>What is told of a NAT pool beside its ledger.</summary>
    internal IReadOnlyList<PageLine> Nat { get; private init; } = [];

    /// <summary>The remedies: what, what the pool would do then, what it risks.</summary>
    internal IReadOnlyList<(string Title, string Outcome, string Risk)> Remedies { get; private init; } = [];

    /// <summary>The sysctls, those that need a look first.</summary>
    internal IReadOnlyList<KnobLine> Knobs { get; private init; } = [];

    /// <summary>The texts of the opened pool.</summary>
    internal static DetailTexts Of(UiState state, Size screen)
    {
        if (state.OpenedPool is not { } pool || state.Snapshot?.Around(pool.Key) is not { } ground)
        {
            return None;
        }

        return new DetailTexts
        {
            Lines = LinesOf(state, screen, pool, ground),
            Nat = pool.Nat is { } use ? NatLines.Of(state, screen.Width, pool, use) : [],
            Remedies = [.. (state.Explanation?.Remedies ?? []).Select(static remedy => (remedy.Title, remedy.Outcome, remedy.Risk))],
            Knobs = [.. ground.Surroundings.Knobs.OrderBy(static knob => knob.Running is null ? 2 : knob.Drift == KnobDrift.None ? 1 : 0).Select(static knob => new KnobLine(knob))],
        };
    }

    private static IReadOnlyList<PageLine> LinesOf(UiState state, Size screen, PoolSample pool, Snapshot ground) => state.Panel switch
    {
        DetailPanel.Ledger => LedgerLines.Of(state, screen.Width, pool, ground),
        DetailPanel.Demand when pool.Nat is { } use => NatLines.Of(state, screen.Width, pool, use),
        DetailPanel.Demand => DemandLines.Of(state, screen.Width, pool),
        DetailPanel.Used => UseLines.Of(state, screen.Width, pool),
        DetailPanel.Coming => ComingLines.Of(state, screen.Width, pool),
        DetailPanel.Owners => OwnerLines.Of(state, screen.Width, pool),
        DetailPanel.Knobs => KnobLines.Of(state, screen.Width, ground),
        DetailPanel.Remedies => WhyPage.Explain(state, screen),
        _ => [],
    };
}
