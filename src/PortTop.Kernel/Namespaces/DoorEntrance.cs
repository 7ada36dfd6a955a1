using System.ComponentModel;
using Microsoft.Win32.SafeHandles;
using PortTop.Kernel.Interop;
using PortTop.Kernel.Netlink;

namespace PortTop.Kernel.Namespaces;

/// <summary>
/// Another namespace, entered anew for each thing that is opened: between readings nothing keeps it alive. It is found by its processes or
/// its name, and by its inode it is made sure that it is still the same.
/// </summary>
/// <param name="door">Goes there.</param>
/// <param name="place">Which namespace.</param>
/// <param name="procRoot">Usually /proc.</param>
internal sealed class DoorEntrance(NamespaceDoor door, FoundNamespace place, string procRoot) : INamespaceEntrance
{
    private const string Gone = "the network namespace is gone";

    /// <summary>Where it is found now.</summary>
    internal FoundNamespace Place { get; set; } = place;

    /// <summary>
    /// The files of the thread that opens them: /proc/net is those of the program's first thread (<c>fs/proc/proc_net.c</c>).
    /// </summary>
    public string Net { get; } = Path.Combine(procRoot, "thread-self/net");

    /// <inheritdoc/>
    public string? NamespaceFile
    {
        get
        {
            using var target = Find(out var file);
            return file ?? Place.Files[0];
        }
    }

    /// <inheritdoc/>
    public FileStream Open(string path)
    {
        using var target = Find(out _) ?? throw new IOException(Gone);
        var file = door.OpenFile(target, path, out var error);
        return file >= 0 ? new FileStream(new SafeFileHandle(file, ownsHandle: true), FileAccess.Read, bufferSize: 0) : error switch
        {
            Errno.EPERM or Errno.EACCES => throw new UnauthorizedAccessException(path + ": " + new Win32Exception(error).Message),
            Errno.ENOENT => throw new FileNotFoundException(path + ": not there", path),
            _ => throw new IOException(path + ": " + new Win32Exception(error).Message),
        };
    }

    /// <inheritdoc/>
    public INetlinkChannel OpenNetlink(int family)
    {
        using var target = Find(out _) ?? throw new NetlinkException(Gone);
        return new NetlinkSocket(new SafeFileDescriptor(door.OpenSocket(target, LibC.AF_NETLINK, LibC.SOCK_RAW, family, out var error)), error);
    }

    /// <inheritdoc/>
    SafeFileDescriptor INamespaceEntrance.OpenSocket(int domain, int type)
    {
        using var target = Find(out _) ?? throw new IOException(Gone);
        var socket = door.OpenSocket(target, domain, type, 0, out var error);
        return socket >= 0 ? new SafeFileDescriptor(socket) : throw new IOException("opening a socket: " + new Win32Exception(error).Message);
    }

    private SafeFileDescriptor? Find(out string? file)
    {
        foreach (var candidate in Place.Files)
        {
            var target = LibC.open(candidate, LibC.O_RDONLY | LibC.O_CLOEXEC);
            if (!target.IsInvalid && FileInode.Of(target) == Place.Inode)
            {
                file = candidate;
                return target;
            }

            target.Dispose();
        }

        file = null;
        return null;
    }
}
