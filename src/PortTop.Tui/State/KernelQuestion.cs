using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>
/// Asks the kernel for a port of a pool. The first key only says what would be asked: nothing is asked before it is confirmed.
/// </summary>
public static class KernelQuestion
{
    private const int MostAnswers = 20;

    /// <summary>The kernel was asked.</summary>
    /// <param name="state">The state.</param>
    /// <param name="request">What was asked; an answer to anything but the last question is passed over.</param>
    /// <param name="answer">The answer, or why there is none.</param>
    /// <param name="time">When it was asked.</param>
    public static UiState Answer(UiState state, ProbeRequest request, ProbeAnswer answer, DateTimeOffset time)
    {
        var probing = state.Probing;
        if (!probing.IsAwaited || probing.Request != request)
        {
            return state;
        }

        // Another pool may be looked at meanwhile: the answer is that of the pool that was asked about.
        var entry = new ProbeEntry(request.Pool, time, answer, Find(state.Latest ?? state.Snapshot, request.Pool)?.Ledger, TimeOf(state.Latest ?? state.Snapshot, request.Pool));
        return state with { Probing = probing with { IsAwaited = false, All = [entry, .. probing.All.Take(MostAnswers - 1)] } };
    }

    /// <summary>Opens the page of the pool that is looked at; on the page it asks.</summary>
    internal static UiState Press(UiState state)
    {
        if (state.Page == PageKind.Probe)
        {
            return Ask(state);
        }

        return state with { Page = PageKind.Probe, Probing = state.Probing with { Pool = LookedAt(state) } };
    }

    /// <summary>It is confirmed: asks, unless an answer is awaited or nothing can be asked.</summary>
    internal static UiState Ask(UiState state)
    {
        var probing = state.Probing;
        return probing is not { Pool: { } pool, IsAwaited: false } || WhyNot(state) is not null ? state : state with
        {
            Probing = probing with { IsAwaited = true, Request = new ProbeRequest(pool, (probing.Request?.Number ?? 0) + 1) },
        };
    }

    /// <summary>Why nothing can be asked here and now; null where it can.</summary>
    internal static string? WhyNot(UiState state) => state switch
    {
        { Probing.Pool: null } => "no pool is here to ask about; \"porttop probe IP:PORT\" asks about any target",
        { IsPast: true } => "this is an earlier poll, and the kernel cannot be asked about the past; \".\" and \">\" lead back to now",
        { Probing.Pool: { IsNat: true } } => ProbeText.NatRefusal,
        _ => null,
    };

    /// <summary>The pool as a poll has it; null where it has none, or there is no poll.</summary>
    internal static PoolSample? Find(Snapshot? snapshot, PoolKey pool)
    {
        for (var i = 0; i < (snapshot?.Pools.Count ?? 0); i++)
        {
            if (snapshot!.Pools[i].Key == pool)
            {
                return snapshot.Pools[i];
            }
        }

        return null;
    }

    /// <summary>When the namespace of a pool was read.</summary>
    internal static DateTimeOffset TimeOf(Snapshot? snapshot, PoolKey pool) => snapshot?.Around(pool).Time ?? default;

    private static PoolKey? LookedAt(UiState state)
    {
        if (state.Page == PageKind.Why && (state.Explained ?? state.Explanation?.Pool?.Key) is { } explained)
        {
            return explained;
        }

        return state.Screen switch
        {
            ScreenKind.Detail => state.Opened,
            ScreenKind.States => StatesChoice.PoolOf(state)?.Key,
            ScreenKind.WarRoom => state.Snapshot is { Pools: [var worst, ..] } ? worst.Key : null,
            ScreenKind.Owners => Opening.TargetOf(state)?.Key,
            _ => state.UnderCursor?.Key,
        };
    }
}
