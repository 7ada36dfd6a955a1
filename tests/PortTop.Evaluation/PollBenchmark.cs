using System.Diagnostics;
using System.Globalization;
using PortTop.Kernel;
using PortTop.Pipeline;

namespace PortTop.Evaluation;

/// <summary>Times polls of the running kernel: range, listeners and sockets, sorted into pools, to the published snapshot.</summary>
internal static class PollBenchmark
{
    private const int WarmUp = 4;

    internal static int Run(string[] options)
    {
        var repetitions = 9;
        var choice = CollectorChoice.Netlink;
        for (var i = 0; i + 1 < options.Length; i += 2)
        {
            switch (options[i])
            {
                case "--reps":
                    repetitions = int.Parse(options[i + 1], CultureInfo.InvariantCulture);
                    break;
                case "--collector":
                    choice = Enum.Parse<CollectorChoice>(options[i + 1], ignoreCase: true);
                    break;
                default:
                    Console.Error.WriteLine("there is no option " + options[i]);
                    return 2;
            }
        }

        using var source = new KernelSocketSource(choice, new KernelRoots());
        var poller = new Poller(source, () => Stopwatch.GetElapsedTime(0));
        var interest = new Interest(TimeSpan.FromSeconds(1));
        var milliseconds = new double[repetitions];
        long allocated = 0;
        var snapshot = poller.Poll(DateTimeOffset.UtcNow, null, interest);
        for (var i = -WarmUp; i < repetitions; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            snapshot = poller.Poll(DateTimeOffset.UtcNow, 1, interest);
            if (i < 0)
            {
                // As between the polls of the program: owners are known when a poll is timed.
                while (poller.Hunt(TimeSpan.FromSeconds(1), isSweeping: true))
                {
                }
            }
            else
            {
                milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        Array.Sort(milliseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"poll collector={snapshot.Source.Collector} median={milliseconds[repetitions / 2]:F2} ms min={milliseconds[0]:F2} ms rows={poller.Sockets} pools={snapshot.Pools.Count} allocated={allocated / repetitions} B"));
        return 0;
    }
}
