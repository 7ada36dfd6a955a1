namespace PortTop.Model;

/// <summary>Where the commands of a diagnosis have to run.</summary>
/// <param name="Name">The network namespace; empty for the machine's own.</param>
/// <param name="Entry">
/// What stands before a command so that it runs there; empty where porttop itself runs there, or nothing is known that leads there.
/// </param>
public readonly record struct DiagnosisPlace(string Name, string Entry)
{
    /// <summary>Programs that show or change a network namespace: of all others it does not matter where they run.</summary>
    private static readonly string[] OfNamespaces = ["sysctl", "ss", "ip", "conntrack", "porttop"];

    /// <summary>Only the machine's own namespace can set it (<c>net/netfilter/nf_conntrack_standalone.c</c>).</summary>
    private const string OfTheMachine = "net.netfilter.nf_conntrack_max";

    /// <summary>The machine's own namespace.</summary>
    public static DiagnosisPlace Host { get; } = new(string.Empty, string.Empty);

    /// <summary>The place of what is explained.</summary>
    public static DiagnosisPlace Of(Snapshot snapshot, Diagnosis diagnosis)
    {
        var source = (diagnosis.Pool is { } pool ? snapshot.Around(pool.Key) : snapshot.Starved ?? snapshot).Source;
        return new DiagnosisPlace(source.Namespace == NamespacePlace.HostName ? string.Empty : MachineText.Clean(source.Namespace), source.EntryCommand ?? string.Empty);
    }

    /// <summary>
    /// A command as it has to be typed. A redirection into a file of a sysctl has to be opened inside, by a shell of its own.
    /// </summary>
    internal string Wrap(string command)
        => string.IsNullOrEmpty(Entry) ? command
        : command.Contains("> /proc/sys/net/", StringComparison.Ordinal) ? $"{Entry} sh -c \"{command}\""
        : !Array.Exists(OfNamespaces, program => command.StartsWith(program + " ", StringComparison.Ordinal))
            || command.Contains(OfTheMachine, StringComparison.Ordinal)
            ? command
            : Entry + " " + command;
}
