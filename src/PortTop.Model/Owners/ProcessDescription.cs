namespace PortTop.Model;

/// <summary>
/// A process in words. All texts come from the machine; they are cleaned where they are read (<see cref="MachineText.Clean"/>).
/// </summary>
/// <param name="ProcessId">Its id.</param>
/// <param name="Name">The name of its command (<c>/proc/PID/comm</c>).</param>
public sealed record ProcessDescription(int ProcessId, string Name)
{
    /// <summary>
    /// When it started, in clock ticks since boot: with the id it tells the process from all others (<c>/proc/PID/stat</c>, field 22).
    /// </summary>
    public ulong StartTicks { get; init; }

    /// <summary>When it started, to the second; null where the clock of the machine's start is not known.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>The id of its parent, 0 for none.</summary>
    public int ParentId { get; init; }

    /// <summary>Its command line, arguments parted by blanks; empty where it has none or may not be read.</summary>
    public string CommandLine { get; init; } = string.Empty;

    /// <summary>The user that it runs as; null where that cannot be read.</summary>
    public uint? UserId { get; init; }

    /// <summary>The name of that user, null where /etc/passwd has none.</summary>
    public string? UserName { get; init; }

    /// <summary>Its cgroup: the path in the hierarchy that names services; empty where it cannot be read.</summary>
    public string Cgroup { get; init; } = string.Empty;

    /// <summary>The systemd unit, null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>The container, null for none.</summary>
    public ContainerName? Container { get; init; }

    /// <summary>The pod as namespace/name, null where it is in none or none is known.</summary>
    public string? Pod { get; init; }

    /// <summary>The inode of its network namespace, 0 where that may not be read.</summary>
    public uint NetworkNamespace { get; init; }

    /// <summary>What it belongs to, in a word or two: pod, container or unit, whichever says most; null where there is none.</summary>
    public string? Home => Pod ?? Container?.ToString() ?? Unit;
}
