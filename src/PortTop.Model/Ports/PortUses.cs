namespace PortTop.Model;

/// <summary>
/// What each port of the range is to one pool, as its sockets were read: every port counts once. Never changed once made.
/// </summary>
public sealed class PortUses
{
    /// <summary>How many kinds of use there are.</summary>
    public const int Kinds = (int)PortUse.Free + 1;

    private readonly PortSet[] _ports = new PortSet[Kinds];

    /// <summary>Sorts the ports of the range.</summary>
    /// <param name="key">Which pool.</param>
    /// <param name="space">Which ports can be handed out.</param>
    /// <param name="sockets">The sockets of the pool.</param>
    /// <param name="others">The ports that any pool of TCP uses.</param>
    /// <param name="suspects">The ports that by all signs were taken with bind().</param>
    /// <param name="held">The ports that bind() holds, as the kernel answered; null for none.</param>
    public PortUses(PoolKey key, PortSpace space, IReadOnlyList<SocketRow> sockets, PortSet others, PortSet suspects, PortSet? held = null)
    {
        Range = space.Range;
        for (var use = 0; use < Kinds; use++)
        {
            _ports[use] = new PortSet();
        }

        for (var i = 0; i < sockets.Count; i++)
        {
            _ports[(int)UseOf(sockets[i], space, key)].Add(sockets[i].SourcePort);
        }

        for (int port = Range.Low; port <= Range.High; port++)
        {
            if (!space.IsEphemeral((ushort)port))
            {
                _ports[(int)PortUse.Reserved].Add((ushort)port);
            }
            else if (!space.IsUsable((ushort)port) && IsHeld(key, space, (ushort)port))
            {
                _ports[(int)PortUse.Held].Add((ushort)port);
            }
        }

        if (key.HasDestination && held is not null)
        {
            // What the pool's own sockets hold is in use by it; what of it is in TIME-WAIT is given out again to nobody.
            var gone = new PortSet();
            gone.Add(held);
            gone.Remove(_ports[(int)PortUse.CloseWait]);
            gone.Remove(_ports[(int)PortUse.InUse]);
            gone.Remove(_ports[(int)PortUse.TimeWait]);
            _ports[(int)PortUse.Held].Add(gone);
        }

        if (key.Protocol == Protocol.Tcp)
        {
            _ports[(int)PortUse.Others].Add(others);
        }

        if (key.HasDestination)
        {
            _ports[(int)PortUse.Suspected].Add(suspects);
        }

        _ports[(int)PortUse.Free].Add(Range);
        for (var use = 1; use < Kinds; use++)
        {
            for (var before = 0; before < use; before++)
            {
                _ports[use].Remove(_ports[before]);
            }
        }
    }

    /// <summary>The range.</summary>
    public PortRange Range { get; }

    /// <summary>How many ports of the range are used so.</summary>
    public int Count(PortUse use) => CountIn(use, Range);

    /// <summary>How many ports of a stretch of the range are used so.</summary>
    public int CountIn(PortUse use, PortRange stretch) => _ports[(int)use].CountIn(stretch);

    /// <summary>UDP knows no listeners, and whoever is bound is one of the pool's own sockets.</summary>
    private static bool IsHeld(PoolKey key, PortSpace space, ushort port)
        => key.Protocol == Protocol.Tcp && (key.HasDestination || space.IsListening(port));

    private static PortUse UseOf(in SocketRow socket, PortSpace space, PoolKey key) => socket.State switch
    {
        TcpState.Listen => PortUse.Held,
        TcpState.CloseWait => PortUse.CloseWait,
        TcpState.TimeWait => key.HasDestination && space.Reuse.Frees(socket) ? PortUse.Reusable : PortUse.TimeWait,
        _ => PortUse.InUse,
    };
}
