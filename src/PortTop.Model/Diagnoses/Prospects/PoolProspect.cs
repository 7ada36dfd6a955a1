namespace PortTop.Model;

/// <summary>What a pool comes to if what is asked of it stays as it is.</summary>
/// <param name="Kind">What.</param>
/// <param name="Share">The share of its ports, or of the attempts that fail, 0 to 1.</param>
/// <param name="Seconds">Seconds until it is full.</param>
public readonly record struct PoolProspect(ProspectKind Kind, double Share = 0, double Seconds = double.PositiveInfinity)
{
    /// <summary>More may be asked for than is known of, and so it may be more.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>Seconds until it is full, the earliest.</summary>
    public double Earliest { get; init; } = Seconds;

    /// <summary>Seconds until it is full, the latest; infinite where too little was seen to say.</summary>
    public double Latest { get; init; } = Seconds;
}
