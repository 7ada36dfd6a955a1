namespace PortTop.Tests;

/// <summary>Measures what code allocates.</summary>
internal static class Garbage
{
    private const int Repetitions = 20;

    /// <summary>
    /// The bytes that one run of <paramref name="action"/> allocates once warm: the least of many runs, because a collection that
    /// another test causes in between books what is left of this thread's allocation context as allocated.
    /// </summary>
    internal static long Of(Action action)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Repetitions; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
