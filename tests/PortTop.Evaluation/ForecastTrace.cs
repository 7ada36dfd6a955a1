using System.Globalization;
using PortTop.Model;

namespace PortTop.Evaluation;

/// <summary>Forecasts a recorded course, poll by poll, and writes what is said as "t,state,mid,lo,hi".</summary>
internal static class ForecastTrace
{
    internal static int Run(string path, TextWriter output)
    {
        try
        {
            Write(new TraceFile(path), output);
            return 0;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine(problem.Message);
            return 1;
        }
    }

    private static void Write(TraceFile trace, TextWriter output)
    {
        var counts = new FlowCounts();
        var forecaster = new Forecaster();
        var room = new ForecastRoom();
        var lateness = new TimerLateness();
        var scale = new AgeScale(trace.Interval);
        double? before = null;
        output.WriteLine("t,state,mid,lo,hi");
        foreach (var now in trace.Read(counts))
        {
            if (before is { } last)
            {
                lateness.Learn(counts.Overdue, forecaster.CountReleases(counts), now - last);
            }

            var forecast = forecaster.Update(counts, trace.Capacity - Forecaster.Blocked(counts, trace.ReuseDelay), trace.ReuseDelay, new ForecastMoment(now, scale, lateness), room);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{now:0.000},{Word(forecast.State)},{Seconds(forecast.Seconds)},{Seconds(forecast.Earliest)},{Seconds(forecast.Latest)}"));
            before = now;
        }
    }

    private static string Seconds(double seconds) => double.IsInfinity(seconds) ? string.Empty : seconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Word(ForecastState state) => state switch
    {
        ForecastState.Full => "EXHAUSTED",
        ForecastState.Countdown => "COUNTDOWN",
        ForecastState.AtRisk => "AT_RISK",
        _ => "CALM",
    };
}
