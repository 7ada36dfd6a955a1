using System.Runtime.InteropServices;

namespace PortTop.Kernel.Interop;

/// <summary>A file descriptor that is closed once, by whoever owns this.</summary>
internal sealed class SafeFileDescriptor : SafeHandle
{
    /// <summary>Used by the marshaller, which then sets the descriptor.</summary>
    public SafeFileDescriptor()
        : base(-1, ownsHandle: true)
    {
    }

    /// <summary>Takes a descriptor over.</summary>
    internal SafeFileDescriptor(int descriptor)
        : this()
    {
        SetHandle(descriptor);
    }

    /// <summary>C returns an int: what stands above its 32 bits is anything.</summary>
    public override bool IsInvalid => (int)handle == -1;

    protected override bool ReleaseHandle() => LibC.close(handle) == 0;
}
