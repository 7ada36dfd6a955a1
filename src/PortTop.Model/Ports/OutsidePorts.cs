namespace PortTop.Model;

/// <summary>
/// Connections from source ports outside the ephemeral range: their applications chose the ports themselves with bind(), and no pool
/// counts them.
/// </summary>
/// <param name="Sockets">How many there are.</param>
/// <param name="Ports">How many different ports they use.</param>
public readonly record struct OutsidePorts(int Sockets, int Ports)
{
    /// <summary>Counts them; null where the kernel does not tell chosen ports from others.</summary>
    public static OutsidePorts? Count(PortSpace ports)
    {
        if (!ports.Bound.SeesChosen)
        {
            return null;
        }

        var sockets = 0;
        var seen = 0;
        var last = -1;
        foreach (var holder in ports.Bound.Holders)
        {
            if (holder.Kind == HolderKind.Chosen && !ports.Range.Contains(holder.Port))
            {
                sockets++;

                // The holders are in the order of ports.
                seen += holder.Port == last ? 0 : 1;
                last = holder.Port;
            }
        }

        return new OutsidePorts(sockets, seen);
    }
}
