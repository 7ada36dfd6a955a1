using System.Globalization;

namespace PortTop.Model;

/// <summary>A figure of a pool beside a limit. What is not known stands in no relation to it.</summary>
/// <param name="read">Reads the figure, null where there is none.</param>
/// <param name="isNoneUnknown">That there is none means that it is not known; otherwise that the pool has none, which is known.</param>
/// <param name="comparison">How it stands to the limit.</param>
/// <param name="limit">The limit, in the unit of the figure.</param>
internal sealed class FigureTerm(Func<PoolSample, DateTimeOffset, Figure?> read, bool isNoneUnknown, FilterOperator comparison, double limit) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now) => read(pool, now) is { } figure && figure.Is(comparison, limit);

    /// <inheritdoc/>
    internal override bool MayMatch(PoolSample pool, DateTimeOffset now) => read(pool, now) is { } figure ? figure.MayBe(comparison, limit) : isNoneUnknown;

    /// <summary>Makes the term of 1000, 10k, 50%, 100/s, of a time 5m, or of ? for what is not known.</summary>
    internal static FilterTerm? Make(FigureSource source, string value, FilterOperator comparison, out string problem)
    {
        problem = string.Empty;
        if (value == "?" && comparison <= FilterOperator.Equal)
        {
            return new UnknownTerm(source.Count);
        }

        if (source.IsDuration)
        {
            if (FilterDuration.TryParse(value, out var seconds))
            {
                return new FigureTerm(source.Count, isNoneUnknown: false, comparison, seconds);
            }

            problem = $"\"{value}\" is no time; it looks like 30s, 5m or 1h30m";
            return null;
        }

        if (value.EndsWith('%') && TryNumber(value.AsSpan(0, value.Length - 1), out var percent))
        {
            if (source.Share is { } share)
            {
                return new FigureTerm((pool, _) => share(pool), isNoneUnknown: true, comparison, percent / 100);
            }

            problem = "this figure is no share of anything: a number goes here, without %";
            return null;
        }

        if (TryNumber(value.EndsWith("/s", StringComparison.OrdinalIgnoreCase) ? value.AsSpan(0, value.Length - 2) : value, out var number))
        {
            return new FigureTerm(source.Count, isNoneUnknown: true, comparison, number);
        }

        problem = $"\"{value}\" is no number; it looks like 1000 or 10k{(source.Share is null ? string.Empty : ", or 50%")}";
        return null;
    }

    /// <summary>A number, k for thousands.</summary>
    private static bool TryNumber(ReadOnlySpan<char> text, out double number)
    {
        var isThousands = text is [.., 'k' or 'K'];
        if (!double.TryParse(isThousands ? text[..^1] : text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) || !double.IsFinite(number))
        {
            return false;
        }

        number *= isThousands ? 1000 : 1;
        return true;
    }
}
