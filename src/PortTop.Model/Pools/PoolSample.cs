namespace PortTop.Model;

/// <summary>One pool at one poll.</summary>
public sealed class PoolSample
{
    /// <summary>Which pool.</summary>
    public required PoolKey Key { get; init; }

    /// <summary>Where its ports went.</summary>
    public required PoolLedger Ledger { get; init; }

    /// <summary>Its sockets by state.</summary>
    public required StateCounts States { get; init; }

    /// <summary>How it stands.</summary>
    public required PoolStatus Status { get; init; }

    /// <summary>Sockets first seen since the poll before, per second; null at the first poll.</summary>
    public double? Opened { get; init; }

    /// <summary>Change of used ports since the poll before, per second; null at the first poll.</summary>
    public double? Net { get; init; }
}
