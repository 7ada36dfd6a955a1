namespace PortTop.Model;

/// <summary>The network namespaces of a machine at one moment.</summary>
/// <param name="Places">Those that can be read, the one that is looked at first in front.</param>
/// <param name="Unseen">What is not seen of namespaces and why; null when all are seen that are looked for.</param>
public sealed record NamespaceList(IReadOnlyList<NamespacePlace> Places, Unseen? Unseen);
