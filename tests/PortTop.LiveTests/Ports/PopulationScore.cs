using System.Collections.Concurrent;
using System.Globalization;

namespace PortTop.LiveTests.Ports;

/// <summary>How well porttop knew many populations, with asking the kernel and without.</summary>
internal sealed class PopulationScore
{
    private int _pools;
    private int _healthy;
    private int _unclearWhenAsking;
    private int _unclearWithoutAsking;

    /// <summary>What must never be.</summary>
    internal ConcurrentQueue<string> Wrong { get; } = [];

    /// <summary>Connect pools that were not known to the port though the kernel was asked.</summary>
    internal ConcurrentQueue<string> Inexact { get; } = [];

    /// <summary>Healthy populations of which a pool is called unclear.</summary>
    internal ConcurrentQueue<string> NeedlesslyUnclear { get; } = [];

    /// <summary>The share of connect pools that were known to the port.</summary>
    internal double Exact => Share(_pools - Inexact.Count, _pools);

    /// <summary>Healthy populations that have an unclear pool, where the kernel is asked.</summary>
    internal int UnclearWhenAsking => _unclearWhenAsking;

    /// <summary>The same where it may not be asked.</summary>
    internal int UnclearWithoutAsking => _unclearWithoutAsking;

    /// <summary>How many of the healthy populations a share is; one at least, for a few populations say nothing of a share.</summary>
    internal int Allowed(double share) => Math.Max(1, (int)Math.Floor(share * _healthy));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_pools} connect pools, {Exact:P1} exact; {_healthy} healthy, unclear {UnclearWhenAsking} asked, {UnclearWithoutAsking} not");

    /// <summary>Judges what was said of one population.</summary>
    internal void Add(
        int seed,
        FinishedPopulation population,
        Dictionary<string, int> truth,
        Dictionary<string, SeenPool> asked,
        Dictionary<string, SeenPool> unasked)
    {
        var isOdd = population.Rules.Size % 2 != 0;
        var about = $"TEST_SEED={seed} {population.Shape}, {population.Rules}: {population.Story}";
        var isClear = (Asking: true, Never: true);
        foreach (var (name, given) in truth)
        {
            // Whether a socket is IPv6-only is not always to be known, and asking by connect() does not tell: bind() has bounds then.
            var isConnect = !name.StartsWith(AskingPopulationTests.BindPrefix, StringComparison.Ordinal);
            Interlocked.Add(ref _pools, isConnect ? 1 : 0);
            if (!asked.TryGetValue(name, out var pool))
            {
                Wrong.Enqueue($"{name} is not listed when asked, {given} given; {about}");
                continue;
            }

            // Whether anybody binds there is a guess where the kernel is not asked: it need not be listed, unless all else that is looks
            // well.
            if (!unasked.TryGetValue(name, out var bounded)
                && (isConnect || (given == 0 && unasked.Values.All(static other => other.IsBetterThanUnclear))))
            {
                Wrong.Enqueue($"{name} is not listed, {given} given; {about}");
                continue;
            }

            Judge(name, given, pool, "asking", about);
            if (bounded is not null)
            {
                Judge(name, given, bounded, "never", about);
            }

            if (isConnect && !IsExact(pool, given, isOdd))
            {
                Inexact.Enqueue($"{name}: {given} given, {pool} when asked; {about}");
            }

            isClear = (isClear.Asking && !pool.IsUnclear, isClear.Never && bounded is not { IsUnclear: true });
        }

        if (truth.Count > 0 && truth.Values.All(given => given > population.Rules.Usable / 2.0))
        {
            Interlocked.Increment(ref _healthy);
            Interlocked.Add(ref _unclearWhenAsking, isClear.Asking ? 0 : 1);
            Interlocked.Add(ref _unclearWithoutAsking, isClear.Never ? 0 : 1);
            if (isClear != (true, true))
            {
                NeedlesslyUnclear.Enqueue($"clear with asking {isClear.Asking}, without {isClear.Never}; {about}");
            }
        }
    }

    private void Judge(string name, int given, SeenPool pool, string how, string about)
    {
        if (pool.FreeLower > given || given > pool.FreeUpper)
        {
            Wrong.Enqueue($"{name}: {given} given, {pool} promised ({how}); {about}");
        }

        if (given == 0 && pool.IsBetterThanUnclear)
        {
            Wrong.Enqueue($"{name}: none is left, and that is called {pool.State}: {pool} ({how}); {about}");
        }
    }

    private static bool IsExact(SeenPool pool, int given, bool isOdd)
        => pool.Free == pool.FreeUpper && (isOdd
            ? pool.FreeLower >= pool.Free - 1 && given >= pool.Free - 1 && given <= pool.Free
            : pool.FreeLower == pool.Free && given == pool.Free);

    private static double Share(int part, int whole) => whole == 0 ? 1 : (double)part / whole;
}
