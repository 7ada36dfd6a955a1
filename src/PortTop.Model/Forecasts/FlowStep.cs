namespace PortTop.Model;

/// <summary>What one poll saw of one socket, for <see cref="FlowCounts"/>.</summary>
public readonly record struct FlowStep
{
    /// <summary>The bin of a socket that was there at the first poll.</summary>
    public const int UnknownAge = -1;

    /// <summary>The bin of a socket that has none.</summary>
    public const int None = -2;

    /// <summary>The poll before did not see it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Milliseconds until it leaves TIME-WAIT, 0 when due; null where it is not in TIME-WAIT.</summary>
    public uint? ExpiresMilliseconds { get; init; }

    /// <summary>The bin of its age, <see cref="UnknownAge"/>, or <see cref="None"/> where it is not active.</summary>
    public int Bin { get; init; }

    /// <summary>
    /// The bin that it was last active in, where it was active at the poll before and is not any more; otherwise <see cref="None"/>.
    /// </summary>
    public int LeftBin { get; init; }
}
