using PortTop.Model;

namespace PortTop.Kernel.Conntrack;

/// <summary>
/// The states of TCP as conntrack numbers and names them (<c>enum tcp_conntrack</c> in
/// <c>include/uapi/linux/netfilter/nf_conntrack_tcp.h</c>, <c>tcp_conntrack_names</c>).
/// </summary>
internal static class ConntrackState
{
    /// <summary>By number. CLOSE, after a reset, has no equal among the states of a socket that holds a port.</summary>
    private static readonly TcpState[] States =
    [
        TcpState.None, TcpState.SynSent, TcpState.SynReceived, TcpState.Established, TcpState.FinWait1, TcpState.CloseWait, TcpState.LastAck, TcpState.TimeWait, TcpState.None,
        TcpState.SynSent,
    ];

    private static readonly string[] Names = ["NONE", "SYN_SENT", "SYN_RECV", "ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT", "CLOSE", "SYN_SENT2"];

    /// <summary>The state of a number.</summary>
    internal static TcpState Of(byte number) => number < States.Length ? States[number] : TcpState.None;

    /// <summary>The state of a name.</summary>
    internal static TcpState Of(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                return States[i];
            }
        }

        return TcpState.None;
    }
}
