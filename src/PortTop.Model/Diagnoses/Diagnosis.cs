namespace PortTop.Model;

/// <summary>Why a pool stands as it does, and what can be done.</summary>
/// <param name="Pool">The pool; null where no port can be given to anybody, so that there is none.</param>
/// <param name="Causes">The causes, those that explain most first; empty where nothing is wrong.</param>
/// <param name="Remedies">What can be done, least harm first.</param>
/// <param name="Now">What the pool comes to if nothing is done.</param>
public sealed record Diagnosis(PoolSample? Pool, IReadOnlyList<Cause> Causes, IReadOnlyList<Remedy> Remedies, PoolProspect Now)
{
    /// <summary>What else should be known of it; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Nothing is wrong with it.</summary>
    public bool IsHealthy => Causes.Count == 0 && Pool is not null;
}
