namespace PortTop.Model;

/// <summary>Asks the kernel of one network namespace whether it still gives a port. Used by one thread at a time.</summary>
public interface IPortProbe
{
    /// <summary>
    /// Asks, without sending a packet. The port is held for microseconds; a TIME-WAIT port that the kernel gives out again may be used up.
    /// </summary>
    ProbeAnswer Ask(ProbeQuestion question);
}
