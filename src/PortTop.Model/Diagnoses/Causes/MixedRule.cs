namespace PortTop.Model;

/// <summary>A pool in trouble of which no other rule says why: its ports are in several states, none of them in most.</summary>
internal sealed class MixedRule : ICauseRule
{
    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        if (!facts.IsTroubled)
        {
            return null;
        }

        var states = StateGroup.All.Select(group => (group.Name, Count: group.Count(facts.Pool.States))).Where(static state => state.Count > 0).OrderByDescending(static state => state.Count);
        var demand = Say.Demand(facts.Pool.Demand);
        return new Cause(
            CauseKind.Unclear,
            .1,
            "several things at once, none of them most of it",
            [string.Join(", ", states.Select(static state => $"{state.Name} {Say.Count(state.Count)}").Append(demand).OfType<string>())]);
    }
}
