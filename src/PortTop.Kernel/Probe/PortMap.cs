using PortTop.Model;

namespace PortTop.Kernel.Probe;

/// <summary>
/// Finds the ports that are held against every target, port by port, whatever the kernel otherwise tells of them: a connect() that sends
/// nothing, from 127.0.0.1 to a port of it towards which there is no connection, allowed one port alone (IP_LOCAL_PORT_RANGE, Linux 6.3).
/// </summary>
public static class PortMap
{
    private static readonly IpAddress Loopback = IpAddress.FromIPv4(0x7f00_0001);

    /// <summary>Asks for every port.</summary>
    /// <param name="probe">Tells whether asking is safe.</param>
    /// <param name="settings">The range; reserved ports are given to nobody and are not asked for.</param>
    /// <param name="freePort">A port of 127.0.0.1 towards which 127.0.0.1 has no connection.</param>
    /// <returns>The ports that are held.</returns>
    /// <exception cref="SourceException">The kernel cannot be asked here, or gave an answer that says nothing.</exception>
    public static PortSet Read(SourcePortProbe probe, PortSettings settings, ushort freePort)
    {
        if (probe.WhyUnsafe() is { } reason)
        {
            throw new SourceException(reason);
        }

        var held = new PortSet();
        var question = new ProbeQuestion(ProbeKind.Connect, Loopback, freePort) { Source = Loopback };
        for (int port = settings.Range.Low; port <= settings.Range.High; port++)
        {
            if (!settings.Reserved.Contains((ushort)port) && IsHeld(probe.AskUnchecked(question with { OnlyPort = (ushort)port })))
            {
                held.Add((ushort)port);
            }
        }

        return held;
    }

    private static bool IsHeld(ProbeAnswer answer) => answer.Outcome switch
    {
        ProbeOutcome.Given => false,
        ProbeOutcome.NoneLeft => true,
        _ => throw new SourceException(answer.Reason),
    };
}
