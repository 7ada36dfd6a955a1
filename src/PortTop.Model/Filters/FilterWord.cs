namespace PortTop.Model;

/// <summary>One of the few words that a field takes.</summary>
/// <param name="Name">The word.</param>
/// <param name="IsMeant">True for a pool that it means.</param>
internal sealed record FilterWord(string Name, Func<PoolSample, bool> IsMeant)
{
    /// <summary>Another name for a word that is listed already.</summary>
    internal bool IsAlias { get; init; }

    /// <summary>The word as it is compared: time-wait, TIME_WAIT, timeWait and "time wait" are one.</summary>
    internal static string Fold(string word)
        => word.Replace("-", string.Empty, StringComparison.Ordinal).Replace("_", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
}
