using PortTop.Model;

namespace PortTop.Kernel.Namespaces;

/// <summary>A network namespace with the ways that lead to it.</summary>
/// <param name="Place">What it is.</param>
/// <param name="Files">Its files, the surest first: names that somebody gave it, then those of its first processes.</param>
/// <param name="Processes">Its first processes.</param>
internal sealed record FoundNamespace(NamespacePlace Place, IReadOnlyList<string> Files, IReadOnlyList<int> Processes)
{
    /// <summary>Its inode.</summary>
    internal uint Inode => Place.Inode;
}
