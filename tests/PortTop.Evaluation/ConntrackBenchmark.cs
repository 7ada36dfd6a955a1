using System.Diagnostics;
using System.Globalization;
using PortTop.Kernel.Conntrack;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Evaluation;

/// <summary>
/// Times a reading of a million played-in entries of the connection tracking table: parsed, sorted into pools, the fullest made samples of.
/// </summary>
internal static class ConntrackBenchmark
{
    private const int Entries = 1_000_000;
    private const int Repetitions = 5;
    private const int MostPools = 500;

    internal static int Run()
    {
        foreach (var destinations in (int[])[20, 10_000, Entries])
        {
            var table = new NatTable();
            var milliseconds = new double[Repetitions];
            long peak = 0;
            var pools = 0;
            for (var i = 0; i < Repetitions; i++)
            {
                GC.Collect();
                var before = GC.GetTotalMemory(forceFullCollection: true);
                var start = Stopwatch.GetTimestamp();
                new ConntrackDump(() => new PlayedConntrack(Entries, destinations)).Read(table);
                table.Complete();
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false) - before);
                var sampler = new NatSampler(new NatRuleBook(null, []), 1);
                PoolSample[] samples = [.. table.Fullest(MostPools).Select(sampler.Sample)];
                pools = table.Pools;
                table.Restart();
                milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                GC.KeepAlive(samples);
            }

            Array.Sort(milliseconds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"conntrack entries={Entries} pools={pools} median={milliseconds[Repetitions / 2]:F0} ms max={milliseconds[^1]:F0} ms heap={peak / 1e6:F0} MB peak={Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB resident"));
        }

        return 0;
    }
}
