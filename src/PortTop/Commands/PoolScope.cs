using System.Globalization;
using PortTop.Model;

namespace PortTop.Commands;

/// <summary>Which pools a command is about: all, those from a local address, or those that decide about one target.</summary>
/// <param name="target">The target as it was written; null for any.</param>
/// <param name="source">The local address as it was written; null for any.</param>
internal sealed class PoolScope(string? target, string? source)
{
    private readonly ProbeTarget? _target = ProbeTarget.TryParse(target, out var wanted) ? wanted : null;
    private readonly IpAddress? _source = IpAddress.TryParse(source, out var from) ? from : null;

    /// <summary>Every pool.</summary>
    internal static PoolScope All { get; } = new(null, null);

    /// <summary>Some pools are asked about, not all.</summary>
    internal bool IsLimited => target is not null || source is not null;

    /// <summary>The target; null for any.</summary>
    internal TargetAddress? Target => _target is { } to ? new TargetAddress(to.Address, to.Port) : null;

    /// <summary>"12 connections from chosen ports outside the range"; null for none.</summary>
    internal static string? Outside(Snapshot snapshot)
    {
        var count = snapshot.Namespaces.Count == 0 ? snapshot.OutsideOfTarget ?? 0
            : snapshot.Namespaces.Sum(static place => place.Reading?.OutsideOfTarget ?? 0);
        return count == 0 ? null
            : string.Create(CultureInfo.InvariantCulture,
            $"{count:N0} {(count == 1 ? "connection" : "connections")} from chosen ports outside the range");
    }

    /// <summary>What is said where nobody is connected from a port of the range.</summary>
    internal string SubjectOf(Snapshot snapshot)
        => Outside(snapshot) is { } outside ? $"{Subject} from a port of the range, {outside}" : Subject;

    /// <summary>What is said where no connection is.</summary>
    internal string Subject => (target, source) switch
    {
        ({ } to, { } address) => $"no connection from {address} to {to}",
        ({ } to, null) => "no connection to " + to,
        (null, { } address) => $"no connection from {address} uses a source port of the range",
        _ => "no connection uses a source port of the range",
    };

    /// <summary>The pools that are asked about by name.</summary>
    internal PoolSample[] Named(Snapshot snapshot) => [.. snapshot.Pools.Where(pool => Names(pool.Key))];

    /// <summary>The pools that are asked about and those that decide too, worst first.</summary>
    internal PoolSample[] Pools(Snapshot snapshot)
    {
        var named = Named(snapshot);
        if (_target is null)
        {
            return named;
        }

        var beside = DecidingPools.Beside(named, snapshot.Pools, snapshot.Source.NetworkNamespace).Select(static pool => pool.Key)
            .ToHashSet();
        return beside.Count == 0 ? named : [.. snapshot.Pools.Where(pool => Names(pool.Key) || beside.Contains(pool.Key))];
    }

    private bool Names(PoolKey key)
        => (_target is not { } to
        || (key.HasDestination && key.Destination == to.Address && key.Port == to.Port && (to.Scope == 0 || key.Interface == to.Scope)))
            && (_source is null || key.Source == _source);
}
