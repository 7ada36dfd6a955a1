namespace PortTop.Model;

/// <summary>One network namespace among several at one poll.</summary>
/// <param name="Place">Which one.</param>
public sealed record NamespaceSample(NamespacePlace Place)
{
    /// <summary>Its last reading; null where its sockets were not looked at yet.</summary>
    public Snapshot? Reading { get; init; }

    /// <summary>
    /// How long before this poll that was; 0 for one that was read in this poll. Quiet ones are read in turn, within the budget.
    /// </summary>
    public TimeSpan Age { get; init; }

    /// <summary>How many sockets it has, as last counted; null where that cannot be read.</summary>
    public NamespaceTraffic? Traffic { get; init; }

    /// <summary>Why it cannot be read; null while it can.</summary>
    public string? Problem { get; init; }

    /// <summary>True when its sockets were read in this poll.</summary>
    public bool IsFresh => Reading is not null && Age == TimeSpan.Zero;
}
