using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Tells the ages of sockets: which poll was when, by a clock that nobody sets. Ages count in poll intervals; when polls come at another
/// pace for a while, the interval is that pace.
/// </summary>
internal sealed class AgeClock
{
    /// <summary>Times of so many polls are remembered; what is older is in the last bin whatever the pace is.</summary>
    private const int Remembered = 8192;

    /// <summary>A single late poll is no other pace.</summary>
    private const int PacePolls = 3;
    private const double PaceShare = .3;

    private readonly double[] _times = new double[Remembered];
    private readonly int[] _latest = new int[AgeBins.Count];
    private readonly int[] _latestBefore = new int[AgeBins.Count];
    private int _poll;
    private int _otherPace;

    /// <summary>The age bins.</summary>
    internal AgeScale Scale { get; private set; } = new(1);

    /// <summary>Seconds from the first poll to this one.</summary>
    internal double Now { get; private set; }

    /// <summary>Seconds from the first poll to the one before this.</summary>
    internal double Before => _poll > 1 ? TimeOf(_poll - 1) : 0;

    /// <summary>True while the first poll is read.</summary>
    internal bool IsFirst => _poll <= 1;

    /// <summary>Begins a poll. One that failed is begun again with the same number.</summary>
    /// <param name="moment">The poll.</param>
    /// <param name="interval">The wanted seconds between polls.</param>
    internal void Begin(PollMoment moment, double interval)
    {
        if (moment.Seconds is not { } seconds)
        {
            Scale = new AgeScale(interval);
        }
        else if (moment.Poll != _poll)
        {
            FollowPace(seconds);
        }

        _poll = moment.Poll;
        Now = Before + (moment.Seconds ?? 0);
        _times[_poll % Remembered] = Now;
        Bound(_latest, Now, _poll);
        Bound(_latestBefore, Before, _poll - 1);
    }

    /// <summary>The bin of a socket by the poll that saw it first; <see cref="FlowStep.UnknownAge"/> for the first poll of all.</summary>
    internal int BinOf(int firstPoll) => firstPoll <= 1 ? FlowStep.UnknownAge : Find(_latest, _poll, firstPoll);

    /// <summary>The bin that it was in at the poll before.</summary>
    internal int BinBefore(int firstPoll) => firstPoll <= 1 ? FlowStep.UnknownAge : Find(_latestBefore, _poll - 1, firstPoll);

    private static int Find(int[] latest, int poll, int firstPoll)
    {
        // At an even pace the number of polls is the age, and nothing has to be corrected.
        var bin = AgeBins.Of(poll - firstPoll);
        while (bin < AgeBins.Count - 1 && firstPoll <= latest[bin + 1])
        {
            bin++;
        }

        while (bin > 0 && firstPoll > latest[bin])
        {
            bin--;
        }

        return bin;
    }

    private double TimeOf(int poll) => _times[poll % Remembered];

    private void FollowPace(double seconds)
    {
        _otherPace = Math.Abs((seconds / Scale.Interval) - 1) > PaceShare ? _otherPace + 1 : 0;
        if (_otherPace >= PacePolls)
        {
            _otherPace = 0;
            Scale = new AgeScale(seconds);
        }
    }

    /// <summary>
    /// For each bin the last poll whose new sockets are in it or in an older one. Polls come a little early and late, which half an
    /// interval evens out.
    /// </summary>
    private void Bound(int[] latest, double now, int poll)
    {
        for (var bin = 1; bin < AgeBins.Count; bin++)
        {
            var until = now - ((AgeBins.Start(bin) - .5) * Scale.Interval);
            var (low, high) = (Math.Max(0, poll - Remembered + 1), poll);
            while (low < high)
            {
                var middle = low + ((high - low + 1) / 2);
                (low, high) = TimeOf(middle) <= until ? (middle, high) : (low, middle - 1);
            }

            latest[bin] = low;
        }
    }
}
