using System.Globalization;
using PortTop.Model;

namespace PortTop.Kernel.Namespaces;

/// <summary>The network namespace that this process is in.</summary>
/// <param name="Inode">Its inode in nsfs, which identifies it; 0 when /proc does not tell.</param>
/// <param name="Name">host for the machine's own, a name that <c>ip netns</c> knows, or net:[inode].</param>
public sealed record NetworkNamespace(uint Inode, string Name)
{
    /// <summary>
    /// PID_NS_INIT_INO: the inode of the machine's own pid namespace, the same on every kernel (<c>include/linux/proc_ns.h</c>).
    /// </summary>
    private const string InitialPidNamespace = "pid:[4026531836]";

    /// <summary>NET_NS_INIT_INO of newer kernels: the inode of the machine's own network namespace.</summary>
    private const uint InitialNetworkNamespace = 0xEFFF_FFF9;

    /// <summary>
    /// PROC_DYNAMIC_FIRST: the first inode given out at boot, on many older kernels to the machine's own network namespace.
    /// </summary>
    private const uint FirstDynamicInode = 0xF000_0000;

    /// <summary>Finds the namespace out.</summary>
    /// <param name="procRoot">Usually /proc.</param>
    /// <param name="namedRoots">Where names are kept, usually /run/netns and others.</param>
    public static NetworkNamespace Current(string procRoot, IReadOnlyList<string> namedRoots)
    {
        var link = LinkTarget(Path.Combine(procRoot, "self/ns/net"));
        if (link is null || !TryInode(link, out var inode))
        {
            return new NetworkNamespace(0, "?");
        }

        return new NetworkNamespace(inode, NameOf(inode, procRoot, namedRoots) ?? link);
    }

    /// <summary>True in a pid namespace other than the machine's own.</summary>
    internal static bool IsContained(string procRoot) => LinkTarget(Path.Combine(procRoot, "self/ns/pid")) is { } link && link != InitialPidNamespace;

    /// <summary>The inode of the network namespace of a process, 0 where that may not be read or the process is gone.</summary>
    internal static uint Of(int process, string procRoot)
        => LinkTarget(Path.Combine(procRoot, string.Create(CultureInfo.InvariantCulture, $"{process}/ns/net"))) is { } link && TryInode(link, out var inode) ? inode : 0;

    /// <summary>True for the machine's own namespace.</summary>
    internal static bool IsInitial(uint inode, string procRoot)
    {
        if (inode is InitialNetworkNamespace or FirstDynamicInode)
        {
            return true;
        }

        // Whose pid namespace is the machine's own sees the machine's init as process 1. Its link needs privilege to read:
        // without, the namespace goes by its number.
        return LinkTarget(Path.Combine(procRoot, "self/ns/pid")) == InitialPidNamespace
            && LinkTarget(Path.Combine(procRoot, "1/ns/net")) is { } initial
            && TryInode(initial, out var initialInode)
            && initialInode == inode;
    }

    private static string? NameOf(uint inode, string procRoot, IReadOnlyList<string> namedRoots)
        => IsInitial(inode, procRoot) ? NamespacePlace.HostName : namedRoots.Select(root => NameIn(root, inode)).FirstOrDefault(static name => name is not null);

    private static string? NameIn(string root, uint inode)
    {
        try
        {
            return Directory.EnumerateFiles(root).Where(path => FileInode.Of(path) == inode).Select(static path => MachineText.Clean(Path.GetFileName(path))).FirstOrDefault();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool TryInode(string link, out uint inode)
    {
        inode = 0;
        var start = link.IndexOf('[', StringComparison.Ordinal);
        return start >= 0 && link.EndsWith(']')
            && uint.TryParse(link.AsSpan(start + 1, link.Length - start - 2), NumberStyles.None, CultureInfo.InvariantCulture, out inode);
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
