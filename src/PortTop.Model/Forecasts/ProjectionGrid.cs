namespace PortTop.Model;

/// <summary>
/// The times of a projection: each second at first, where TIME-WAIT ports come back by a known schedule, and ever coarser up to half an
/// hour.
/// </summary>
public static class ProjectionGrid
{
    /// <summary>How far ahead is looked, in seconds.</summary>
    public const int Horizon = 1800;

    /// <summary>How many times there are.</summary>
    public const int Count = 113;

    private static readonly (int Until, int Step)[] Parts = [(20, 1), (64, 2), (180, 4), (600, 20), (Horizon, 60)];

    private static readonly double[] All = Make();
    private static readonly int[] LastOfSteps = [.. Enumerable.Range(0, Count).Select(static index => Array.FindLastIndex(All, time => time <= Parts.First(part => part.Until >= All[index]).Until))];

    /// <summary>The times of the grid, in seconds from now.</summary>
    internal static ReadOnlySpan<double> Times => All;

    /// <summary>A time of the grid, in seconds from now.</summary>
    public static double Seconds(int index) => All[index];

    /// <summary>The seconds from the time before to a time of the grid; 0 for the first.</summary>
    internal static double Step(int index) => index == 0 ? 0 : All[index] - All[index - 1];

    /// <summary>The last time of the grid up to which steps are as at this one.</summary>
    internal static int LastOfStep(int index) => index == 0 ? 0 : LastOfSteps[index];

    /// <summary>The value, between the times of the grid, of a function that is 0 before now and constant after the end.</summary>
    internal static double At(ReadOnlySpan<double> values, double seconds)
    {
        if (seconds < 0)
        {
            return 0;
        }

        if (seconds >= Horizon)
        {
            return values[^1];
        }

        var (start, index) = (0, 0);
        foreach (var (until, step) in Parts)
        {
            if (seconds < until)
            {
                index += (int)((seconds - start) / step);
                break;
            }

            index += (until - start) / step;
            start = until;
        }

        return values[index] + ((values[index + 1] - values[index]) * (seconds - All[index]) / (All[index + 1] - All[index]));
    }

    private static double[] Make()
    {
        var times = new List<double> { 0 };
        foreach (var (until, step) in Parts)
        {
            for (var time = (int)times[^1] + step; time <= until; time += step)
            {
                times.Add(time);
            }
        }

        return [.. times];
    }
}
