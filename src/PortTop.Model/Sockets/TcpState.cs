namespace PortTop.Model;

/// <summary>The kernel's TCP states by their numbers in <c>include/net/tcp_states.h</c>.</summary>
public enum TcpState : byte
{
    /// <summary>No state: never sent by the kernel.</summary>
    None = 0,

    /// <summary>Open in both directions.</summary>
    Established = 1,

    /// <summary>This side asked, the peer has not answered yet.</summary>
    SynSent = 2,

    /// <summary>The peer asked, the handshake is not complete.</summary>
    SynReceived = 3,

    /// <summary>This side closed, the peer has not acknowledged it.</summary>
    FinWait1 = 4,

    /// <summary>This side closed and the peer acknowledged; the peer's own close is awaited.</summary>
    FinWait2 = 5,

    /// <summary>Both closed, this side first: the port is held for 60 s (<c>TCP_TIMEWAIT_LEN</c>).</summary>
    TimeWait = 6,

    /// <summary>No connection.</summary>
    Close = 7,

    /// <summary>The peer closed; this side's application has not.</summary>
    CloseWait = 8,

    /// <summary>The peer closed, then this side; the last acknowledgement is awaited.</summary>
    LastAck = 9,

    /// <summary>Waiting for connections.</summary>
    Listen = 10,

    /// <summary>Both closed at the same time.</summary>
    Closing = 11,

    /// <summary>A request socket of a listener; reported as SYN-RECV.</summary>
    NewSynReceived = 12,
}
