namespace PortTop.Model;

/// <summary>The words of the fields kind and proto.</summary>
internal static class FilterKinds
{
    /// <summary>What shares the ports.</summary>
    internal static IReadOnlyList<FilterWord> Kinds { get; } =
    [
        new("connect", static pool => pool.Key.IsTcpConnect),
        new("bind", static pool => pool.Key.Kind == PoolKind.Bind),
        new("udp", static pool => pool.Key is { Protocol: Protocol.Udp, IsNat: false }),
        new("window", static pool => pool.Key.Kind == PoolKind.Window),
        new("nat", static pool => pool.Key.IsNat),
    ];

    /// <summary>The transport.</summary>
    internal static IReadOnlyList<FilterWord> Protocols { get; } =
    [
        new("tcp", static pool => pool.Key.Protocol == Protocol.Tcp),
        new("udp", static pool => pool.Key.Protocol == Protocol.Udp),
    ];
}
