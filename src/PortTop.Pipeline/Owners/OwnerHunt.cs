using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Finds which processes hold sockets. Reading all descriptors of a busy machine takes half a second, so it is done in slices between
/// polls, once for all processes, and afterwards, while some socket has no owner yet, first where a process has another number of
/// descriptors than before; the others are swept slowly.
/// </summary>
internal sealed class OwnerHunt
{
    /// <summary>
    /// A process that comes while others are watched may be a child that shares its parent's sockets: of so many the parent is asked at
    /// each listing, of the others at the next ones.
    /// </summary>
    private const int MostNewcomers = 50;

    /// <summary>Where processes come faster than their parents can be asked, the oldest of so many are given up.</summary>
    private const int MostWaiting = 1000;

    /// <summary>After so many polls sockets that no process has are looked for again.</summary>
    private const int LookAgainPolls = 30;

    /// <summary>While nothing is wanted the list of processes is read at one poll of so many: of thousands it takes milliseconds.</summary>
    private const int IdleListings = 2;

    private readonly IProcessTable? _processes;
    private readonly OwnerBook _book;
    private readonly Func<TimeSpan> _elapsed;
    private readonly WantedSockets _wanted = new();
    private readonly List<ProcessEntry> _list = [];
    private readonly DescriptorCounts _counts;
    private readonly Queue<int> _newcomers = new();
    private bool _hasListed;
    private readonly HuntQueue _queue;

    /// <summary>Who was found in this round to hold sockets whose owner is in doubt: a round may take several polls.</summary>
    private readonly Dictionary<uint, int> _foundInRound = [];
    private readonly uint[] _inodes = new uint[IDescriptorWalk.MaxInodes];
    private IDescriptorWalk? _walk;
    private ProcessEntry _walked;
    private int _unfound;
    private int _roundPoll;
    private int _poll;
    private bool _isPlanned;
    private bool _hasFound;
    private bool _isRoundOver = true;

    /// <summary>A table has a socket of no process.</summary>
    private bool _hasNoProcess;

    /// <summary>Sockets of the very poll after which the last round over all processes began, that were found with none.</summary>
    private readonly HashSet<uint> _missed = [];

    /// <summary>A process of the round, or of the last one, runs and does not let itself be looked into.</summary>
    private bool _isRefused;
    private bool _wasRefused;
    private DateTimeOffset _now;

    /// <summary>Nothing is looked for yet.</summary>
    /// <param name="processes">The processes; null where there are none to ask.</param>
    /// <param name="book">Takes who was found.</param>
    /// <param name="elapsed">A clock that no change of the time of day moves.</param>
    internal OwnerHunt(IProcessTable? processes, OwnerBook book, Func<TimeSpan> elapsed)
    {
        (_processes, _book, _elapsed) = (processes, book, elapsed);
        _counts = new DescriptorCounts();
        _queue = new HuntQueue(_counts);
        HasSeenAll = processes is null;
    }

    /// <summary>Every process was looked into at least once since the start, or there is none to look into.</summary>
    internal bool HasSeenAll { get; private set; }

    /// <summary>Owners were found, or given up, since <see cref="Apply"/> was last called.</summary>
    internal bool HasNews { get; private set; }

    /// <summary>Begins a poll: nothing is wanted.</summary>
    internal void Begin(int poll, DateTimeOffset now)
    {
        Apply();
        _wanted.Begin();
        if (_hasNoProcess && poll % LookAgainPolls == 0)
        {
            _book.DoubtNoProcess();
        }

        _hasNoProcess = false;
        _book.BeginDoubts(_queue.HasBegun ? _queue.Round : _queue.Round - 1);
        _unfound = 0;
        _poll = poll;
        _now = now;
        _isPlanned = false;
        _hasFound = false;
    }

    /// <summary>True when a socket with this owner is to be looked for.</summary>
    internal bool IsWanted(int owner)
    {
        _hasNoProcess |= _book.IsNoProcess(owner);
        return owner == OwnerBook.Nobody ? _processes is not null : _book.HasDoubts && _book.IsDoubted(owner);
    }

    /// <summary>Wants the owner of a socket. Where processes of its user cannot be looked into, the user is all that can be told.</summary>
    internal void Want(IOwnedSockets table, int place, uint inode, uint user)
    {
        if (_missed.Contains(inode) && table.OwnerOf(place) == OwnerBook.Nobody)
        {
            _book.Note();
            table.SetOwner(place, GiveUp(user));
        }
        else if (_processes!.CanRead(user))
        {
            _wanted.Add(new WantedSocket { Inode = inode, User = user, Table = table, Place = place, IsDoubted = table.OwnerOf(place) != OwnerBook.Nobody });
            _isPlanned = false;
        }
        else
        {
            _book.Note();
            table.SetOwner(place, _book.OfUser(user, _now));
        }
    }

    /// <summary>What a table wanted in this poll does not count: its dump begins anew.</summary>
    internal void Forget(IOwnedSockets table) => _wanted.Forget(table);

    /// <summary>Looks for so long; false when there is nothing more to do until the next poll.</summary>
    /// <param name="allowance">How long.</param>
    /// <param name="isSweeping">Go on to processes of which nothing says that they have what is wanted.</param>
    internal bool Work(TimeSpan allowance, bool isSweeping)
    {
        if (_processes is null || (_isPlanned && _walk is null && _queue.IsEmpty(isSweeping)))
        {
            return false;
        }

        var start = _elapsed();
        if (!_isPlanned)
        {
            Plan();
        }

        while (_unfound > 0 || (!HasSeenAll && _wanted.Count > 0) || _book.HasDoubts || (_hasFound && _queue.HasNewcomers))
        {
            var isMore = Step(isSweeping);
            if (_walk is null && _queue.IsRoundOver && !_isRoundOver)
            {
                EndRound();
            }

            if (!isMore)
            {
                return false;
            }

            if (_elapsed() - start >= allowance)
            {
                return true;
            }
        }

        // Everything was found: who is only half looked into is looked into from the beginning when something else is wanted of him.
        _walk?.Dispose();
        _walk = null;
        return false;
    }

    /// <summary>Tells everyone whom the search still knows.</summary>
    internal void Tell(HashSet<int> holding) => holding.UnionWith(_foundInRound.Values);

    /// <summary>Gives the tables what was found.</summary>
    internal void Apply()
    {
        if (!HasNews)
        {
            return;
        }

        HasNews = false;
        _book.Note();
        _wanted.Give();
    }

    private void Plan()
    {
        _isPlanned = true;
        _unfound = _wanted.Sort();
        if (_wanted.Count == 0 && !_book.HasDoubts)
        {
            // Where nothing is wanted the list is read all the same, because a new child may share its parent's sockets.
            if (_poll % IdleListings == 0)
            {
                ReadList(withDescriptors: false);
            }

            return;
        }

        ReadList(withDescriptors: true);
        if (_isRoundOver && !_queue.HasBegun)
        {
            _roundPoll = _poll;
        }

        _isRoundOver = false;
        _queue.Plan(_list, _book, isLargestFirst: !HasSeenAll, except: _walk is null ? 0 : _walked.ProcessId);
    }

    private void ReadList(bool withDescriptors)
    {
        _processes!.List(_list, withDescriptors);
        var newcomers = _counts.FindNew(_list);
        if (_hasListed)
        {
            // Who is there at the start is looked into while every socket is wanted.
            foreach (var process in newcomers)
            {
                _newcomers.Enqueue(process);
            }
        }

        _hasListed = true;
        while (_newcomers.Count > MostWaiting)
        {
            _ = _newcomers.Dequeue();
        }

        for (var left = Math.Min(MostNewcomers, _newcomers.Count); left > 0; left--)
        {
            var process = _newcomers.Dequeue();
            var parent = _processes.ReadParent(process);
            if (parent > 0 && _book.Knows(parent))
            {
                _book.Doubt(parent);
            }
            else if (parent > 0 && !HasSeenAll)
            {
                // Whether its parent has sockets is not known yet.
                _newcomers.Enqueue(process);
            }
        }
    }

    /// <summary>Reads one piece of one process; false when nobody is left to look into.</summary>
    private bool Step(bool isSweeping)
    {
        if (_walk is null)
        {
            if (!_queue.TryNext(isSweeping, out _walked))
            {
                return false;
            }

            _walk = _processes!.Open(_walked.ProcessId);
            if (_walk is null)
            {
                _isRefused |= _processes.ReadStart(_walked.ProcessId) is not null;
                _queue.Set(_walked);
                return true;
            }
        }

        if (_walk.Read(_inodes) is { } count)
        {
            var found = 0;
            for (var i = 0; i < count; i++)
            {
                found += Match(_inodes[i]) ? 1 : 0;
            }

            if (found == 0 && !HasSeenAll && _queue.TryDefer(_walked))
            {
                // A server with very many accepted connections, say: others have what is wanted.
                _walk.Dispose();
                _walk = null;
            }
        }
        else
        {
            _walk.Dispose();
            _walk = null;
            _queue.Set(_walked);
        }

        return true;
    }

    /// <summary>A socket may be wanted by several tables: of a pool, and of a port that is asked about.</summary>
    private bool Match(uint inode)
    {
        var place = _wanted.FindFirst(inode);
        if (place < 0 || _book.OfProcess(_walked.ProcessId, _now) is not (not OwnerBook.Nobody and var owner))
        {
            return false;
        }

        _hasFound = true;
        for (; place < _wanted.Count && _wanted.All[place].Inode == inode; place++)
        {
            Tell(ref _wanted.All[place], owner);
        }

        return true;
    }

    private void Tell(ref WantedSocket socket, int owner)
    {
        if (socket.IsDoubted)
        {
            var inode = socket.Inode;
            _foundInRound[inode] = _foundInRound.TryGetValue(inode, out var before) ? _book.Join(before, owner, _now) : owner;
            TellSharer(ref socket, owner);
            return;
        }

        _unfound -= socket.Owner == OwnerBook.Nobody ? 1 : 0;
        socket.Owner = socket.Owner == OwnerBook.Nobody ? owner : _book.Join(socket.Owner, owner, _now);
        HasNews = true;
    }

    /// <summary>
    /// One more process that holds a socket is told at once: where processes have very many descriptors a round takes minutes. Only a whole
    /// round can tell which process holds it no longer.
    /// </summary>
    private void TellSharer(ref WantedSocket socket, int owner)
    {
        var known = socket.Owner == OwnerBook.Nobody ? socket.Table.OwnerOf(socket.Place) : socket.Owner;
        if (_book.TryShare(known, owner, _now, out var shared))
        {
            socket.Owner = shared;
            HasNews = true;
        }
    }

    /// <summary>
    /// Every process was looked into: a socket that was there before the round began and was not found is held by none that can be seen.
    /// One that came since may have been closed before its process was read.
    /// </summary>
    private void EndRound()
    {
        HasSeenAll = true;
        _missed.Clear();
        _wasRefused = _isRefused;
        _book.ForgetDoubts(_queue.Round);
        foreach (ref var wanted in _wanted.All)
        {
            if (wanted.IsDoubted)
            {
                // Those in doubt since the middle of the round stay in doubt for another.
                if (!_book.IsDoubted(wanted.Table.OwnerOf(wanted.Place)))
                {
                    wanted.Owner = _foundInRound.GetValueOrDefault(wanted.Inode);
                }

                HasNews = true;
            }
            else if (wanted.Owner == OwnerBook.Nobody && wanted.Table.OwnerOf(wanted.Place) == OwnerBook.Nobody && wanted.Table.FirstPollOf(wanted.Place) < _roundPoll)
            {
                wanted.Owner = GiveUp(wanted.User);
                _unfound--;
                HasNews = true;
            }
            else if (wanted.Owner == OwnerBook.Nobody && wanted.Table.FirstPollOf(wanted.Place) == _roundPoll)
            {
                // Where it is still open at the next poll no process had it in between.
                _ = _missed.Add(wanted.Inode);
            }
        }

        _isRefused = false;
        _foundInRound.Clear();
        _queue.EndRound();

        // Who is looked into from here on has his turn in the next round already.
        _roundPoll = _poll;
        _isRoundOver = true;
    }

    /// <summary>What is told of a socket that no process was found with.</summary>
    private int GiveUp(uint user) => _processes!.IsWhole && !_wasRefused ? _book.OfNoProcess(_now) : _book.OfUser(user, _now);
}
