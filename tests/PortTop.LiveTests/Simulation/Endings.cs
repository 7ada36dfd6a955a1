using PortTop.LiveTests.Support;
using PortTop.Model;

namespace PortTop.LiveTests.Simulation;

/// <summary>The ways in which a socket of both worlds ends. Each returns when the real kernel has come to rest.</summary>
/// <param name="worlds">The two worlds.</param>
internal sealed class Endings(TwoWorlds worlds)
{
    /// <summary>
    /// This side closes, and the peer does not yet. Its acknowledgement may be put off, and only a descriptor can be asked whether it came.
    /// </summary>
    internal void HalfClose(Twin twin)
    {
        twin.Real.ShutdownWrite();
        Await(twin.Real, TcpState.FinWait2);
        twin.Real.Dispose();
        worlds.Advance();
        worlds.Kernel.Close(twin.Simulated, peerCloses: false);
        twin.Phase = TwinPhase.HalfClosed;
    }

    /// <summary>The peer closes after this side: TIME-WAIT, which has begun when the peer's last segment is acknowledged.</summary>
    internal void Finish(Twin twin)
    {
        ShutDown(twin.Peer!);
        worlds.Advance();
        worlds.Kernel.Finish(twin.Simulated);
        twin.Phase = TwinPhase.Done;
    }

    /// <summary>This side closes, and the peer at once after it.</summary>
    internal void CloseFirst(Twin twin)
    {
        twin.Real.Dispose();
        Await(twin.Peer!, TcpState.CloseWait);
        ShutDown(twin.Peer!);
        worlds.Advance();
        worlds.Kernel.Close(twin.Simulated);
        twin.Phase = TwinPhase.Done;
    }

    /// <summary>The peer closes: CLOSE-WAIT.</summary>
    internal void PeerCloses(Twin twin)
    {
        twin.Peer!.ShutdownWrite();
        Await(twin.Real, TcpState.CloseWait);
        worlds.Advance();
        worlds.Kernel.PeerCloses(twin.Simulated);
        twin.Phase = TwinPhase.PeerClosed;
    }

    /// <summary>close() of what leaves no TIME-WAIT: idle, listening, reset, or closed by the peer before.</summary>
    internal void CloseLast(Twin twin)
    {
        if (twin.Phase == TwinPhase.PeerClosed)
        {
            ShutDown(twin.Real);
            _ = worlds.PeersWaiting.Add((twin.Simulated.Target, twin.Simulated.Port));
        }

        twin.Real.Dispose();
        twin.Peer?.Dispose();
        worlds.Advance();
        worlds.Kernel.Close(twin.Simulated);
        twin.Phase = TwinPhase.Done;
    }

    /// <summary>The peer resets the connection while the descriptor here is open.</summary>
    internal void Reset(Twin twin)
    {
        twin.Peer!.Reset();
        Await(twin.Real, TcpState.Close);
        worlds.Advance();
        worlds.Kernel.Reset(twin.Simulated);
        twin.Phase = TwinPhase.Reset;
    }

    /// <summary>close() with a reset from here.</summary>
    internal void Abort(Twin twin)
    {
        twin.Dispose();
        worlds.Advance();
        worlds.Kernel.Abort(twin.Simulated);
        twin.Phase = TwinPhase.Done;
    }

    /// <summary>Shuts the second side down; its socket is closed when the other side has acknowledged that.</summary>
    private static void ShutDown(RawSocket socket)
    {
        socket.ShutdownWrite();
        Await(socket, TcpState.Close);
    }

    /// <summary>Over loopback too a segment may take a moment.</summary>
    private static void Await(RawSocket socket, TcpState state)
        => SpinWait.SpinUntil(() => socket.State == state, Deadline.Patience).ShouldBeTrue($"{socket.Local} is in {socket.State} and not in {state}");
}
