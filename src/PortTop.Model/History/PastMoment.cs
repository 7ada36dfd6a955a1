namespace PortTop.Model;

/// <summary>A poll that is over.</summary>
/// <param name="Number">Its place among all that were remembered, from 0.</param>
/// <param name="Head">All of it but its pools.</param>
/// <param name="Whole">The pools that are kept as they were.</param>
/// <param name="MinuteAgo">The first moment no more than a minute before it.</param>
internal sealed record PastMoment(int Number, Snapshot Head, IReadOnlyList<PoolSample> Whole, int MinuteAgo)
{
    /// <summary>When it was.</summary>
    internal DateTimeOffset Time => Head.Time;
}
