namespace PortTop.Model;

/// <summary>Other addresses of this machine have ports towards the same target; connect() never tries them by itself.</summary>
internal sealed class OneAddressRule : ICauseRule
{
    private const double LeastFree = .5;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var free = facts.IsTroubled ? facts.Siblings.Where(sibling => sibling.Free >= LeastFree * facts.Ledger.Capacity).ToArray() : [];
        if (free.Length == 0)
        {
            return null;
        }

        // Where the connections themselves are needed, that they all leave from one address is what is wrong.
        var isLoad = facts.ShareOf(facts.Established) >= LeastFree && facts.Flow.Growth <= 0;
        return new Cause(
            CauseKind.OneAddress,
            isLoad ? .7 : .3,
            $"one source address of {Say.Count(facts.Siblings.Count + 1)} has all the connections",
            [$"{facts.Pool.Key.Source} has {Say.Ports(facts.Ledger.Free)} left, {free[0].Address} has {Say.Count(free[0].Free)}: connect() tries no other by itself"]);
    }
}
