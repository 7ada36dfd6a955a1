namespace PortTop.Kernel.SockDiag;

/// <summary>What a dump asks for.</summary>
internal readonly ref struct DumpRequest
{
    /// <summary>The address family of UDP sockets, 0 for TCP sockets of both families.</summary>
    internal byte UdpFamily { get; init; }

    /// <summary>A bit for each state wanted.</summary>
    internal required uint States { get; init; }

    /// <summary>A bit for each state that answers may carry; others are not what was asked for.</summary>
    internal required uint Answers { get; init; }

    /// <summary>What TCP knows of each connection is wanted too (<c>INET_DIAG_INFO</c>): three times as much to send.</summary>
    internal bool WithInfo { get; init; }

    /// <summary>The filter that the kernel runs on each socket, empty for none.</summary>
    internal ReadOnlySpan<byte> Bytecode { get; init; }
}
