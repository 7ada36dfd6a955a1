using PortTop.Kernel.Interop;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.Namespaces;

/// <summary>
/// The way into one network namespace: what is opened through it belongs to that namespace. Files below <c>/proc/sys/net</c> are those of
/// the namespace of the thread that opens them, and stay so when another thread reads them; sockets likewise (network_namespaces(7)).
/// </summary>
public interface INamespaceEntrance
{
    /// <summary>The folder of the namespace's files of <c>/proc/net</c>; they are opened by <see cref="Open"/> too.</summary>
    string Net { get; }

    /// <summary>
    /// The file of the namespace, for <c>nsenter --net=FILE</c> (nsenter(1)); null for the namespace that this program runs in.
    /// </summary>
    string? NamespaceFile { get; }

    /// <summary>Opens a file for reading, without a buffer. It keeps the namespace alive while it is open: close it soon.</summary>
    /// <exception cref="IOException">It is not there or cannot be opened, or the namespace is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or the namespace may not be entered.</exception>
    FileStream Open(string path);

    /// <summary>Opens a netlink socket (netlink(7)). It keeps the namespace alive while it is open.</summary>
    /// <param name="family">One of the NETLINK_ constants.</param>
    /// <exception cref="NetlinkException">The kernel or a sandbox refused it, or the namespace is gone.</exception>
    INetlinkChannel OpenNetlink(int family);

    /// <summary>
    /// Opens a socket (socket(2)), closed on exec. Bound and connected, it takes its port of the namespace, whichever thread calls.
    /// </summary>
    /// <param name="domain">One of the AF_ constants.</param>
    /// <param name="type">One of the SOCK_ constants.</param>
    /// <exception cref="IOException">The kernel or a sandbox refused it, or the namespace is gone or may not be entered.</exception>
    internal SafeFileDescriptor OpenSocket(int domain, int type);
}
