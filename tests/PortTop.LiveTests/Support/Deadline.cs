using System.Diagnostics;

namespace PortTop.LiveTests.Support;

/// <summary>
/// Waits for a condition, never for a time: machines are shared, and what takes a millisecond on a quiet one may take seconds beside a busy
/// loop. The deadline is so generous that whoever misses it is broken, not slow.
/// </summary>
internal static class Deadline
{
    /// <summary>How long a condition is waited for.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Waits until something holds.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="what">The same in words.</param>
    /// <param name="seen">What was seen instead, for the message.</param>
    internal static void Until(Func<bool> condition, string what, Func<string>? seen = null)
    {
        var waiting = Stopwatch.StartNew();
        while (!condition())
        {
            Check(waiting.Elapsed, what, seen);
            Thread.Sleep(Pause);
        }
    }

    /// <summary>Reads again and again until what is read is as it should be, and returns that.</summary>
    internal static T Until<T>(Func<T> read, Func<T, bool> holds, string what, Func<T, string>? show = null)
    {
        var value = read();
        Until(() => holds(value) || holds(value = read()), what, () => show is null ? $"{value}" : show(value));
        return value;
    }

    /// <summary>Fails when the patience is over.</summary>
    internal static void Check(TimeSpan waited, string what, Func<string>? seen = null)
    {
        if (waited > Patience)
        {
            throw new ShouldAssertException($"not reached in {Patience.TotalSeconds:0} s: {what}; seen: {seen?.Invoke()}");
        }
    }
}
