using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary><c>struct pollfd</c> of poll(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    internal int Descriptor;
    internal short Events;
    internal short Returned;
}
