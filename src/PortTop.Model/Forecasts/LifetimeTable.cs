using System.Runtime.CompilerServices;

namespace PortTop.Model;

/// <summary>
/// Learns how long the connections of one pool live: for each age bin who passed it, who ended in it, and the time spent in it.
/// </summary>
internal sealed class LifetimeTable
{
    /// <summary>Little's law needs some arrivals, and about as many ends: while a leak begins nothing ends.</summary>
    private const double Fewest = 5;
    private const double MostEnd = .7;

    /// <summary>Over a minute: which end closes first is a property of the service.</summary>
    private const double CloseMemorySeconds = 60;

    /// <summary>A poll that came later than this tells nothing of ages: who passed a bin cannot be counted.</summary>
    private const double MostIntervals = 2.5;

    /// <summary>Where connections are rare too few are seen within the memory of young ones: then what was seen before counts on.</summary>
    private const double RareMemorySeconds = 120;

    private Bins _ended;
    private Bins _passed;
    private Young _rareEnded;
    private Young _rarePassed;
    private Bins _atRisk;
    private Counts _before;
    private double _arrivals;
    private double _arrivedActive;
    private double _activeSeconds;
    private double _shortEnded;
    private double _closes;
    private double _closesToTimeWait;
    private double _unknownEnded;
    private double _unknownAtRisk;

    /// <summary>The part of new sockets that were seen before they were closed: the others lived shorter than an interval.</summary>
    internal double SeenActive => (_arrivedActive + .05) / (_arrivals + .1);

    /// <summary>The part of closed sockets whose port stays in TIME-WAIT: this side closed first.</summary>
    internal double ToTimeWait => Math.Min(1, (_closesToTimeWait + .5) / (_closes + .5));

    /// <summary>The rate at which sockets of unknown age end, per second.</summary>
    internal double UnknownHazard => _unknownEnded / Math.Max(1, _unknownAtRisk);

    /// <summary>
    /// Mean seconds for which short connections are active, by Little's law: the mean number of active ones over the rate of arrivals. Null
    /// where too few came. It counts what polls do not see ending, and lags where lives are long.
    /// </summary>
    internal double? ShortLife => _arrivals >= Fewest && _shortEnded >= MostEnd * _arrivals ? _activeSeconds / _arrivals : null;

    /// <summary>Hardly anything came of late: what was known before is known better.</summary>
    internal bool IsIdle => _arrivals < 1;

    /// <summary>Too few came of late to tell how long they live.</summary>
    internal bool AreFew => _arrivals < Fewest;

    /// <summary>Learns from a poll.</summary>
    internal void Learn(FlowCounts counts, AgeScale scale, double seconds)
    {
        var keepYoung = Math.Exp(-seconds / scale.YoungMemory);
        _arrivals = (_arrivals * keepYoung) + counts.Arrivals;
        _activeSeconds = (_activeSeconds * keepYoung) + ((counts.Active - counts.UnknownAge) * seconds);
        _shortEnded = (_shortEnded * keepYoung) + counts.FirstSeenClosed + counts.AllLeft - counts.UnknownAgeLeft;
        _arrivedActive = (_arrivedActive * keepYoung) + counts.Arrivals - counts.FirstSeenClosed;
        var keep = Math.Exp(-seconds / CloseMemorySeconds);
        var closes = counts.FirstSeenClosed + counts.AllLeft;
        _closes = (_closes * keep) + closes;
        _closesToTimeWait = (_closesToTimeWait * keep) + Math.Min(counts.FirstSeenClosed + counts.EnteredTimeWait, closes);
        _unknownEnded = (_unknownEnded * keep) + counts.UnknownAgeLeft;
        _unknownAtRisk = (_unknownAtRisk * keep) + (counts.UnknownAge * seconds);
        if (seconds < MostIntervals * scale.Interval)
        {
            LearnBins(counts, scale, seconds);
        }
    }

    /// <summary>Remembers what the next poll compares with.</summary>
    internal void Remember(FlowCounts counts)
    {
        for (var bin = 0; bin < AgeBins.Count; bin++)
        {
            _before[bin] = counts.Ages[bin];
        }
    }

    /// <summary>Forgets the ages: the bins mean other seconds now.</summary>
    internal void ForgetAges()
    {
        _ended = default;
        _passed = default;
        _rareEnded = default;
        _rarePassed = default;
        _atRisk = default;
    }

    /// <summary>Writes the survival of active sockets in one future.</summary>
    internal void Describe(SurvivalCurve curve, AgeScale scale, Future future)
    {
        curve.Begin(scale, Math.Clamp(SeenActive, 1e-6, 1));
        var hazard = 0.0;
        for (var bin = 0; bin < AgeBins.Count; bin++)
        {
            hazard = Hazard(bin, scale, future, hazard) ?? Unseen(bin, scale, future, hazard);
            curve.Add(bin, hazard);
        }
    }

    private void LearnBins(FlowCounts counts, AgeScale scale, double seconds)
    {
        // Who was in a bin or came into it, and neither ended nor is in it now, has passed to the next.
        double inflow = counts.Arrivals - counts.FirstSeenClosed;
        for (var bin = 0; bin < AgeBins.Count; bin++)
        {
            var passed = bin < AgeBins.Count - 1 ? Math.Max(0, _before[bin] + inflow - counts.Left[bin] - counts.Ages[bin]) : 0;
            var keep = (float)Math.Exp(-seconds / scale.Memory(bin));
            _passed[bin] = (_passed[bin] * keep) + (float)passed;
            _ended[bin] = (_ended[bin] * keep) + counts.Left[bin];
            _atRisk[bin] = (_atRisk[bin] * keep) + (float)((_before[bin] + counts.Ages[bin]) * .5 * seconds);
            inflow = passed;
            if (bin < AgeScale.CountedBins)
            {
                var keepRare = (float)Math.Exp(-seconds / RareMemorySeconds);
                _rarePassed[bin] = (_rarePassed[bin] * keepRare) + (float)passed;
                _rareEnded[bin] = (_rareEnded[bin] * keepRare) + counts.Left[bin];
            }
        }
    }

    /// <summary>The rate, per second, at which sockets of an age end; null where too few were seen.</summary>
    private double? Hazard(int bin, AgeScale scale, Future future, double younger)
    {
        // The early future takes lives as one standard deviation longer, the late one as shorter.
        var shift = future switch { Future.Likely => 0, Future.Early => 1, _ => -1 };
        if (bin < AgeScale.CountedBins)
        {
            const double Enough = 2;
            var (passed, seen) = ((double)_passed[bin], (double)_passed[bin] + _ended[bin]);
            if (seen <= Enough)
            {
                (passed, seen) = (_rarePassed[bin], (double)_rarePassed[bin] + _rareEnded[bin]);
            }

            if (seen <= Enough)
            {
                return null;
            }

            var share = (passed + .02) / (seen + .04);
            share += shift * Math.Sqrt(Math.Max(share * (1 - share), .25 / seen) / seen);
            return -Math.Log(Math.Clamp(share, 1e-4, 1)) / scale.Width(bin);
        }

        double atRisk = _atRisk[bin];
        if (atRisk <= Math.Max(2, .3 * scale.Width(bin)))
        {
            return null;
        }

        var hazard = (_ended[bin] + (.5 * younger)) / (atRisk + .5);
        return Math.Max(0, hazard - (shift * Math.Sqrt(_ended[bin] + .3) / atRisk));
    }

    /// <summary>What is assumed of an age that nobody reached yet.</summary>
    private static double Unseen(int bin, AgeScale scale, Future future, double younger) => future switch
    {
        Future.Likely => younger,
        Future.Early => .5 * younger,
        Future.Late => Math.Max(younger, .25 / Math.Max(scale.Start(bin), scale.Interval)),
        _ => Math.Max(younger, 5 / scale.Width(bin)),
    };

    [InlineArray(AgeBins.Count)]
    private struct Bins
    {
        private float _first;
    }

    [InlineArray(AgeScale.CountedBins)]
    private struct Young
    {
        private float _first;
    }

    [InlineArray(AgeBins.Count)]
    private struct Counts
    {
        private ushort _first;
    }
}
