using System.Globalization;

namespace PortTop.Model;

/// <summary>How a pool that works and fails in turn does so, in plain ASCII.</summary>
public static class WaveText
{
    /// <summary>
    /// "fails 17 s of every 62 s"; with "at least" where more may be asked for than is known. Writes nothing where no turn is foretold.
    /// </summary>
    public static int Write(PoolSample pool, Span<char> destination)
    {
        if (pool is not { Status.IsForetold: true, Beats: { } beats })
        {
            return 0;
        }

        var least = pool.Demand?.LeastWord;
        return destination.TryWrite(
            CultureInfo.InvariantCulture, $"fails {least}{beats.FailingSeconds:0} s of every {beats.CycleSeconds:0} s", out var written)
            ? written : 0;
    }

    /// <summary>"fails 17 s of every 62 s, next ~20:48:35Z"; null where no turn is foretold.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="time">The time of the poll.</param>
    public static string? Describe(PoolSample pool, DateTimeOffset time)
    {
        Span<char> text = stackalloc char[64];
        return Write(pool, text) is > 0 and var length
            ? string.Create(CultureInfo.InvariantCulture, $"{text[..length]}, next ~{Next(pool, time).UtcDateTime:HH:mm:ss}Z")
            : null;
    }

    /// <summary>When it fails next, of one in waves that is foretold.</summary>
    public static DateTimeOffset Next(PoolSample pool, DateTimeOffset time) => time.AddSeconds(pool.Beats?.Fails ?? 0);
}
