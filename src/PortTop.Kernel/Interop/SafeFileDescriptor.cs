using Microsoft.Win32.SafeHandles;

namespace PortTop.Kernel.Interop;

/// <summary>A file descriptor that is closed once, by whoever owns this.</summary>
internal sealed class SafeFileDescriptor : SafeHandleMinusOneIsInvalid
{
    /// <summary>Used by the marshaller, which then sets the descriptor.</summary>
    public SafeFileDescriptor()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle() => LibC.close(handle) == 0;
}
