namespace PortTop.Model;

/// <summary>A network namespace of the machine (network_namespaces(7)): whose it is and how it is called.</summary>
/// <param name="Inode">Its inode in nsfs, which identifies it while it exists; 0 where /proc does not tell.</param>
/// <param name="Name">
/// host for the machine's own, a name that <c>ip netns</c> or a container runtime gave it, or net:[inode]; cleaned.
/// </param>
public sealed record NamespacePlace(uint Inode, string Name)
{
    /// <summary>The name of the machine's own namespace.</summary>
    public const string HostName = "host";

    /// <summary>How many processes have it as their network namespace, as far as is seen; threads may differ.</summary>
    public int Processes { get; init; }

    /// <summary>The first of them, null where none is seen: a name alone keeps it alive.</summary>
    public ProcessDescription? Process { get; init; }

    /// <summary>
    /// Which of those that had this inode, one after the other: the kernel gives the number of one that is gone to the next.
    /// </summary>
    public int Generation { get; init; }

    /// <summary>True where <see cref="Name"/> was given by a person, not by a container runtime or the kernel.</summary>
    public bool IsNamed { get; init; }

    /// <summary>True for the machine's own.</summary>
    public bool IsHost => Name == HostName;

    /// <summary>
    /// What to write before a command so that it runs there (ip-netns(8), nsenter(1)); null where nothing is known that leads there.
    /// </summary>
    public string? EntryCommand => IsHost ? "nsenter -t 1 -n"
        : IsNamed && Shell.IsWord(Name) ? "ip netns exec " + Name
        : Process is { } process ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"nsenter -t {process.ProcessId} -n") : null;

    /// <summary>What a person calls it: host, the name that somebody gave it, its pod or container, or its first process.</summary>
    public string Label => IsHost || IsNamed ? Name
        : Process is not { } process ? Name
        : process.Pod ?? process.Container?.ToString() ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{process.Name}[{process.ProcessId}]");
}
