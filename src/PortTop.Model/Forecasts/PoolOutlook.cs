namespace PortTop.Model;

/// <summary>What is known of the next minute of one pool that a person looks at.</summary>
/// <param name="Releases">Ports that come back out of TIME-WAIT in each of the next seconds, from the poll on.</param>
/// <param name="Used">Ports that are used at the end of each of the next seconds, by the likely future.</param>
public sealed record PoolOutlook(IReadOnlyList<double> Releases, IReadOnlyList<double> Used)
{
    /// <summary>How many seconds are foretold: TIME-WAIT and the granule of its timer.</summary>
    public const int Seconds = 62;
}
