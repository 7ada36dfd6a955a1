using System.Runtime.InteropServices;

namespace PortTop.Kernel.Interop;

/// <summary>Memory that is shared with the kernel (mmap(2)), given back once.</summary>
internal sealed class MappedMemory : SafeHandle
{
    private readonly int _length;

    private MappedMemory(nint address, int length)
        : base(-1, ownsHandle: true)
    {
        SetHandle(address);
        _length = length;
    }

    public override bool IsInvalid => handle == -1;

    /// <summary>The memory itself. Only valid while this is not disposed.</summary>
    internal unsafe Span<byte> Span => new((void*)handle, _length);

    /// <summary>
    /// Maps what a file descriptor stands for; null with the error number in the marshaller's place when that is refused.
    /// </summary>
    internal static MappedMemory? TryMap(SafeFileDescriptor file, int length)
    {
        var address = LibC.mmap(0, length, LibC.PROT_READ | LibC.PROT_WRITE, LibC.MAP_SHARED, file, 0);
        return address == -1 ? null : new MappedMemory(address, length);
    }

    protected override bool ReleaseHandle() => LibC.munmap(handle, _length) == 0;
}
