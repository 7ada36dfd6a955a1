namespace PortTop.Model;

/// <summary>The sockets of all namespaces by state: TCP on ports of the range, each socket once.</summary>
public static class MachineStates
{
    /// <summary>
    /// Counts them, listeners and bound sockets on ports of the range too. A namespace that was not read in this poll counts as it was last
    /// read. A server's side of its connections is not among them, for its port is the listener's; nor are UDP and ports outside the range.
    /// </summary>
    public static StateCounts Of(Snapshot snapshot)
    {
        var sum = default(StateCounts);
        if (snapshot.Namespaces.Count == 0)
        {
            Add(ref sum, snapshot);
        }

        for (var i = 0; i < snapshot.Namespaces.Count; i++)
        {
            if (snapshot.Namespaces[i].Reading is { } reading)
            {
                Add(ref sum, reading);
            }
        }

        return sum;
    }

    private static void Add(ref StateCounts sum, Snapshot reading)
    {
        sum.Add(reading.States);
        sum.Add(TcpState.Listen, reading.Ports.Listeners.Count);
        var holders = reading.Ports.Bound.Holders;
        for (var i = 0; i < holders.Count; i++)
        {
            if (holders[i].Kind == HolderKind.BoundOnly && reading.Ports.IsEphemeral(holders[i].Port))
            {
                sum.Add(TcpState.Close);
            }
        }
    }
}
