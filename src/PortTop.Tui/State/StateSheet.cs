using PortTop.Model;

namespace PortTop.Tui.State;

/// <summary>What the view of states shows, made once a poll and a key press.</summary>
/// <param name="Rows">The states, those without a socket last.</param>
/// <param name="Leaders">The pools with most sockets in the selected one.</param>
/// <param name="Total">The sockets in all states.</param>
public sealed record StateSheet(IReadOnlyList<StateRow> Rows, IReadOnlyList<StateLeader> Leaders, int Total)
{
    private const int MostLeaders = 200;

    /// <summary>CLOSE-WAIT and TIME-WAIT first: they are what empties a range.</summary>
    private static readonly (TcpState State, string Name, string Meaning)[] States =
    [
        (TcpState.CloseWait, "CLOSE-WAIT", "the peer closed, this side has not: a leak if it grows"),
        (TcpState.TimeWait, "TIME-WAIT", "this side closed first; each port is held for 60 s"),
        (TcpState.Established, "ESTAB", "open; not closed at all if it only grows"),
        (TcpState.SynSent, "SYN-SENT", "asked, no answer: a firewall or a dead target if many"),
        (TcpState.FinWait1, "FIN-WAIT-1", "closed here, and not even that was acknowledged"),
        (TcpState.FinWait2, "FIN-WAIT-2", "closed here, not by the peer; tcp_fin_timeout ends it"),
        (TcpState.LastAck, "LAST-ACK", "both closed; the last acknowledgement is awaited"),
        (TcpState.Closing, "CLOSING", "both closed at the same time"),
        (TcpState.SynReceived, "SYN-RECV", "a peer asks"),
        (TcpState.Listen, "LISTEN", "listeners: connect() gets none of these ports"),
        (TcpState.Close, "UNCONN", "bound and idle: connect() gets none of these ports"),
    ];

    /// <summary>Nothing.</summary>
    internal static StateSheet None { get; } = new([], [], 0);

    /// <summary>The states of the poll that is shown, of the pools that the filter lets through.</summary>
    internal static StateSheet Of(UiState state)
    {
        if (state.Snapshot is not { } snapshot)
        {
            return None;
        }

        var pools = state.Matched;
        var counts = state.Filter.IsEmpty ? (state.IsPast ? snapshot.History?.States.At(snapshot.Time) : null) ?? MachineStates.Of(snapshot) : Sum(pools);
        var course = state.Filter.IsEmpty ? snapshot.History?.States : null;
        var seesBound = snapshot.Ports.Bound.SeesBoundOnly && state.Filter.IsEmpty;
        StateRow[] rows =
        [
            .. States.Select(known => new StateRow(
                known.State, known.Name, known.Meaning,
                known.State == TcpState.Close && !seesBound ? null : Count(counts, known.State),
                course?.Change(known.State, snapshot.Time))).OrderBy(static row => row.Count is 0 or null),
        ];
        var selected = state.States.Follow(rows, static row => row.State).Row;
        return new StateSheet(rows, LeadersOf(pools, rows[selected].State), counts.Total);
    }

    private static int Count(in StateCounts counts, TcpState state) => counts.Of(state) + (state == TcpState.SynReceived ? counts.Of(TcpState.NewSynReceived) : 0);

    private static StateCounts Sum(IReadOnlyList<PoolSample> pools)
    {
        var sum = default(StateCounts);
        foreach (var pool in pools)
        {
            if (pool.Key.IsTcpConnect)
            {
                sum.Add(pool.States);
            }
        }

        return sum;
    }

    private static StateLeader[] LeadersOf(IReadOnlyList<PoolSample> pools, TcpState state)
        => [.. pools.Where(static pool => pool.Key.IsTcpConnect).Select(pool => new StateLeader(pool, Count(pool.States, state), OwnerOf(pool, state)))
            .Where(static leader => leader.Count > 0).OrderByDescending(static leader => leader.Count).Take(MostLeaders)];

    /// <summary>
    /// Who was seen with most sockets in that state; of TIME-WAIT, which nobody holds any more, who has most of the pool.
    /// </summary>
    private static Owner? OwnerOf(PoolSample pool, TcpState state)
        => pool.Owners.Where(share => share.States.Of(state) > 0).MaxBy(share => share.States.Of(state))?.Owner ?? pool.Holder?.Owner;
}
