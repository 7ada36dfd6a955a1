using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Finds which processes hold sockets. Reading all descriptors of a busy machine takes half a second, so it is done in slices between polls, once
/// for all processes, and afterwards only where a process has another number of descriptors than before and some socket has no owner yet; the others
/// are swept slowly.
/// </summary>
/// <param name="processes">The processes.</param>
/// <param name="book">Takes who was found.</param>
/// <param name="elapsed">A clock that no change of the time of day moves.</param>
internal sealed class OwnerHunt(IProcessTable? processes, OwnerBook book, Func<TimeSpan> elapsed)
{
    /// <summary>A process that comes while others are watched may be a child that shares its parent's sockets; when very many come at once they are left to the sweep.</summary>
    private const int MostNewcomers = 50;

    private const int LargeList = 8192;

    private readonly List<WantedSocket> _wanted = [];
    private readonly List<ProcessEntry> _list = [];
    private readonly DescriptorCounts _counts = new();
    private readonly HuntQueue _queue = new();
    private readonly uint[] _inodes = new uint[IDescriptorWalk.MaxInodes];
    private IDescriptorWalk? _walk;
    private ProcessEntry _walked;
    private int _unfound;
    private int _roundPoll;
    private int _poll;
    private bool _isPlanned;
    private DateTimeOffset _now;

    /// <summary>Every process was looked into at least once since the start, or there is none to look into.</summary>
    internal bool HasSeenAll { get; private set; } = processes is null;

    /// <summary>Owners were found, or given up, since <see cref="Apply"/> was last called.</summary>
    internal bool HasNews { get; private set; }

    /// <summary>Begins a poll: nothing is wanted.</summary>
    internal void Begin(int poll, DateTimeOffset now)
    {
        Apply();
        if (_wanted.Capacity > LargeList && _wanted.Count < LargeList / 2)
        {
            // The first hunt wants everything, the later ones little.
            _wanted.TrimExcess();
        }

        _wanted.Clear();
        book.BeginDoubts();
        _unfound = 0;
        _poll = poll;
        _now = now;
        _isPlanned = false;
    }

    /// <summary>True when a socket with this owner is to be looked for.</summary>
    internal bool IsWanted(int owner) => owner == OwnerBook.Nobody ? processes is not null : book.HasDoubts && book.IsDoubted(owner);

    /// <summary>Wants the owner of a socket. Where processes of its user cannot be looked into, the user is all that can be told.</summary>
    internal void Want(IOwnedSockets table, int place, uint inode, uint user)
    {
        if (processes!.CanRead(user))
        {
            _wanted.Add(new WantedSocket { Inode = inode, User = user, Table = table, Place = place });
        }
        else
        {
            table.SetOwner(place, book.OfUser(user, _now));
        }
    }

    /// <summary>What a table wanted in this poll does not count: its dump begins anew.</summary>
    internal void Forget(IOwnedSockets table)
    {
        if (_wanted.Count > 0)
        {
            _ = _wanted.RemoveAll(wanted => wanted.Table == table);
        }
    }

    /// <summary>Looks for so long; false when there is nothing more to do until the next poll.</summary>
    /// <param name="allowance">How long.</param>
    /// <param name="isSweeping">Go on to processes of which nothing says that they have what is wanted.</param>
    internal bool Work(TimeSpan allowance, bool isSweeping)
    {
        if (processes is null || (_isPlanned && _walk is null && _queue.IsEmpty(isSweeping)))
        {
            return false;
        }

        var start = elapsed();
        if (!_isPlanned)
        {
            Plan();
        }

        while (_unfound > 0 || (!HasSeenAll && _wanted.Count > 0) || book.HasDoubts)
        {
            if (!Step(isSweeping))
            {
                EndRound();
                return false;
            }

            if (elapsed() - start >= allowance)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives the tables what was found.</summary>
    internal void Apply()
    {
        if (!HasNews)
        {
            return;
        }

        HasNews = false;
        foreach (ref readonly var wanted in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_wanted))
        {
            if (wanted.Owner != OwnerBook.Nobody)
            {
                wanted.Table.SetOwner(wanted.Place, wanted.Owner);
            }
        }
    }

    private void Plan()
    {
        _isPlanned = true;
        _wanted.Sort(WantedSocket.ByInode);
        _unfound = _wanted.Count;
        if (_wanted.Count == 0 && HasSeenAll)
        {
            // The list is still read, because a new child may share its parent's sockets: that costs a millisecond or two.
            ReadList();
            return;
        }

        ReadList();
        if (_queue.IsRoundOver)
        {
            _roundPoll = _poll;
            _queue.BeginRound(_list, _counts, book);
        }
        else
        {
            _queue.Prefer(_list, _counts, book);
        }
    }

    private void ReadList()
    {
        processes!.List(_list);
        var newcomers = _counts.FindNew(_list);
        if (HasSeenAll && newcomers.Count <= MostNewcomers)
        {
            foreach (var process in newcomers)
            {
                if (processes.Describe(process) is { ParentId: > 0 } child && book.Knows(child.ParentId))
                {
                    book.Doubt(child.ParentId);
                }
            }
        }
    }

    /// <summary>Reads one piece of one process; false when the round is over.</summary>
    private bool Step(bool isSweeping)
    {
        if (_walk is null)
        {
            if (!_queue.TryNext(isSweeping, out _walked))
            {
                return false;
            }

            _walk = processes!.Open(_walked.ProcessId);
            if (_walk is null)
            {
                _counts.Set(_walked);
                return true;
            }
        }

        if (_walk.Read(_inodes) is { } count)
        {
            for (var i = 0; i < count; i++)
            {
                Match(_inodes[i]);
            }
        }
        else
        {
            _walk.Dispose();
            _walk = null;
            _counts.Set(_walked);
        }

        return true;
    }

    private void Match(uint inode)
    {
        var wanted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_wanted);
        var place = wanted.BinarySearch(new WantedSocket { Inode = inode }, WantedSocket.ByInode);
        if (place < 0)
        {
            return;
        }

        ref var socket = ref wanted[place];
        var owner = book.OfProcess(_walked.ProcessId, _now);
        if (owner == OwnerBook.Nobody)
        {
            return;
        }

        _unfound -= socket.Owner == OwnerBook.Nobody ? 1 : 0;
        socket.Owner = socket.Owner == OwnerBook.Nobody ? owner : book.Join(socket.Owner, owner, _now);
        HasNews = true;
    }

    /// <summary>
    /// Every process was looked into: a socket that was there at an earlier poll too and was not found is held by none that can be seen. One that
    /// came since may have been closed before its process was read.
    /// </summary>
    private void EndRound()
    {
        if (!_queue.IsRoundOver)
        {
            return;
        }

        HasSeenAll = true;
        foreach (ref var wanted in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_wanted))
        {
            if (wanted.Owner == OwnerBook.Nobody && wanted.Table.OwnerOf(wanted.Place) == OwnerBook.Nobody && wanted.Table.FirstPollOf(wanted.Place) < _roundPoll)
            {
                wanted.Owner = book.OfUser(wanted.User, _now);
                _unfound--;
                HasNews = true;
            }
        }

        book.ForgetDoubts();
    }
}
