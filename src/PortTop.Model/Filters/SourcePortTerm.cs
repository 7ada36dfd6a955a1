using System.Globalization;

namespace PortTop.Model;

/// <summary>A socket of the pool has this local port. Which ones have it is read for it: <see cref="PoolFilter.SourcePorts"/>.</summary>
internal sealed class SourcePortTerm(ushort port) : FilterTerm
{
    /// <inheritdoc/>
    internal override bool Matches(PoolSample pool, DateTimeOffset now)
        => pool.AskedPorts.Contains(port) || pool.SourcePorts.Contains(port);

    /// <inheritdoc/>
    internal override void AddSourcePorts(ICollection<ushort> ports) => ports.Add(port);

    /// <summary>Makes the term of a port.</summary>
    internal static SourcePortTerm? Make(string value, FilterOperator comparison, out string problem)
    {
        problem = comparison > FilterOperator.Equal
            || !ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port == 0
            ? $"\"{value}\" is no local port; that is a number from 1 to 65535, or a list 40000,40002" : string.Empty;
        return problem.Length > 0 ? null : new SourcePortTerm(ushort.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture));
    }
}
