using System.Globalization;

namespace PortTop.Model;

/// <summary>The remote port, from one to another.</summary>
internal sealed class PortTerm(int first, int last) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool NamesPort => first == last;

    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now) => pool.Key.HasDestination && pool.Key.Port >= first && pool.Key.Port <= last;

    /// <summary>Makes the term of a port, or of two with - between them.</summary>
    internal static PortTerm? Make(string value, FilterOperator comparison, out string problem)
    {
        problem = string.Empty;
        var dash = value.IndexOf('-', StringComparison.Ordinal);
        if (TryPort(dash < 0 ? value : value.AsSpan(0, dash), out var first) && TryPort(dash < 0 ? value : value.AsSpan(dash + 1), out var last)
            && first <= last && (dash < 0 || comparison <= FilterOperator.Equal))
        {
            return comparison switch
            {
                FilterOperator.Greater => new PortTerm(first + 1, ushort.MaxValue),
                FilterOperator.AtLeast => new PortTerm(first, ushort.MaxValue),
                FilterOperator.Less => new PortTerm(0, first - 1),
                FilterOperator.AtMost => new PortTerm(0, first),
                _ => new PortTerm(first, last),
            };
        }

        problem = $"\"{value}\" is no port; that is a number up to 65535, a list 80,443 or a range 8000-8100";
        return null;
    }

    private static bool TryPort(ReadOnlySpan<char> text, out int port)
    {
        var isPort = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        port = number;
        return isPort;
    }
}
