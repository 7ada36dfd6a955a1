using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Sorts the TCP sockets of a dump into pools and compares them with the poll before.</summary>
internal sealed class PoolTable : ISocketSink
{
    private static readonly Dictionary<int, int> NoSuspects = [];

    private readonly SocketTable _sockets = new();
    private readonly PoolList _pools;
    private readonly PoolFlows _flows;
    private readonly ServedPorts _served;
    private readonly OwnRanges _ownRanges;
    private readonly PortPass _marks = new();
    private readonly DeviceSharing _sharing = new();
    private readonly PoolDoubts _doubts;
    private readonly PoolSampler _sampler;
    private readonly AddressTable _addresses;
    private readonly OwnerDesk _desk;
    private readonly FailingPools _failing;
    private readonly SocketGone _leave;
    private readonly AskedPorts _asked;
    private readonly Dictionary<int, List<ushort>?> _wantedOf = [];
    private IReadOnlyList<ushort> _wantedPorts = [];
    private PortSpace? _ports;
    private PollMoment _moment;
    private uint _networkNamespace;
    private int _pass;
    private int _vacated;
    private long _come;
    private long _gone;

    /// <summary>An empty table.</summary>
    /// <param name="addresses">Takes every socket by its local address, for the bind pools.</param>
    /// <param name="desk">Looks for the owners of sockets.</param>
    /// <param name="flows">What forecasts share.</param>
    /// <param name="asked">Asks for single ports.</param>
    /// <param name="processes">The processes; null where there are none to ask.</param>
    internal PoolTable(AddressTable addresses, OwnerDesk desk, FlowBook flows, AskedPorts asked, IProcessTable? processes = null)
    {
        _asked = asked;
        _pools = new PoolList(flows);
        _served = new ServedPorts(_pools);
        _ownRanges = new OwnRanges(processes);
        _flows = new PoolFlows(_pools, addresses, flows);
        _addresses = addresses;
        _desk = desk;
        _failing = new FailingPools(_pools, desk.Failures);
        Owners = new OwnerCount(_pools, _sockets, addresses, desk);
        _sampler = new PoolSampler(_marks, desk, flows);
        _leave = Leave;
        _doubts = new PoolDoubts(_pools, _sockets, _marks, addresses);
    }

    /// <summary>The ports of this pass.</summary>
    internal PortPass Marks => _marks;

    /// <summary>How many usable ports at least one pool uses.</summary>
    internal int UsedByAnyone => _marks.Used;

    /// <summary>The sockets of all pools by state, each once.</summary>
    internal StateCounts States { get; private set; }

    /// <summary>How many usable ports suspects hold.</summary>
    internal int Suspected => _marks.Suspect;

    /// <summary>How many usable ports have a socket of which nobody can say whether bind() took its port.</summary>
    internal int Doubtful => _marks.Doubtful;

    /// <summary>What the kernel answered about single ports.</summary>
    internal PortAnswers Answers => _asked.Answers;

    /// <summary>Who has the sockets.</summary>
    internal OwnerCount Owners { get; }

    /// <summary>How many sockets are remembered.</summary>
    internal int Sockets => _sockets.Count;

    /// <summary>Begins a poll. A poll that failed is begun again with the same number, and what it saw first still counts as new.</summary>
    /// <param name="moment">The poll.</param>
    /// <param name="ports">The ports there are.</param>
    /// <param name="networkNamespace">The inode of the network namespace.</param>
    /// <param name="wantedPorts">The local ports that a filter asks about.</param>
    internal void Begin(PollMoment moment, PortSpace ports, uint networkNamespace, IReadOnlyList<ushort>? wantedPorts = null)
    {
        _wantedPorts = wantedPorts ?? [];
        _moment = moment;
        _ports = ports;
        _networkNamespace = networkNamespace;
        _asked.Begin(moment, ports);
        _vacated = 0;
        Restart();
    }

    /// <inheritdoc/>
    public void Restart()
    {
        _pass++;
        _wantedOf.Clear();
        _desk.Hunt.Forget(_sockets);
        _marks.Begin(_ports!);
        _flows.Begin(_moment, _pass);
        _doubts.Begin(_moment, _ports!);
        _addresses.Begin(_moment, _ports!, _networkNamespace);
    }

    /// <inheritdoc/>
    public void Add(in SocketRow row)
    {
        if (!_ports!.IsEphemeral(row.SourcePort))
        {
            return;
        }

        var index = _sockets.FindOrAdd(row.Identity, out var isNew);
        ref var socket = ref _sockets.At(index);
        if (!isNew && socket.LastPass == _pass)
        {
            return;
        }

        Identify(ref socket, row, isNew);
        if (socket.State != row.State || socket.FirstPoll == _moment.Poll)
        {
            _desk.Note();
        }

        socket.LastPass = _pass;
        socket.State = row.State;
        if (!_ports.IsUsable(row.SourcePort))
        {
            AddOnHeldPort(index, ref socket, row);
            return;
        }

        socket.Marks &= ~SocketMarks.OnHeldPort;
        _marks.Occupy(row.SourcePort);

        socket.Pool = socket.Pool != TrackedSocket.NoPool ? socket.Pool : FindPool(row, socket.Marks);
        Mark(index, ref socket, row);
        if (socket.Pool == TrackedSocket.NoPool)
        {
            AddAddress(_addresses.IndexOf(row), row, ref socket, PoolFlows.Unpooled);
            return;
        }

        ref var pool = ref Current(socket.Pool, row);
        NotePort(ref pool, socket.Pool, row.SourcePort);
        var step = _flows.Count(pool.Watch, ref socket, row);
        AddAddress(pool.Address, row, ref socket, step);
        if (row.Inode != 0 && _desk.Hunt.IsWanted(socket.Owner))
        {
            _desk.Hunt.Want(_sockets, index, row.Inode, row.UserId);
        }

        if (row.Inode != 0)
        {
            (pool.AliveInode, pool.AliveSocket) = (row.Inode, index);
        }

        pool.Suspects += socket.Is(SocketMarks.Suspect) ? 1 : 0;
        pool.States.Add(row.State);
        pool.Opened += socket.FirstPoll == _moment.Poll ? 1 : 0;
        if (socket.Is(SocketMarks.Reclaimable))
        {
            pool.Reclaimable++;
            return;
        }

        pool.Use(_ports.IsEven(row.SourcePort));
        pool.UsedOwn += pool.OwnRange?.Contains(row.SourcePort) == true ? 1 : 0;
        _marks.Use(row.SourcePort);
        if (socket.Is(SocketMarks.Proven))
        {
            _doubts.AddProven();
        }
    }

    /// <summary>
    /// A socket on a port that a listener or a bound socket holds. The port counts for every pool alike, as the holder's: it is no port of
    /// any one of them. Where it was not accepted its
    /// target has the connection all the same.
    /// </summary>
    private void AddOnHeldPort(int index, ref TrackedSocket socket, in SocketRow row)
    {
        AddAddress(_addresses.IndexOf(row), row, ref socket, PoolFlows.Unpooled);
        socket.Marks = (socket.Marks & ~SocketMarks.Reclaimable) | SocketMarks.OnHeldPort;
        socket.Pool = socket.Pool != TrackedSocket.NoPool ? socket.Pool : FindPool(row, socket.Marks);
        if (socket.Pool == TrackedSocket.NoPool)
        {
            return;
        }

        ref var pool = ref Current(socket.Pool, row);
        NotePort(ref pool, socket.Pool, row.SourcePort);
        pool.HasChosen |= socket.Is(SocketMarks.Bound);
        pool.Chosen++;
        pool.States.Add(row.State);
        if (row.Inode != 0 && _desk.Hunt.IsWanted(socket.Owner))
        {
            _desk.Hunt.Want(_sockets, index, row.Inode, row.UserId);
        }
    }

    private void NotePort(ref PoolAccumulator pool, int index, ushort port)
    {
        pool.Lowest = pool.Lowest.With(port);
        if (_wantedPorts.Count > 0 && _wantedPorts.Contains(port))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_wantedOf, index, out _) ??= []).Add(port);
        }
    }

    /// <summary>A pool, begun for this pass.</summary>
    private ref PoolAccumulator Current(int index, in SocketRow row)
    {
        ref var pool = ref _pools.At(index);
        if (pool.Pass != _pass)
        {
            pool.Begin(_moment.Poll, _pass);
            pool.Watch.ReuseDelay = _ports!.Reuse.DelayOf(pool.Key);
            pool.Address = _addresses.IndexOf(row);
        }

        return ref pool;
    }

    private void Leave(in TrackedSocket socket)
    {
        _vacated++;
        _gone++;
        _asked.Leave(socket.Port);
        _flows.Leave(socket);
    }

    /// <summary>The number of the owner of a socket, <see cref="OwnerBook.Nobody"/> where none is known.</summary>
    internal int OwnerOf(ulong identity) => _sockets.Find(identity) is >= 0 and var index ? _sockets.At(index).Owner : OwnerBook.Nobody;

    /// <summary>The pool of an attempt to connect.</summary>
    internal PoolKey KeyOf(ConnectAttempts attempts) => _failing.KeyOf(attempts, _networkNamespace);

    /// <summary>What is remembered of a pool; null where it has no socket.</summary>
    internal PoolWatch? WatchOf(PoolKey key) => _pools.Find(key) is var index && index != TrackedSocket.NoPool ? _pools.At(index).Watch : null;

    /// <summary>How many suspected sockets each owner has.</summary>
    internal IReadOnlyDictionary<int, int> SuspectsByOwner() => Suspected > 0 ? Owners.CountSuspects(_pass) : NoSuspects;

    /// <summary>The ports that bind() holds, as the kernel answered, each with the owner of the one socket on it.</summary>
    internal IReadOnlyList<(int Owner, ushort Port)> HeldByOwner() => _doubts.FindHolders(_pass);

    /// <summary>True when a pool has hardly a port left, by what this pass has seen so far.</summary>
    internal bool IsNearlyFull(PoolKey key)
    {
        var index = _pools.Find(key);
        var used = index != TrackedSocket.NoPool && _pools.At(index).Pass == _pass ? _pools.At(index).Used : 0;
        return used + _marks.Suspect + _marks.Held >= _ports!.Usable * PoolFailures.MayFailRatio;
    }

    /// <summary>The kernel was asked for a port of a pool: its count goes by the answer.</summary>
    internal void Prove(PoolKey key, bool isGiven)
    {
        if (_ports is not null && WatchOf(key) is { } watch)
        {
            watch.Proof = new PoolProof(isGiven, _come, _gone, _ports.Usable, watch.Reclaimable, _moment.Poll);
        }
    }

    /// <summary>Counts the owners anew, after some were found.</summary>
    internal void Recount() => Owners.Count(_pass, _ports!);

    /// <summary>Forgets the sockets that are gone.</summary>
    internal void Sweep()
    {
        if (_sockets.Sweep(_pass, _leave))
        {
            _desk.Note();
        }
    }

    /// <summary>
    /// Ends the poll, once what is gone was swept: forgets pools without a socket and adds the others to <paramref name="samples"/>.
    /// </summary>
    internal void Finish(List<PoolSample> samples)
    {
        if (_asked.Ask(_pools, _sockets, _marks, _pass, _ports!))
        {
            _desk.Note();
        }

        // Before ports are shared: there a socket counts in more than one pool.
        States = _pools.CountStates(_pass);
        _failing.Keep(_moment.Poll, _pass);
        if (!_desk.IsCurrent)
        {
            Owners.Count(_pass, _ports!);
        }

        _sharing.Apply(_pools, _sockets, _pass, _ports!);
        _doubts.Settle(_pass, _sharing.Added);
        _flows.LearnLateness(_ports!.Reuse);
        var changes = new PoolChanges(_vacated, _come, _gone);
        _ownRanges.Begin();
        _served.Find(_pass, _ports!, _marks);
        for (var i = 0; i < _pools.End; i++)
        {
            ref var pool = ref _pools.At(i);
            if (pool.Pass == _pass)
            {
                var sample = _sampler.Sample(ref pool, _ports!, _moment, changes, _wantedOf.GetValueOrDefault(i) ?? []);
                if (sample.Failures is not null || !_served.TryTake(i))
                {
                    samples.Add(sample);
                    if (pool.OwnRange is not null && pool.UsedOwn > 0)
                    {
                        samples.Add(OwnRanges.Sample(ref pool, sample, _ports!, _marks, _moment));
                    }

                    _ownRanges.Ask(ref pool, OwnerOf(pool), _ports!.Range, _moment.Poll);
                }
            }
            else if (pool.Pass != 0)
            {
                _pools.Remove(i);
            }
        }

        foreach (var sample in _served.Sample(_networkNamespace, _moment))
        {
            samples.Add(NameServed(sample));
        }
    }

    private Owner? OwnerOf(in PoolAccumulator pool)
        => pool.AliveInode != 0 && _sockets.At(pool.AliveSocket).Owner is not OwnerBook.Nobody and var owner ? _desk.Book.At(owner) : null;

    /// <summary>The part of the range that the program of a pool may use; null for all of it.</summary>
    internal PortRange? OwnRangeOf(PoolKey key)
        => _pools.Find(WholeOf(key)) is var index && index != TrackedSocket.NoPool
            ? _pools.At(index).OwnRange
            : null;

    /// <summary>The sample of a part of the range with the owners as they are known now.</summary>
    internal PoolSample NameOwn(PoolSample sample) => Owners.Name(sample with { Key = WholeOf(sample.Key) }) with { Key = sample.Key };

    private static PoolKey WholeOf(PoolKey key) => key with { Kind = PoolKind.Connect, Window = WindowKind.None };

    /// <summary>The sample of a served port with the owners as they are known now.</summary>
    internal PoolSample NameServed(PoolSample sample) => _desk.Name(sample, _served.OwnersOf(sample.Key));

    /// <summary>
    /// The poll failed. What the last good one saw is kept for the next; of what failed attempts saw only the newest, so that a source
    /// which keeps failing fills no memory.
    /// </summary>
    internal void Abandon()
    {
        _sockets.SweepAttempts(_moment.Poll, _pass);
        var isHeld = new bool[_pools.End];
        _sockets.MarkPools(isHeld);
        for (var i = 0; i < _pools.End; i++)
        {
            if (!isHeld[i] && _pools.At(i).Pass != 0)
            {
                _pools.Remove(i);
            }
        }
    }

    /// <summary>
    /// Tells a socket seen before from one seen first. A socket that leaves TIME-WAIT or changes its pool is another connection under the
    /// same identity: connected anew (connect(2), AF_UNSPEC), or told apart by its four-tuple alone.
    /// </summary>
    private void Identify(ref TrackedSocket socket, in SocketRow row, bool isNew)
    {
        var isOther = !isNew && (socket.Port != row.SourcePort
            || (socket.Pool != TrackedSocket.NoPool && !_pools.At(socket.Pool).Holds(row))
            || (socket.State == TcpState.TimeWait && row.State != TcpState.TimeWait));
        if (isOther)
        {
            Leave(socket);
        }

        if (isNew || isOther)
        {
            _asked.Appear(row.SourcePort);
            _come++;
            socket.FirstPoll = _moment.Poll;
            socket.Pool = TrackedSocket.NoPool;
            socket.Port = row.SourcePort;
            socket.Marks = FirstSight.Marks(row, _ports!, trustsOption: !_moment.IsFirst && !_asked.IsAnswered);
            socket.Owner = OwnerBook.Nobody;
        }
    }

    private void AddAddress(int index, in SocketRow row, ref TrackedSocket socket, in FlowStep step)
    {
        var isBound = row.IsProvenAutobind || socket.Is(SocketMarks.Proven | SocketMarks.Suspect | SocketMarks.Accepted | SocketMarks.Bound);
        var isCounted = _addresses.Add(index, row, step, socket.FirstPoll == _moment.Poll, isBound);
        socket.Marks = isCounted ? socket.Marks | SocketMarks.Counted : socket.Marks & ~SocketMarks.Counted;
    }

    /// <summary>
    /// The pool of a socket. One that was accepted makes no pool of its own: behind a listener that closed there may be a client, and so a
    /// pool, for each of thousands.
    /// </summary>
    private int FindPool(in SocketRow row, SocketMarks marks)
    {
        var key = new PoolKey(_networkNamespace, Protocol.Tcp, PoolKind.Connect, row.Interface, row.Source, row.Destination, row.DestinationPort);
        return marks.HasFlag(SocketMarks.Accepted) ? _pools.Find(key) : _pools.FindOrAdd(key);
    }

    private void Mark(int index, ref TrackedSocket socket, in SocketRow row)
    {
        socket.Marks &= ~SocketMarks.Reclaimable;
        socket.Marks |= socket.Is(SocketMarks.NoPort) && _ports!.IsEven(socket.Port) ? SocketMarks.Proven : SocketMarks.None;
        socket.Marks |= _ports!.Reuse.Frees(row) ? SocketMarks.Reclaimable : SocketMarks.None;
        if (socket.Is(SocketMarks.Proven))
        {
            return;
        }

        _marks.Doubt(socket.Port);
        if (socket.Is(SocketMarks.Suspect | SocketMarks.Accepted | SocketMarks.Bound))
        {
            _marks.Suspicion(socket.Port);
        }
        else if (socket.FirstPoll == _moment.Poll)
        {
            _doubts.AddCandidate(index, socket.Port);
        }

        if (socket.Is(SocketMarks.Suspect))
        {
            _addresses.Evidence(row.Source, row.Interface);
        }
    }
}
