using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What one poll counted of a pool.</summary>
/// <param name="Key">Which pool.</param>
/// <param name="Ledger">Where its ports went.</param>
/// <param name="States">Its sockets by state.</param>
/// <param name="Opened">Sockets first seen at this poll.</param>
internal readonly record struct PoolReading(PoolKey Key, PoolLedger Ledger, StateCounts States, int Opened)
{
    /// <summary>See <see cref="PoolSample.IsSlow"/>.</summary>
    internal bool IsSlow { get; init; }

    /// <summary>Its failures, null where it had none.</summary>
    internal PoolFailures? Failures { get; init; }

    /// <summary>Failed attempts per second, null where they are not watched.</summary>
    internal double? Failed { get; init; }

    /// <summary>See <see cref="PoolSample.Chosen"/>.</summary>
    internal int Chosen { get; init; }

    /// <summary>See <see cref="PoolSample.SourcePorts"/>.</summary>
    internal FewPorts SourcePorts { get; init; }

    /// <summary>See <see cref="PoolSample.AskedPorts"/>; null for none.</summary>
    internal IReadOnlyList<ushort>? AskedPorts { get; init; }

    /// <summary>Ports that others took from this pool and that are not among its sockets.</summary>
    internal int Foreign { get; init; }
}
