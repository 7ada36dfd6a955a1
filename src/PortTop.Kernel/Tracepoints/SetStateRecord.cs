using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Tracepoints;

/// <summary>
/// Reads records of <c>sock:inet_sock_set_state</c> (<c>include/trace/events/sock.h</c>); where its fields lie is the kernel's to say.
/// </summary>
internal sealed class SetStateRecord
{
    /// <summary>The name of the event in tracefs.</summary>
    internal const string EventName = "sock/inet_sock_set_state";

    /// <summary>
    /// From SYN-SENT to CLOSE without a source port: connect() searched and found none. A refused or timed-out one has a port.
    /// </summary>
    internal const string FailedFilter = "oldstate==2 && newstate==7 && sport==0 && protocol==6";

    /// <summary>To SYN-SENT: a connect() begins, in the process that called it.</summary>
    internal const string BegunFilter = "newstate==2 && protocol==6";

    /// <summary>
    /// Where questions about single ports go, whichever PortTop asks (<c>Kernel/Probe</c>): each of them that finds its port held looks
    /// like a failure.
    /// </summary>
    private const ushort QuestionPort = 1;

    private const int IPv4Length = 4;
    private const int IPv6Length = 16;

    private static readonly IpAddress LoopbackIPv4 = IpAddress.FromIPv4(0x7f000001);

    private readonly TraceField _destinationPort;
    private readonly TraceField _family;
    private readonly TraceField _source;
    private readonly TraceField _destination;
    private readonly TraceField _source6;
    private readonly TraceField _destination6;

    /// <summary>Finds the fields.</summary>
    /// <exception cref="TraceException">One of them is not there.</exception>
    internal SetStateRecord(TraceEvent description)
    {
        _destinationPort = Find(description, "dport", sizeof(ushort));
        _family = Find(description, "family", sizeof(ushort));
        _source = Find(description, "saddr", IPv4Length);
        _destination = Find(description, "daddr", IPv4Length);
        _source6 = Find(description, "saddr_v6", IPv6Length);
        _destination6 = Find(description, "daddr_v6", IPv6Length);
    }

    /// <summary>
    /// What a filter needs besides, to leave out questions about single ports: thousands of them in a few milliseconds would drive
    /// everything else out of the rings. The kernel compares an address of four bytes as a number of the machine's order; should one
    /// refuse that, the port alone must do.
    /// </summary>
    /// <param name="isTaken">True when the kernel takes a filter.</param>
    internal static string LeaveQuestionsOut(Func<string, bool> isTaken)
    {
        var byAddress = $" && (dport != {QuestionPort} || daddr != {MemoryMarshal.Read<uint>([127, 0, 0, 1])})";
        return isTaken(FailedFilter + byAddress) ? byAddress : $" && dport != {QuestionPort}";
    }

    /// <summary>
    /// True for a question about a single port: from an address of 127.0.0.0/8, which no filter can compare, to 127.0.0.1.
    /// </summary>
    internal static bool IsQuestion(IpAddress source, IpAddress destination, ushort port)
        => port == QuestionPort && destination == LoopbackIPv4 && source is { IsIPv4: true, IsLoopback: true };

    /// <summary>Reads the two ends; false for a record that is too short or of another family. IPv4 in IPv6 comes out as IPv4.</summary>
    internal bool TryRead(ReadOnlySpan<byte> record, out IpAddress source, out IpAddress destination, out ushort port)
    {
        (source, destination, port) = (default, default, 0);
        if (!TryTake(record, _destinationPort, out var portBytes) || !TryTake(record, _family, out var familyBytes))
        {
            return false;
        }

        if (!TryTake(record, _source, out var from) || !TryTake(record, _destination, out var to)
            || !TryTake(record, _source6, out var from6) || !TryTake(record, _destination6, out var to6))
        {
            return false;
        }

        // The tracepoint turns the port into the machine's order itself. An IPv6 socket that speaks IPv4 has its source in the field of
        // IPv4 alone while it connects (tcp_v6_connect in net/ipv6/tcp_ipv6.c).
        port = MemoryMarshal.Read<ushort>(portBytes);
        var isIPv6 = MemoryMarshal.Read<ushort>(familyBytes) == LibC.AF_INET6 && !IpAddress.FromBytes(to6).IsIPv4;
        (source, destination) = (IpAddress.FromBytes(isIPv6 ? from6 : from), IpAddress.FromBytes(isIPv6 ? to6 : to));
        return true;
    }

    private static bool TryTake(ReadOnlySpan<byte> record, TraceField field, out ReadOnlySpan<byte> bytes)
    {
        var isThere = record.Length >= field.Offset + field.Size;
        bytes = isThere ? record.Slice(field.Offset, field.Size) : [];
        return isThere;
    }

    private static TraceField Find(TraceEvent description, string name, int size)
        => description.Fields.TryGetValue(name, out var field) && field.Size == size && field.Offset >= 0
            ? field
            : throw new TraceException($"the tracepoint sock:inet_sock_set_state of this kernel has no field {name} of {size} bytes");
}
