using System.Globalization;

namespace PortTop.Model;

/// <summary>Numbers as text, the same on every screen and in every report. Nothing here allocates; unknown is "?".</summary>
public static class NumberText
{
    /// <summary>A count with thousands separated: 28,211.</summary>
    public static int WriteCount(int value, Span<char> destination)
        => value.TryFormat(destination, out var written, "N0", CultureInfo.InvariantCulture) ? written : 0;

    /// <summary>The free ports of a pool, with ~ before them where not every port is accounted for: an estimate is shown as one.</summary>
    public static int WriteFree(PoolLedger ledger, Span<char> destination)
    {
        if (ledger.HasNoSize)
        {
            return WriteText("?", destination);
        }

        if (ledger.IsExact)
        {
            return WriteCount(ledger.Free, destination);
        }

        destination[0] = '~';
        return 1 + WriteCount(ledger.Free, destination[1..]);
    }

    /// <summary>A text, as much of it as fits.</summary>
    public static int WriteText(ReadOnlySpan<char> text, Span<char> destination)
    {
        var length = Math.Min(text.Length, destination.Length);
        text[..length].CopyTo(destination);
        return length;
    }

    /// <summary>A share as a whole per cent. Only a full pool says 100% and only an unused one 0%; little is &lt;1%.</summary>
    public static int WriteShare(double ratio, Span<char> destination)
    {
        var percent = (int)Math.Round(ratio * 100, MidpointRounding.AwayFromZero);
        percent = ratio < 1 ? Math.Min(percent, 99) : percent;
        if (percent == 0 && ratio > 0)
        {
            "<1%".CopyTo(destination);
            return 3;
        }

        return destination.TryWrite(CultureInfo.InvariantCulture, $"{percent}%", out var written) ? written : 0;
    }

    /// <summary>A rate per second: one decimal below ten, none above.</summary>
    public static int WriteRate(double? perSecond, Span<char> destination) => WriteRate(perSecond, destination, "0.0;-0.0;0", "#,0;-#,0;0");

    /// <summary>What is asked of a pool per second, with > before it where it is at least that.</summary>
    public static int WriteAsks(PoolSample pool, Span<char> destination)
    {
        if (pool.Demand is not { IsAtLeast: true } known)
        {
            return WriteRate(pool.Asks, destination);
        }

        destination[0] = '>';
        return 1 + WriteRate(known.Asks, destination[1..]);
    }

    /// <summary>A rate per second with its sign.</summary>
    public static int WriteSignedRate(double? perSecond, Span<char> destination) => WriteRate(perSecond, destination, "+0.0;-0.0;0", "+#,0;-#,0;0");

    private static int WriteRate(double? perSecond, Span<char> destination, string small, string large)
    {
        if (perSecond is not { } rate)
        {
            destination[0] = '?';
            return 1;
        }

        // 9.95 would be written 10.0.
        var format = Math.Abs(rate) < 9.95 ? small : large;
        return rate.TryFormat(destination, out var written, format, CultureInfo.InvariantCulture) ? written : 0;
    }
}
