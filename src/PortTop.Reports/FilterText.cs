using System.Globalization;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>A filter in words: whatever leaves pools out says so.</summary>
public static class FilterText
{
    /// <summary>"2 of 14 pools match the filter dst:10.8. owner:web, of 3 nobody knows".</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="matched">How many pools match.</param>
    /// <param name="pools">All that there are.</param>
    /// <param name="now">The time of their poll.</param>
    public static string Describe(PoolFilter filter, int matched, IReadOnlyList<PoolSample> pools, DateTimeOffset now)
    {
        var (of, unknown) = (pools.Count, filter.CountUnknown(pools, now));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(matched == 0 && of > 0 ? "none" : matched.ToString("N0", CultureInfo.InvariantCulture))} of {of:N0} {(of == 1 ? "pool" : "pools")} {(matched > 1 ? "match" : "matches")} the filter {MachineText.Clean(filter.Text)}{(unknown > 0 ? string.Create(CultureInfo.InvariantCulture, $", of {unknown:N0} nobody knows") : string.Empty)}");
    }
}
