namespace PortTop.Model;

/// <summary>The words for a pool's condition.</summary>
public static class PoolStatusText
{
    private const string FailingNow = "FAILING";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Writes the word, for a full pool with its duration: FULL 1m15s; FULL >12s when it was full before the first poll; at that poll FULL alone.
    /// A pool that has ports and fails is FAILING, and one that did a moment ago failed 4s.
    /// </summary>
    public static int Write(PoolStatus status, DateTimeOffset now, Span<char> destination)
    {
        var word = status is { Condition: PoolCondition.Failed, IsFailingNow: true } ? FailingNow : Word(status.Condition);
        word.CopyTo(destination);
        var duration = now - status.Since;
        if (status.Condition < PoolCondition.Failed || ReferenceEquals(word, FailingNow) || (status.SinceBeforeWatch && duration < Second))
        {
            return word.Length;
        }

        var written = word.Length;
        destination[written++] = ' ';
        if (status.SinceBeforeWatch)
        {
            destination[written++] = '>';
        }

        return written + DurationText.Write(duration, destination[written..]);
    }

    /// <summary>The bare word.</summary>
    public static string Word(PoolCondition condition) => condition switch
    {
        PoolCondition.Full => "FULL",
        PoolCondition.Failed => "failed",
        PoolCondition.AtRisk => "at risk",
        PoolCondition.Rising => "rising",
        _ => "steady",
    };
}
