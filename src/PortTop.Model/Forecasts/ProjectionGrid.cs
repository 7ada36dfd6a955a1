namespace PortTop.Model;

/// <summary>The times of a projection: each second at first, where TIME-WAIT ports come back by a known schedule, and ever coarser up to half an hour.</summary>
public static class ProjectionGrid
{
    /// <summary>How far ahead is looked, in seconds.</summary>
    public const int Horizon = 1800;

    /// <summary>How many times there are.</summary>
    public const int Count = 113;

    private static readonly (int Until, int Step)[] Parts = [(20, 1), (64, 2), (180, 4), (600, 20), (Horizon, 60)];

    private static readonly double[] Times = Make();

    /// <summary>A time of the grid, in seconds from now.</summary>
    public static double Seconds(int index) => Times[index];

    /// <summary>The seconds from the time before to a time of the grid; 0 for the first.</summary>
    internal static double Step(int index) => index == 0 ? 0 : Times[index] - Times[index - 1];

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

        return values[index] + ((values[index + 1] - values[index]) * (seconds - Times[index]) / (Times[index + 1] - Times[index]));
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
