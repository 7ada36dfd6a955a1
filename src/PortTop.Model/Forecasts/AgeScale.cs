namespace PortTop.Model;

/// <summary>The age bins in seconds at one interval between polls.</summary>
public sealed class AgeScale
{
    /// <summary>
    /// The first bins are learned by counting who passes; time at risk says nothing there, because when within an interval a socket came is
    /// unknown.
    /// </summary>
    internal const int CountedBins = 3;

    /// <summary>
    /// Young sockets come and go all the time: their lifetimes are forgotten as fast as arrival rates are, so that a server that slows down
    /// is seen at once.
    /// </summary>
    private const double YoungMemorySeconds = 10;
    private const double OldMemorySeconds = 20;

    private readonly double[] _starts = new double[AgeBins.Count];
    private readonly double[] _widths = new double[AgeBins.Count];
    private readonly double[] _memories = new double[AgeBins.Count];

    /// <summary>The bins at an interval.</summary>
    /// <param name="interval">Seconds between polls.</param>
    public AgeScale(double interval)
    {
        Interval = interval;
        YoungMemory = Math.Max(YoungMemorySeconds, 3 * interval);
        for (var bin = 0; bin < AgeBins.Count; bin++)
        {
            _starts[bin] = interval * AgeBins.Start(bin);

            // The last bin is open; where its hazard needs a width it counts as wide as all before it.
            var end = bin < AgeBins.Count - 1 ? AgeBins.Start(bin + 1) : 2 * AgeBins.Start(bin);
            _widths[bin] = (interval * end) - _starts[bin];
            _memories[bin] = bin < CountedBins ? YoungMemory : Math.Max(OldMemorySeconds, _widths[bin]);
        }
    }

    /// <summary>Seconds between polls.</summary>
    public double Interval { get; }

    /// <summary>The time constant, in seconds, of what is learned about sockets that just came.</summary>
    internal double YoungMemory { get; }

    /// <summary>Where a bin begins, in seconds.</summary>
    internal double Start(int bin) => _starts[bin];

    /// <summary>How wide a bin is, in seconds.</summary>
    internal double Width(int bin) => _widths[bin];

    /// <summary>
    /// The time constant, in seconds, by which what was learned in a bin is forgotten: as long as it takes to learn it anew.
    /// </summary>
    internal double Memory(int bin) => _memories[bin];

    /// <summary>The bin of an age in seconds.</summary>
    internal int BinOf(double age)
    {
        var bin = 0;
        while (bin < AgeBins.Count - 1 && _starts[bin + 1] <= age)
        {
            bin++;
        }

        return bin;
    }
}
