namespace PortTop.Pipeline;

/// <summary>
/// The processor time that questions about single ports may take, in all namespaces together: half a second at the start, when nothing is
/// known, and 2 ms more with each
/// poll. What is not needed is kept for the day on which many ports are in doubt at once.
/// </summary>
internal sealed class AskingAllowance
{
    private const int FirstPolls = 3;

    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan EachPoll = TimeSpan.FromMilliseconds(2);

    /// <summary>No single poll waits longer than this for answers, once the screen is there.</summary>
    private static readonly TimeSpan MostAtOnce = TimeSpan.FromMilliseconds(50);

    private TimeSpan _saved = Most - EachPoll;
    private int _polls;

    /// <summary>What may be spent now.</summary>
    internal TimeSpan Left
    {
        get
        {
            var left = _polls <= FirstPolls ? _saved : MostAtOnce - Cost;
            return left < _saved ? left : _saved;
        }
    }

    /// <summary>What was spent in this poll.</summary>
    internal TimeSpan Cost { get; private set; }

    /// <summary>Begins a poll.</summary>
    internal void Begin()
    {
        _polls++;
        Cost = TimeSpan.Zero;
        _saved = _saved + EachPoll < Most ? _saved + EachPoll : Most;
    }

    /// <summary>Takes what was spent.</summary>
    internal void Spend(TimeSpan cost)
    {
        _saved -= cost;
        Cost += cost;
    }
}
