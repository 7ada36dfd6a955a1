using System.Globalization;

namespace PortTop.Model;

/// <summary>The words for a pool's condition.</summary>
public static class PoolStatusText
{
    private const string FailingNow = "FAILING";
    private const string FullIn = "full in ";

    /// <summary>The length of "00s".</summary>
    private const int NoSeconds = 3;

    private static readonly TimeSpan ManyMinutes = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Writes the word, for a full pool with its duration: FULL 1m15s; FULL >12s when it was full before the first poll; at that poll FULL
    /// alone. A pool that has ports and fails is FAILING, and one that did a moment ago failed 4s. One that works and fails in turn, as is
    /// foretold, is in waves; where nothing is foretold it was full 4s ago. One that fills is full in 2m14s, one that leaks slowly full
    /// 13h-19h, one that grows settles 71%.
    /// </summary>
    public static int Write(PoolStatus status, DateTimeOffset now, Span<char> destination)
    {
        if (status is { Condition: PoolCondition.Countdown, FullAt: { } at })
        {
            var left = at - now;
            if (left <= -Second)
            {
                // The forecast was for a moment that is over, and no poll has told yet.
                return NumberText.WriteText("full by now", destination);
            }

            FullIn.CopyTo(destination);

            // Seconds are noise where minutes are many.
            left = left >= ManyMinutes ? TimeSpan.FromMinutes(Math.Floor(left.TotalMinutes)) : left;
            var length = DurationText.Write(left, destination[FullIn.Length..]);
            return FullIn.Length + length - (left >= ManyMinutes ? NoSeconds : 0);
        }

        if (status.FullBetween is var (earliest, latest))
        {
            "full ".CopyTo(destination);
            return "full ".Length + DurationText.WriteBetween(earliest - now, latest - now, "-", destination["full ".Length..]);
        }

        if (status is { Condition: PoolCondition.Settles, SettlesAt: { } ratio })
        {
            return destination.TryWrite(CultureInfo.InvariantCulture, $"settles {Math.Floor(100 * ratio):0}%", out var settled) ? settled : 0;
        }

        if (status is { Condition: PoolCondition.Waves, IsForetold: false, FullLast: { } last } && now - last >= Second)
        {
            return WriteAgo(now - last, destination);
        }

        var word = status is { Condition: PoolCondition.Failed, IsFailingNow: true } ? FailingNow : Word(status.Condition);
        word.CopyTo(destination);
        var duration = now - status.Since;
        if (status.Condition is < PoolCondition.Failed or PoolCondition.Waves || ReferenceEquals(word, FailingNow)
            || (status.SinceBeforeWatch && duration < Second))
        {
            return word.Length;
        }

        var written = word.Length;
        destination[written++] = ' ';
        if (status.SinceBeforeWatch)
        {
            destination[written++] = '>';
        }

        return written + DurationText.Write(duration, destination[written..]);
    }

    /// <summary>Writes between which two times a pool fills: (1m50s-2m55s), or later. Writes nothing where nothing counts down.</summary>
    public static int WriteBounds(in PoolForecast forecast, string dash, Span<char> destination)
    {
        if (forecast.State != ForecastState.Countdown || forecast.Seconds == double.PositiveInfinity)
        {
            return 0;
        }

        if (forecast.Latest == double.PositiveInfinity)
        {
            const string OrLater = "or later";
            OrLater.CopyTo(destination);
            return OrLater.Length;
        }

        Span<char> earliest = stackalloc char[16];
        Span<char> latest = stackalloc char[16];
        earliest = earliest[..DurationText.Write(TimeSpan.FromSeconds(forecast.Earliest), earliest)];
        latest = latest[..DurationText.Write(TimeSpan.FromSeconds(forecast.Latest), latest)];
        return destination.TryWrite(CultureInfo.InvariantCulture, $"({earliest}{dash}{latest})", out var written) ? written : 0;
    }

    private static int WriteAgo(TimeSpan ago, Span<char> destination)
    {
        const string Full = "full ";
        const string Ago = " ago";
        Full.CopyTo(destination);
        var whole = ago >= Minute ? TimeSpan.FromMinutes(Math.Floor(ago.TotalMinutes)) : ago;
        var written = Full.Length + DurationText.Write(whole, destination[Full.Length..]);
        written -= whole >= Minute && whole < Hour ? NoSeconds : 0;
        Ago.CopyTo(destination[written..]);
        return written + Ago.Length;
    }

    /// <summary>The bare word.</summary>
    public static string Word(PoolCondition condition) => condition switch
    {
        PoolCondition.Full => "FULL",
        PoolCondition.Waves => "waves",
        PoolCondition.Failed => "failed",
        PoolCondition.Countdown => "full soon",
        PoolCondition.Unclear => "unclear",
        PoolCondition.AtRisk => "at risk",
        PoolCondition.Settles => "settles",
        _ => "steady",
    };
}
