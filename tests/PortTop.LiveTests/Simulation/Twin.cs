using PortTop.LiveTests.Support;
using PortTop.Simulation;

namespace PortTop.LiveTests.Simulation;

/// <summary>A socket of the real kernel and the one of the made-up kernel that stands for it.</summary>
/// <param name="real">The real one.</param>
/// <param name="simulated">The made-up one.</param>
internal sealed class Twin(RawSocket real, SimulatedSocket simulated) : IDisposable
{
    /// <summary>The real socket.</summary>
    internal RawSocket Real { get; } = real;

    /// <summary>The other end of its connection; null while there is none.</summary>
    internal RawSocket? Peer { get; set; }

    /// <summary>The made-up socket.</summary>
    internal SimulatedSocket Simulated { get; } = simulated;

    internal TwinPhase Phase { get; set; }

    internal bool IsOpen => Phase is not (TwinPhase.HalfClosed or TwinPhase.Done);

    /// <summary>Closes with resets, so that nothing is left for the next script.</summary>
    public void Dispose()
    {
        Close(Real);
        Close(Peer);
    }

    private static void Close(RawSocket? socket)
    {
        if (socket is { Descriptor: >= 0 })
        {
            socket.Reset();
        }
    }
}
