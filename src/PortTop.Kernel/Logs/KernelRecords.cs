using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Logs;

/// <summary>/dev/kmsg, from its end on. Reading takes nothing from other readers.</summary>
internal sealed class KernelRecords : IKernelRecords
{
    private readonly SafeFileDescriptor _file;

    private KernelRecords(SafeFileDescriptor file)
    {
        _file = file;
    }

    /// <summary>Opens it; null with the error of open(2) where that fails.</summary>
    internal static KernelRecords? Open(string path, out int error)
    {
        var file = LibC.open(path, LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_NOCTTY | LibC.O_CLOEXEC);
        error = file.IsInvalid || LibC.lseek(file, 0, LibC.SEEK_END) < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (error == 0)
        {
            return new KernelRecords(file);
        }

        file.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, out int error)
    {
        nint read;
        do
        {
            read = LibC.read(_file, buffer, buffer.Length);
            error = read < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == Errno.EINTR);

        return (int)Math.Max(0, read);
    }
}
