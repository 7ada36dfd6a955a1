namespace PortTop.Model;

/// <summary>Calls of connect() by one process towards one target that a tracepoint saw since it was last read.</summary>
/// <param name="Source">The local address that the route gave.</param>
/// <param name="Destination">The remote address.</param>
/// <param name="Port">The remote port.</param>
/// <param name="ProcessId">The process that called, 0 where it lies in a pid namespace that is not seen.</param>
/// <param name="Count">How many calls.</param>
public readonly record struct ConnectAttempts(IpAddress Source, IpAddress Destination, ushort Port, int ProcessId, int Count)
{
    /// <summary>
    /// False when the process was gone before its network namespace could be read: the call may have been one of another namespace.
    /// </summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>The process as it was when the call was seen, null where it was gone already.</summary>
    public ProcessDescription? Process { get; init; }
}
