using PortTop.Model;

namespace PortTop.Simulation;

/// <summary>
/// Asks a made-up kernel for a port as one asks the real one: the port is taken and given back, and a TIME-WAIT that is given out again is
/// used up.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="seconds">Seconds of the simulation by now.</param>
internal sealed class SimulatedProbe(SimulatedMachine machine, Func<double> seconds) : IPortProbe
{
    /// <summary>No process: the socket is gone before anybody can look.</summary>
    private const int Nobody = 0;

    /// <inheritdoc/>
    public ProbeAnswer Ask(ProbeQuestion question)
    {
        if (question.Kind is ProbeKind.UdpBind or ProbeKind.UdpConnect)
        {
            return new ProbeAnswer(ProbeOutcome.Unanswered, "the made-up kernel has no UDP");
        }

        machine.Advance(seconds());
        var source = question.Source ?? machine.Addresses[0];
        SimulatedSocket? socket;
        var error = question.Kind == ProbeKind.Bind
            ? machine.Kernel.Bind(Nobody, source, 0, out socket)
            : machine.Kernel.Connect(Nobody, new TargetKey(source, question.Destination, question.Port), out socket, isNoPort: true);
        machine.Kernel.Abort(socket);
        return error switch
        {
            SimulatedError.None => new ProbeAnswer(ProbeOutcome.Given, string.Empty) { Source = source, Port = socket!.Port },
            SimulatedError.AddressInUse => new ProbeAnswer(ProbeOutcome.NoneLeft, "EADDRINUSE") { Source = source },
            _ => new ProbeAnswer(ProbeOutcome.NoneLeft, "EADDRNOTAVAIL") { Source = source },
        };
    }
}
