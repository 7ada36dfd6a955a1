using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>Which pool is explained, and why it stands as it does.</summary>
internal static class Consultation
{
    /// <summary>A poll came: what is shown is judged anew.</summary>
    internal static UiState Renew(UiState state)
    {
        if (state.Snapshot is not { } snapshot)
        {
            return state;
        }

        // Where the worst pool is well nothing is said of others: the first screen is about the worst.
        var advice = snapshot.Starved is not null ? Advice.Of(Diagnostician.ExplainWorst(snapshot))
            : snapshot.Pools.Count > 0 ? Advice.Of(Diagnostician.Explain(snapshot, snapshot.Pools[0])) : Advice.None;
        return Follow(state with { Advice = advice });
    }

    /// <summary>Shows or hides the page of the pool that is looked at.</summary>
    internal static UiState Toggle(UiState state)
        => state.Page == PageKind.Why ? Follow(state with { Page = PageKind.None, Explained = null })
            : Follow(state with { Page = PageKind.Why, Explained = LookedAt(state) });

    /// <summary>Six lines of the pool that is looked at.</summary>
    internal static UiState Tell(UiState state)
    {
        if (state.Page == PageKind.Chat)
        {
            return state with { Page = PageKind.None };
        }

        if (state.Snapshot is not { } snapshot || (Explain(state, LookedAt(state)) ?? Diagnostician.ExplainWorst(snapshot)) is not { } diagnosis)
        {
            return state;
        }

        return state with { Page = PageKind.Chat, Chat = ChatText.Write(snapshot, diagnosis), Copies = state.Copies + 1 };
    }

    /// <summary>The pool of the page, and otherwise that of the detail, as the newest poll has it.</summary>
    internal static UiState Follow(UiState state)
    {
        var key = state.Page == PageKind.Why ? state.Explained : state.Screen == ScreenKind.Detail ? state.Opened : null;
        if (key is null && state.Page != PageKind.Why)
        {
            return state.Explanation is null ? state : state with { Explanation = null, ExplainedAdvice = Advice.None };
        }

        var explanation = Explain(state, key) ?? (state.Snapshot is { } snapshot && key is null ? Diagnostician.ExplainWorst(snapshot) : null);
        return state with { Explanation = explanation, ExplainedAdvice = Advice.Of(explanation) };
    }

    /// <summary>
    /// On a page the pool of that page, in the detail the opened one, otherwise the selected one. Nobody who selects nothing asks for one
    /// that is well.
    /// </summary>
    private static PoolKey? LookedAt(UiState state)
    {
        if (state.Page == PageKind.Why && state.Explained is { } explained)
        {
            return explained;
        }

        if (state.Screen == ScreenKind.Detail)
        {
            return state.Opened;
        }

        return state.Screen == ScreenKind.States ? StatesChoice.PoolOf(state)?.Key
            : state.Screen == ScreenKind.Owners ? Opening.TargetOf(state)?.Key
            : state.AreGroupsShown ? state.UnderCursor?.Key : state.Selected;
    }

    private static Diagnosis? Explain(UiState state, PoolKey? key)
    {
        if (key is not { } wanted || state.Snapshot is not { } snapshot)
        {
            return null;
        }

        return RowSet.Find(state, wanted) is { } pool ? Diagnostician.Explain(snapshot, pool) : null;
    }
}
