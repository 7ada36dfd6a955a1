using System.Globalization;

namespace PortTop.Model;

/// <summary>What changed when a pool's trouble began, in words.</summary>
public static class OnsetText
{
    private const int Longest = 160;

    /// <summary>
    /// Writes what changed: asks 40/s → 610/s, 6 s after payment-api[811] started. Without the time, which a reader may want in another
    /// zone. What does not fit is left out.
    /// </summary>
    /// <param name="onset">What changed.</param>
    /// <param name="arrow">The arrow between two figures.</param>
    /// <param name="destination">Takes the text.</param>
    /// <param name="withCause">What happened just before is told too.</param>
    /// <returns>The number of characters.</returns>
    public static int Write(PoolOnset onset, string arrow, Span<char> destination, bool withCause = true)
    {
        var written = Append(destination, Word(onset.Kind));
        if (onset is { Before: { } before, After: { } after })
        {
            written += Append(destination[written..], " ");
            written += WriteFigure(onset.Kind, before, destination[written..]);
            written += Append(destination[written..], " ");
            written += Append(destination[written..], arrow);
            written += Append(destination[written..], " ");
            written += WriteFigure(onset.Kind, after, destination[written..]);
        }
        else if (onset.After is { } rate)
        {
            written += Append(destination[written..], ", asks ");
            written += WriteFigure(onset.Kind, rate, destination[written..]);
        }

        return withCause ? written + WriteCause(onset, destination[written..]) : written;
    }

    /// <summary>Writes what happened just before: ", 6s after payment-api[811] started"; nothing where nothing did.</summary>
    public static int WriteCause(PoolOnset onset, Span<char> destination)
    {
        if (onset.Cause is not { } cause)
        {
            return 0;
        }

        if (onset.CauseTime is not { } time)
        {
            var start = Append(destination, "; ");
            return start + Append(destination[start..], cause);
        }

        var apart = (onset.Time - time).TotalSeconds;
        var written = Append(destination, ", ");
        if (Math.Abs(apart) >= 1.5)
        {
            written += DurationText.Write(TimeSpan.FromSeconds(Math.Abs(apart)), destination[written..]);
            written += Append(destination[written..], apart > 0 ? " after " : " before ");
        }
        else
        {
            written += Append(destination[written..], "when ");
        }

        return written + Append(destination[written..], cause);
    }

    /// <summary>The same as a text of its own.</summary>
    public static string Describe(PoolOnset onset, string arrow)
    {
        Span<char> text = stackalloc char[Longest];
        return text[..Write(onset, arrow, text)].ToString();
    }

    private static string Word(OnsetKind kind) => kind switch
    {
        OnsetKind.MoreAsked => "asks",
        OnsetKind.NewDestination => "new destination",
        OnsetKind.LongerLives => "connections live longer,",
        OnsetKind.ShorterLives => "connections live shorter,",
        OnsetKind.RangeChanged => "the range or its sysctls changed",
        _ => "before porttop came",
    };

    private static int WriteFigure(OnsetKind kind, double value, Span<char> destination)
    {
        if (kind is OnsetKind.LongerLives or OnsetKind.ShorterLives)
        {
            return double.IsPositiveInfinity(value) ? Append(destination, "they stay open")
                : value >= 10 ? DurationText.Write(TimeSpan.FromSeconds(value), destination)
                : destination.TryWrite(CultureInfo.InvariantCulture, $"{value:0.0}s", out var length) ? length : 0;
        }

        var written = NumberText.WriteRate(value, destination);
        return written + Append(destination[written..], "/s");
    }

    private static int Append(Span<char> destination, ReadOnlySpan<char> text)
    {
        var length = Math.Min(text.Length, destination.Length);
        text[..length].CopyTo(destination);
        return length;
    }
}
