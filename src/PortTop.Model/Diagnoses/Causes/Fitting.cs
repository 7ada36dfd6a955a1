namespace PortTop.Model;

/// <summary>Whether ports that are missing are the trouble, or only make it come earlier.</summary>
internal static class Fitting
{
    /// <summary>With so much room there would be no trouble.</summary>
    private const double Comfortable = .8;

    /// <summary>The weight of a cause that is one beside others.</summary>
    internal const double Unclear = .35;

    /// <summary>What the pool would come to with another capacity.</summary>
    internal static PoolProspect In(DiagnosisFacts facts, int capacity) => (facts.Flow with { Capacity = capacity }).Foresee();

    /// <summary>The first cause where the missing ports alone are the trouble; otherwise one beside others.</summary>
    internal static double Weight(PoolProspect then) => then is { Kind: ProspectKind.Settles, Share: < Comfortable } ? .97 : Unclear;
}
