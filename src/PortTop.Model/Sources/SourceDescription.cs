namespace PortTop.Model;

/// <summary>Where readings come from and what they cannot show.</summary>
/// <param name="Collector">How the sockets are read, in a word: netlink, procfs, recorded.</param>
/// <param name="Host">The name of the machine.</param>
/// <param name="Namespace">The name of the network namespace: host, a name of <c>ip netns</c>, or net:[inode].</param>
/// <param name="NetworkNamespace">The inode of the network namespace.</param>
/// <param name="Notes">What the person should know of the collector: why it is not the usual one, and the remedy.</param>
/// <param name="Unseen">What is not seen, each with its reason.</param>
public sealed record SourceDescription(
    string Collector,
    string Host,
    string Namespace,
    uint NetworkNamespace,
    IReadOnlyList<string> Notes,
    IReadOnlyList<Unseen> Unseen)
{
    /// <summary>
    /// What to write before a command so that it runs in that namespace (<see cref="NamespacePlace.EntryCommand"/>); null where porttop
    /// itself runs there, and where nothing is known that leads there.
    /// </summary>
    public string? EntryCommand { get; init; }

    /// <summary>
    /// Why failing connect() calls are not watched, with the remedy, where root runs porttop and nobody wished it so; null otherwise.
    /// </summary>
    public string? WhyUnwatched { get; init; }

    /// <summary>The same with more that is not seen before the rest.</summary>
    public SourceDescription With(IReadOnlyList<Unseen>? unseen) => unseen is not { Count: > 0 } ? this : this with { Unseen = [.. unseen, .. Unseen] };
}
