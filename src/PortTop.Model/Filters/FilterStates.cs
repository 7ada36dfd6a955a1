namespace PortTop.Model;

/// <summary>The words of the field state: how a pool stands, and the TCP states that its sockets are in.</summary>
internal static class FilterStates
{
    /// <summary>Every word.</summary>
    internal static IReadOnlyList<FilterWord> All { get; } =
    [
        new("full", static pool => pool.Status.Condition == PoolCondition.Full),
        new("failing", static pool => pool.Status.IsFailing),
        new("failed", static pool => pool.Status.Condition == PoolCondition.Failed),
        new("waves", static pool => pool.Status.Condition == PoolCondition.Waves),
        new("filling", static pool => pool.Status.Condition == PoolCondition.Countdown),
        new("countdown", static pool => pool.Status.Condition == PoolCondition.Countdown) { IsAlias = true },
        new("unclear", static pool => pool.Status.Condition == PoolCondition.Unclear),
        new("at-risk", static pool => pool.Status.Condition == PoolCondition.AtRisk),
        new("settles", static pool => pool.Status.Condition == PoolCondition.Settles),
        new("steady", static pool => pool.Status.Condition == PoolCondition.Steady),
        new("slow", static pool => pool.IsSlow),
        new("trouble", static pool => pool.Status.IsFailing || pool.Status.Condition >= PoolCondition.AtRisk),
        .. StateGroup.All.SelectMany(OfGroup),
        Of("fin-wait-1", TcpState.FinWait1),
        Of("fin-wait-2", TcpState.FinWait2),
    ];

    /// <summary>A group by its name of ss, and by that of JSON where that is another.</summary>
    private static IEnumerable<FilterWord> OfGroup(StateGroup group)
    {
        bool IsThere(PoolSample pool) => group.Count(pool.States) > 0;
        yield return new FilterWord(group.Name.ToLowerInvariant(), IsThere);
        if (FilterWord.Fold(group.JsonName) != FilterWord.Fold(group.Name))
        {
            yield return new FilterWord(group.JsonName.ToLowerInvariant(), IsThere) { IsAlias = true };
        }
    }

    private static FilterWord Of(string name, TcpState state) => new(name, pool => pool.States.Of(state) > 0) { IsAlias = true };
}
