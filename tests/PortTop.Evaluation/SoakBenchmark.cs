using System.Diagnostics;
using System.Globalization;
using PortTop.Evaluation.Soaking;

namespace PortTop.Evaluation;

/// <summary>
/// Ten polls a second with random keys and sizes, in real time; says what it came to, and fails where something is not as it must be.
/// </summary>
internal static class SoakBenchmark
{
    private const double Second = 0.1;
    private const int Scenarios = 3;

    private static readonly string[] Played = ["beats", "namespaces", "bind-first"];

    /// <summary>Runs for so many seconds, 600 where nothing is said.</summary>
    internal static int Run(string[] options)
    {
        var (seconds, seed) = (600, 1);
        for (var i = 0; i + 1 < options.Length; i += 2)
        {
            var number = int.Parse(options[i + 1], CultureInfo.InvariantCulture);
            (seconds, seed) = options[i] == "--seconds" ? (number, seed) : (seconds, number);
        }

        var failed = false;
        Console.WriteLine("scenario       polls   keys   bytes/s  core %  managed MB: 1/4   1/2   3/4   end");
        for (var i = 0; i < Scenarios; i++)
        {
            failed |= Play(Played[i], seconds / Scenarios, seed + i);
        }

        return failed ? 1 : 0;
    }

    private static bool Play(string scenario, int seconds, int seed)
    {
        using var soak = new Soak(scenario, TimeSpan.FromSeconds(Second), seed);
        var steps = (int)(seconds / Second);
        var memory = new List<double>();
        var clock = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        string? difference = null;
        for (var step = 1; step <= steps && difference is null; step++)
        {
            soak.Step();
            if (step % 10 == 0)
            {
                difference = soak.Difference();
            }

            if (step * 4 % steps < 4)
            {
                memory.Add(GC.GetTotalMemory(forceFullCollection: true) / 1e6);
            }

            var ahead = TimeSpan.FromSeconds(step * Second) - clock.Elapsed;
            Thread.Sleep(ahead > TimeSpan.Zero ? ahead : TimeSpan.Zero);
        }

        var core = 100 * (Environment.CpuUsage.TotalTime - processor) / clock.Elapsed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario,-14} {soak.Polls,5} {soak.Presses,6} {soak.Bytes / clock.Elapsed.TotalSeconds,9:0} {core,7:0.0}  {"",10}{string.Join("", memory.Select(static megabytes => $"{megabytes,6:0.0}"))}"));
        soak.Failures.ForEach(static failure => Console.WriteLine("poll failed: " + failure));
        Console.WriteLine(difference is null ? "the screen equals a fresh draw" : "the screen differs " + difference);
        return difference is not null || soak.Failures.Count > 0;
    }
}
