namespace PortTop.Model;

/// <summary>
/// A line of the state breakdown: the states as people speak of them, FIN-WAIT-1 and FIN-WAIT-2 as one. The groups cover every
/// state once, so the groups of a pool sum to its sockets.
/// </summary>
/// <param name="Name">The name on the screen, as <c>ss</c> has it.</param>
/// <param name="JsonName">The name in JSON.</param>
/// <param name="Meaning">What it means for the ports, in a few words.</param>
public sealed record StateGroup(string Name, string JsonName, string Meaning)
{
    private TcpState[] States { get; init; } = [];

    /// <summary>Every group, those that explain an exhaustion first.</summary>
    public static IReadOnlyList<StateGroup> All { get; } =
    [
        new("TIME-WAIT", "timeWait", "closed by this side first; the port is held for 60 s") { States = [TcpState.TimeWait] },
        new("CLOSE-WAIT", "closeWait", "closed by the peer; the application here has not closed yet") { States = [TcpState.CloseWait] },
        new("ESTAB", "established", "open") { States = [TcpState.Established] },
        new("SYN-SENT", "synSent", "asked, no answer yet") { States = [TcpState.SynSent] },
        new("FIN-WAIT", "finWait", "closed here, the peer has not closed yet") { States = [TcpState.FinWait1, TcpState.FinWait2] },
        new("LAST-ACK", "lastAck", "closed by the peer, then here; the last acknowledgement is awaited") { States = [TcpState.LastAck] },
        new("CLOSING", "closing", "both closed at the same time") { States = [TcpState.Closing] },
        new("SYN-RECV", "synReceived", "a peer asks") { States = [TcpState.SynReceived, TcpState.NewSynReceived] },
        new("UNCONN", "unconnected", "a UDP socket that is bound and not connected") { States = [TcpState.Close] },
        new("OTHER", "other", "a state without a name here") { States = [TcpState.None, TcpState.Listen, (TcpState)13, (TcpState)14, (TcpState)15] },
    ];

    private static string[] NamesByState { get; } =
        [.. Enumerable.Range(0, 16).Select(static state => All.First(group => group.States.Contains((TcpState)state)).Name)];

    /// <summary>The sockets of this group.</summary>
    public int Count(in StateCounts counts)
    {
        var count = 0;
        foreach (var state in States)
        {
            count += counts.Of(state);
        }

        return count;
    }

    /// <summary>The name of the group that <paramref name="state"/> belongs to.</summary>
    public static string NameOf(TcpState state) => NamesByState[(int)state & (NamesByState.Length - 1)];
}
