using System.Runtime.InteropServices;

namespace PortTop.Kernel.Interop;

/// <summary>
/// A file system that is mounted nowhere: who has the descriptor reads it, nobody else sees it, and with the descriptor it is gone.
/// Linux 5.2 has it.
/// </summary>
/// <param name="Root">A descriptor of its root; null where the kernel refuses.</param>
/// <param name="Problem">Which call was refused and why; null where none was.</param>
/// <param name="IsForbidden">It was refused for want of a privilege.</param>
internal sealed record DetachedMount(SafeFileDescriptor? Root, string? Problem, bool IsForbidden)
{
    /// <summary>Numbers of system calls that are so young are the same on every architecture.</summary>
    private const int FsOpenNumber = 430;
    private const int FsConfigNumber = 431;
    private const int FsMountNumber = 432;

    private const nuint FSOPEN_CLOEXEC = 1;
    private const nuint FSCONFIG_CMD_CREATE = 6;
    private const nuint FSMOUNT_CLOEXEC = 1;
    private const nuint MOUNT_ATTR_RDONLY = 1;
    private const nuint MOUNT_ATTR_NOSUID = 2;
    private const nuint MOUNT_ATTR_NODEV = 4;
    private const nuint MOUNT_ATTR_NOEXEC = 8;

    /// <summary>Makes one, to be read only.</summary>
    /// <param name="type">The type of file system, as <c>/proc/filesystems</c> has it.</param>
    internal static DetachedMount Make(string type)
    {
        using var context = Take(LibC.fsopen(FsOpenNumber, type, FSOPEN_CLOEXEC));
        if (context is null)
        {
            return Refused("fsopen");
        }

        if (LibC.fsconfig(FsConfigNumber, context, FSCONFIG_CMD_CREATE, key: 0, value: 0, auxiliary: 0) < 0)
        {
            return Refused("fsconfig");
        }

        const nuint Attributes = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;
        return Take(LibC.fsmount(FsMountNumber, context, FSMOUNT_CLOEXEC, Attributes)) is { } root
            ? new DetachedMount(root, Problem: null, IsForbidden: false)
            : Refused("fsmount");
    }

    private static SafeFileDescriptor? Take(nint descriptor) => descriptor < 0 ? null : new SafeFileDescriptor((int)descriptor);

    private static DetachedMount Refused(string call)
        => new(Root: null, $"{call}: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError() is Errno.EPERM or Errno.EACCES);
}
