using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>What a pass leaves in doubt: which sockets took their ports with bind(), and for which ports no doubt is left. Settled once the dump is complete.</summary>
/// <param name="pools">The pools.</param>
/// <param name="sockets">The sockets.</param>
/// <param name="marks">The ports of the pass.</param>
/// <param name="addresses">Takes on which addresses something binds.</param>
internal sealed class PoolDoubts(PoolList pools, SocketTable sockets, PortPass marks, AddressTable addresses)
{
    /// <summary>Sockets that this poll saw first, of unknown origin: at odd and at even offsets.</summary>
    private readonly List<int> _odd = [];
    private readonly List<int> _even = [];

    /// <summary>Ports in use that connect() chose for certain.</summary>
    private readonly List<(int Pool, ushort Port)> _proven = [];
    private PortSpace? _ports;
    private PollMoment _moment;

    /// <summary>Begins a pass.</summary>
    internal void Begin(PollMoment moment, PortSpace ports)
    {
        _moment = moment;
        _ports = ports;
        _odd.Clear();
        _even.Clear();
        _proven.Clear();
    }

    /// <summary>A socket of unknown origin was seen first.</summary>
    internal void AddCandidate(int socket, ushort port) => (_ports!.IsEven(port) ? _even : _odd).Add(socket);

    /// <summary>A pool uses a port that connect() chose for certain.</summary>
    internal void AddProven(int pool, ushort port) => _proven.Add((pool, port));

    /// <summary>Ends a pass: judges, and counts for each pool the ports that it uses itself among those in doubt.</summary>
    /// <param name="pass">Its number.</param>
    /// <param name="shared">Ports that pools use because sockets of others do.</param>
    internal void Settle(int pass, List<(int Pool, ushort Port)> shared)
    {
        CountSuspects(pass, shared);

        // Where the range moved, offsets before and now say nothing about each other.
        if ((_moment.IsComparable || _moment.IsFirst) && Judge())
        {
            CountSuspects(pass, shared);
        }

        CountProven(shared);
    }

    /// <summary>Judges the sockets that this poll saw first. True when there are suspects among them.</summary>
    private bool Judge()
    {
        var before = marks.Suspect;
        foreach (var index in _odd)
        {
            if (SuspectRule.AreSuspects(pools.At(sockets.At(index).Pool), _ports!, marks, _moment.IsFirst))
            {
                Suspect(index);
            }
            else if (sockets.At(index).Is(SocketMarks.NoPort))
            {
                sockets.At(index).Marks |= SocketMarks.Proven;
            }
        }

        if (marks.SuspectOdd < _ports!.Usable - _ports.UsableEven - (_ports.MayMissOne ? 1 : 0))
        {
            return marks.Suspect > before;
        }

        foreach (var index in _even)
        {
            // Who binds in this pool does so at even offsets too once those who bind have taken all the odd ones.
            ref var pool = ref pools.At(sockets.At(index).Pool);
            if (pool.Suspects > 0 && !sockets.At(index).Is(SocketMarks.Proven) && addresses.IsOddTaken(pool.Address))
            {
                Suspect(index);
            }
        }

        return marks.Suspect > before;
    }

    private void Suspect(int index)
    {
        ref var socket = ref sockets.At(index);
        ref var pool = ref pools.At(socket.Pool);
        socket.Marks |= SocketMarks.Suspect;
        pool.Suspects++;
        marks.Suspicion(socket.Port);
        addresses.Evidence(pool.Key.Source, pool.Key.Interface);
    }

    /// <summary>Counts for each pool the ports that it uses itself among those that suspects hold.</summary>
    private void CountSuspects(int pass, List<(int Pool, ushort Port)> shared)
    {
        if (marks.Suspect == 0)
        {
            return;
        }

        for (var i = 0; i < pools.End; i++)
        {
            pools.At(i).UsedSuspect = 0;
            pools.At(i).UsedSuspectEven = 0;
        }

        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass == pass && socket.Pool != TrackedSocket.NoPool && !socket.Is(SocketMarks.Reclaimable))
            {
                CountSuspect(socket.Pool, socket.Port);
            }
        }

        foreach (var (pool, port) in shared)
        {
            CountSuspect(pool, port);
        }
    }

    private void CountSuspect(int pool, ushort port)
    {
        if (marks.IsSuspect(port))
        {
            pools.At(pool).UsedSuspect++;
            pools.At(pool).UsedSuspectEven += _ports!.IsEven(port) ? 1 : 0;
        }
    }

    private void CountProven(List<(int Pool, ushort Port)> shared)
    {
        _proven.AddRange(shared);
        foreach (var (pool, port) in _proven)
        {
            pools.At(pool).UsedProven += marks.IsDoubtful(port) ? 0 : 1;
        }
    }
}
