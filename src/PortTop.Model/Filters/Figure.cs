namespace PortTop.Model;

/// <summary>A figure of a pool by what is known of it: least and most, which are equal where it was measured.</summary>
internal readonly record struct Figure(double Least, double Most)
{
    /// <summary>A measured figure; null where it is not known.</summary>
    internal static Figure? Of(double? value) => value is { } known ? new Figure(known, known) : null;

    /// <summary>A figure over another; null where one of them is not known, or nothing can be said.</summary>
    internal static Figure? Over(Figure? part, double? whole)
        => part is { } known && whole > 0 ? new Figure(known.Least / whole.Value, known.Most / whole.Value) : null;

    /// <summary>True when it certainly stands so to <paramref name="limit"/>.</summary>
    internal bool Is(FilterOperator comparison, double limit) => comparison switch
    {
        FilterOperator.Greater => Least > limit,
        FilterOperator.AtLeast => Least >= limit,
        FilterOperator.Less => Most < limit,
        FilterOperator.AtMost => Most <= limit,
        _ => Least.Equals(limit) && Most.Equals(limit),
    };

    /// <summary>True when it may stand so to <paramref name="limit"/>, by what is known.</summary>
    internal bool MayBe(FilterOperator comparison, double limit) => comparison switch
    {
        FilterOperator.Greater => Most > limit,
        FilterOperator.AtLeast => Most >= limit,
        FilterOperator.Less => Least < limit,
        FilterOperator.AtMost => Least <= limit,
        _ => Least <= limit && Most >= limit,
    };
}
