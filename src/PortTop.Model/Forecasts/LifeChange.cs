namespace PortTop.Model;

/// <summary>Notices when connections begin to live much longer, or much shorter.</summary>
internal sealed class LifeChange
{
    private const double MemorySeconds = 60;

    /// <summary>Lives vary; a change by half is noise in most services.</summary>
    private const double Factor = 2;

    /// <summary>Below this nothing is told: polls do not see lives that are shorter.</summary>
    private const double LeastSeconds = .2;

    /// <summary>A change that is older explains nothing of now.</summary>
    private const double RememberedSeconds = 300;

    /// <summary>A single poll that cannot tell how long connections live changes nothing.</summary>
    private const double UnknownSeconds = 3;

    private double? _usual;
    private double _unknown;
    private double _since;

    /// <summary>Seconds that connections lived before the change; null where there was none.</summary>
    internal double? Before { get; private set; }

    /// <summary>Seconds that they live since; infinite where none is seen to end.</summary>
    internal double After { get; private set; }

    /// <summary>When it was noticed, by the clock of forecasts.</summary>
    internal double Time { get; private set; }

    /// <summary>Learns from a poll.</summary>
    internal void Learn(double? life, double now, double seconds)
    {
        // Who is not seen to end any more lives longer than can be said.
        _unknown = life is null ? _unknown + seconds : 0;
        if (life is null && (_usual is null || _unknown < UnknownSeconds))
        {
            return;
        }

        var lives = life ?? double.PositiveInfinity;

        if (_usual is not { } usual)
        {
            _usual = lives;
            _since = now;
            return;
        }

        var isKnown = now - _since >= MemorySeconds / 4;
        if (Before is { } before)
        {
            After = lives;
            var isBack = lives < before * Factor && lives > before / Factor;
            if (isBack || now - Time > RememberedSeconds)
            {
                (Before, _usual) = (null, double.IsFinite(lives) ? lives : null);
            }
        }
        else if (isKnown && Math.Max(lives, usual) >= LeastSeconds && (lives > usual * Factor || lives < usual / Factor))
        {
            (Before, After, Time) = (usual, lives, now);
        }
        else if (!isKnown)
        {
            // Before some have ended their lives are a guess, and a guess that is corrected is no change.
            _usual = lives;
        }
        else
        {
            _usual = usual + ((lives - usual) * (1 - Math.Exp(-seconds / MemorySeconds)));
        }
    }
}
