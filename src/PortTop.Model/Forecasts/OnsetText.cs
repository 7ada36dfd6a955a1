using System.Globalization;

namespace PortTop.Model;

/// <summary>What changed when a pool's trouble began, in words.</summary>
public static class OnsetText
{
    /// <summary>What changed: asks 40/s → 610/s. Without the time, which a reader may want in another zone.</summary>
    /// <param name="onset">What changed.</param>
    /// <param name="arrow">The arrow between two figures.</param>
    public static string Describe(PoolOnset onset, string arrow)
    {
        var change = onset is { Before: { } before, After: { } after } ? $"{Figure(onset.Kind, before)} {arrow} {Figure(onset.Kind, after)}" : string.Empty;
        return onset.Kind switch
        {
            OnsetKind.MoreAsked => "asks " + change,
            OnsetKind.NewDestination => "new destination" + (onset.After is { } rate ? ", asks " + Figure(onset.Kind, rate) : string.Empty),
            OnsetKind.LongerLives => "connections live longer, " + change,
            OnsetKind.ShorterLives => "connections live shorter, " + change,
            OnsetKind.RangeChanged => "range changed",
            OnsetKind.Earlier => "before porttop looked",
            _ => "no step in what is asked",
        };
    }

    /// <summary>The name of a kind in JSON.</summary>
    public static string JsonName(OnsetKind kind)
    {
        var name = kind.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string Figure(OnsetKind kind, double value)
    {
        if (kind is OnsetKind.LongerLives or OnsetKind.ShorterLives)
        {
            return value < 10 ? value.ToString("0.0", CultureInfo.InvariantCulture) + "s" : Duration(value);
        }

        Span<char> text = stackalloc char[16];
        return string.Concat(text[..NumberText.WriteRate(value, text)], "/s");
    }

    private static string Duration(double seconds)
    {
        Span<char> text = stackalloc char[16];
        return text[..DurationText.Write(TimeSpan.FromSeconds(seconds), text)].ToString();
    }
}
