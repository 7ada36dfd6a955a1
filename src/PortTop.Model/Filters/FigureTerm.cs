using System.Globalization;

namespace PortTop.Model;

/// <summary>A figure of a pool beside a limit. What is not known stands in no relation to it.</summary>
internal sealed class FigureTerm(Func<PoolSample, DateTimeOffset, Figure?> read, FilterOperator comparison, double limit) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now) => read(pool, now) is { } figure && figure.Is(comparison, limit);

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
                return new FigureTerm(source.Count, comparison, seconds);
            }

            problem = $"\"{value}\" is no time; it looks like 30s, 5m or 1h30m";
            return null;
        }

        if (value.EndsWith('%') && TryNumber(value.AsSpan(0, value.Length - 1), out var percent))
        {
            if (source.Share is { } share)
            {
                return new FigureTerm((pool, _) => share(pool), comparison, percent / 100);
            }

            problem = "this figure is no share of anything: a number goes here, without %";
            return null;
        }

        if (TryNumber(value.EndsWith("/s", StringComparison.OrdinalIgnoreCase) ? value.AsSpan(0, value.Length - 2) : value, out var number))
        {
            return new FigureTerm(source.Count, comparison, number);
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
