using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// What a pass leaves in doubt once the kernel was asked: which sockets took their ports with bind(), for which ports no doubt is left, and
/// where it matters. Settled once
/// the dump is complete.
/// </summary>
/// <param name="pools">The pools.</param>
/// <param name="sockets">The sockets.</param>
/// <param name="marks">The ports of the pass.</param>
/// <param name="addresses">Takes on which addresses something binds.</param>
internal sealed class PoolDoubts(PoolList pools, SocketTable sockets, PortPass marks, AddressTable addresses)
{
    /// <summary>Sockets that this poll saw first, of unknown origin: at odd and at even offsets.</summary>
    private readonly List<int> _odd = [];
    private readonly List<int> _even = [];
    private readonly RepeatEvidence _repeats = new(pools, addresses);
    private readonly ClearingEvidence _clearing = new(pools, sockets, marks, addresses);

    /// <summary>The bit that says that an address has several sockets on a port; those below stand for addresses.</summary>
    private const int SharedBit = 7;
    private const int SeveralOwners = -1;

    /// <summary>Which addresses have a socket on a port that bind() holds, and whose the sockets on it are.</summary>
    private byte[] _addressesOnHeld = [];
    private int[] _ownerOnHeld = [];
    private readonly List<(int Owner, ushort Port)> _holders = [];
    private PortSpace? _ports;
    private PollMoment _moment;
    private bool _hasProven;

    /// <summary>Begins a pass.</summary>
    internal void Begin(PollMoment moment, PortSpace ports)
    {
        _moment = moment;
        _ports = ports;
        _hasProven = false;
        _odd.Clear();
        _even.Clear();
    }

    /// <summary>A socket of unknown origin was seen first.</summary>
    internal void AddCandidate(int socket, ushort port) => (_ports!.IsEven(port) ? _even : _odd).Add(socket);

    /// <summary>connect() chose the port of some socket for certain.</summary>
    internal void AddProven() => _hasProven = true;

    /// <summary>
    /// Ends a pass: judges, and counts for each pool the ports that it uses itself among those that are held or in doubt.
    /// </summary>
    /// <param name="pass">Its number.</param>
    /// <param name="shared">Ports that pools use because sockets of others do.</param>
    internal void Settle(int pass, List<(int Pool, ushort Port)> shared)
    {
        Count(pass, shared);
        if (marks.Held > 0)
        {
            FindBinders(pass);
        }

        // Where the range moved, offsets before and now say nothing about each other.
        if (marks.Doubtful > 0 && (_moment.IsComparable || _moment.IsFirst) && Judge(pass))
        {
            Count(pass, shared);
        }

        if (marks.Doubtful > 0 && IsAnyUnclear(pass))
        {
            marks.Clear(_clearing.Find(pass, _ports!));
            CountUncleared(pass, shared);
        }
    }

    /// <summary>
    /// Judges the sockets that this poll saw first, on ports that the kernel was not asked for. True when there are suspects among them.
    /// </summary>
    private bool Judge(int pass)
    {
        var before = marks.Suspect;
        _repeats.Find(pass, _ports!);
        foreach (var index in _odd)
        {
            ref var socket = ref sockets.At(index);
            if (marks.IsDoubtful(socket.Port) && IsBound(pools.At(socket.Pool)))
            {
                Suspect(index);
            }
            else if (socket.Is(SocketMarks.NoPort) && !marks.IsHeld(socket.Port))
            {
                socket.Marks |= SocketMarks.Proven;
            }
        }

        var isOddGone = marks.SuspectOdd + marks.Held - marks.HeldEven >= _ports!.Usable - _ports.UsableEven - (_ports.MayMissOne ? 1 : 0);
        foreach (var index in _even)
        {
            ref var socket = ref sockets.At(index);
            if (!marks.IsDoubtful(socket.Port) || socket.Is(SocketMarks.Proven))
            {
                continue;
            }

            // Who binds in this pool does so at even offsets too once those who bind have taken all the odd ones.
            ref var pool = ref pools.At(socket.Pool);
            if (_repeats.IsBinding(pool.Address) || pool.SettledHeld * 2 > pool.Settled
                || (isOddGone && pool.Suspects > 0 && addresses.IsOddTaken(pool.Address)))
            {
                Suspect(index);
            }
        }

        return marks.Suspect > before;
    }

    /// <summary>What the kernel answered about a part of a pool says more of the rest than any rule.</summary>
    private bool IsBound(in PoolAccumulator pool)
        => pool.Settled > 0 ? pool.SettledHeld * 2 > pool.Settled
            : _repeats.IsBinding(pool.Address) || SuspectRule.AreSuspects(pool, _ports!, marks, _moment.IsFirst);

    private void Suspect(int index)
    {
        ref var socket = ref sockets.At(index);
        ref var pool = ref pools.At(socket.Pool);
        socket.Marks |= SocketMarks.Suspect;
        pool.Suspects++;
        marks.Suspicion(socket.Port);
        addresses.Evidence(pool.Key.Source, pool.Key.Interface);
    }

    /// <summary>Counts for each pool the ports that it uses itself among those that are held, suspected or in doubt.</summary>
    private void Count(int pass, List<(int Pool, ushort Port)> shared)
    {
        if (marks.Held + marks.Known + marks.Suspect == 0 && !_hasProven)
        {
            for (var i = 0; i < pools.End; i++)
            {
                pools.At(i).UsedDoubtful = pools.At(i).Used;
            }

            return;
        }

        for (var i = 0; i < pools.End; i++)
        {
            pools.At(i).ForgetDoubts();
        }

        foreach (ref var socket in sockets.Entries)
        {
            if (socket.LastPass != pass || socket.Pool == TrackedSocket.NoPool || socket.Is(SocketMarks.OnHeldPort))
            {
                continue;
            }

            ref var pool = ref pools.At(socket.Pool);
            var isHeld = marks.IsHeld(socket.Port);
            if (!marks.IsDoubtful(socket.Port))
            {
                pool.Settled++;
                pool.SettledHeld += isHeld ? 1 : 0;
                if (!isHeld)
                {
                    socket.Marks &= ~SocketMarks.Suspect;
                }
            }

            if (!socket.Is(SocketMarks.Reclaimable))
            {
                CountPort(ref pool, socket.Port);
            }
            else if (isHeld)
            {
                pool.ReclaimableHeld++;
            }
        }

        foreach (var (pool, port) in shared)
        {
            CountPort(ref pools.At(pool), port);
        }
    }

    private void CountPort(ref PoolAccumulator pool, ushort port)
    {
        if (marks.IsDoubtful(port))
        {
            pool.UsedDoubtful++;
            if (marks.IsSuspect(port))
            {
                pool.UsedSuspect++;
                pool.UsedSuspectEven += _ports!.IsEven(port) ? 1 : 0;
            }
        }
        else if (marks.IsHeld(port))
        {
            pool.UsedHeld++;
            pool.UsedHeldEven += _ports!.IsEven(port) ? 1 : 0;
        }
    }

    /// <summary>Something binds where a port is held and every address has one socket on it at most, unless that was accepted.</summary>
    private void FindBinders(int pass)
    {
        (_addressesOnHeld, _ownerOnHeld) = _ownerOnHeld.Length == 0 ? (new byte[65536], new int[65536]) : (_addressesOnHeld, _ownerOnHeld);
        Array.Clear(_addressesOnHeld);
        Array.Clear(_ownerOnHeld);
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass != pass || socket.Pool == TrackedSocket.NoPool || !marks.IsHeld(socket.Port))
            {
                continue;
            }

            // bind() gives a port to each address once, connect() any number of times.
            ref var seen = ref _addressesOnHeld[socket.Port];
            var bit = (byte)(1 << (pools.At(socket.Pool).Address % SharedBit));
            seen |= (seen & bit) != 0 || pools.At(socket.Pool).Address < 0 ? (byte)(1 << SharedBit) : bit;
            ref var owner = ref _ownerOnHeld[socket.Port];
            owner = socket.Owner == OwnerBook.Nobody || owner == socket.Owner ? owner
                : owner == OwnerBook.Nobody ? socket.Owner : SeveralOwners;
        }

        var last = TrackedSocket.NoPool;
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass == pass && socket.Pool != TrackedSocket.NoPool && socket.Pool != last && !socket.Is(SocketMarks.Accepted)
                && (_addressesOnHeld[socket.Port] >> SharedBit) == 0 && marks.IsHeld(socket.Port))
            {
                last = socket.Pool;
                addresses.Evidence(pools.At(last).Key.Source, pools.At(last).Key.Interface);
            }
        }
    }

    /// <summary>
    /// The ports that bind() holds, as the kernel answered, with the one owner of the sockets on each: where there are several nobody can
    /// say who took it.
    /// </summary>
    internal IReadOnlyList<(int Owner, ushort Port)> FindHolders(int pass)
    {
        _holders.Clear();
        if (marks.Held > 0)
        {
            foreach (ref readonly var socket in sockets.Entries)
            {
                if (socket.LastPass == pass && socket.Owner != OwnerBook.Nobody && _ownerOnHeld[socket.Port] is not SeveralOwners
                    && marks.IsHeld(socket.Port))
                {
                    _holders.Add((socket.Owner, socket.Port));
                }
            }
        }

        return _holders;
    }

    /// <summary>True where a pool may have no port left, if all that is in doubt were held.</summary>
    private bool IsAnyUnclear(int pass)
    {
        for (var i = 0; i < pools.End; i++)
        {
            ref var pool = ref pools.At(i);
            var surelyUsed = marks.Held + marks.Doubtful + pool.Used - pool.UsedHeld - pool.UsedDoubtful;
            if (pool.Pass == pass && _ports!.Usable - surelyUsed <= (_ports.MayMissOne ? 1 : 0))
            {
                return true;
            }
        }

        return false;
    }

    private void CountUncleared(int pass, List<(int Pool, ushort Port)> shared)
    {
        foreach (ref readonly var socket in sockets.Entries)
        {
            if (socket.LastPass == pass && socket.Pool != TrackedSocket.NoPool
                && !socket.Is(SocketMarks.Reclaimable | SocketMarks.OnHeldPort) && marks.IsUncleared(socket.Port))
            {
                pools.At(socket.Pool).UsedUncleared++;
            }
        }

        foreach (var (pool, port) in shared)
        {
            pools.At(pool).UsedUncleared += marks.IsUncleared(port) ? 1 : 0;
        }
    }
}
