using System.ComponentModel;
using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.Namespaces;

/// <summary>The namespace that this program runs in: nothing is to be entered.</summary>
/// <param name="procRoot">Usually /proc.</param>
public sealed class OwnEntrance(string procRoot) : INamespaceEntrance
{
    /// <inheritdoc/>
    public string Net { get; } = Path.Combine(procRoot, "net");

    /// <inheritdoc/>
    public string? NamespaceFile => null;

    /// <inheritdoc/>
    public FileStream Open(string path) => FileSearch.Open(path);

    /// <inheritdoc/>
    public INetlinkChannel OpenNetlink(int family) => new NetlinkSocket(family);

    /// <inheritdoc/>
    SafeFileDescriptor INamespaceEntrance.OpenSocket(int domain, int type)
    {
        var socket = LibC.socket(domain, type | LibC.SOCK_CLOEXEC, 0);
        return socket.IsInvalid ? throw new IOException("opening a socket: " + new Win32Exception(Marshal.GetLastPInvokeError()).Message) : socket;
    }
}
