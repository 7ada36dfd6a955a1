namespace PortTop.Tests.Kernel.Logs;

/// <summary>A clock that stands: nothing takes time, on a busy machine neither.</summary>
internal sealed class FrozenClock : TimeProvider
{
    public override long GetTimestamp() => 0;
}
