using System.Runtime.InteropServices;

namespace PortTop.Pipeline;

/// <summary>The sockets of one poll whose owners are looked for, by inode.</summary>
internal sealed class WantedSockets
{
    private const int LargeList = 8192;

    private readonly List<WantedSocket> _sockets = [];

    /// <summary>How many are wanted.</summary>
    internal int Count => _sockets.Count;

    /// <summary>All of them; the span holds until another is added.</summary>
    internal Span<WantedSocket> All => CollectionsMarshal.AsSpan(_sockets);

    /// <summary>Begins a poll: nothing is wanted.</summary>
    internal void Begin()
    {
        if (_sockets.Capacity > LargeList && _sockets.Count < LargeList / 2)
        {
            // The first hunt wants everything, the later ones little: on a machine with hundreds of thousands of sockets that is a quarter of all memory.
            _sockets.TrimExcess();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }

        _sockets.Clear();
    }

    /// <summary>Wants one.</summary>
    internal void Add(in WantedSocket socket) => _sockets.Add(socket);

    /// <summary>What a table wanted does not count: its dump begins anew.</summary>
    internal void Forget(IOwnedSockets table)
    {
        if (_sockets.Count > 0)
        {
            _ = _sockets.RemoveAll(wanted => wanted.Table == table);
        }
    }

    /// <summary>Puts them in order, to be found; returns how many of them have no owner.</summary>
    internal int Sort()
    {
        All.Sort(default(WantedSocket.ByInode));
        var unfound = 0;
        foreach (ref readonly var wanted in All)
        {
            unfound += wanted.Owner == OwnerBook.Nobody && !wanted.IsDoubted ? 1 : 0;
        }

        return unfound;
    }

    /// <summary>The place of a socket, the first where several tables want it, negative where none does.</summary>
    internal int FindFirst(uint inode)
    {
        var place = All.BinarySearch(new WantedSocket.Wanting(inode));
        while (place > 0 && All[place - 1].Inode == inode)
        {
            place--;
        }

        return place;
    }

    /// <summary>Gives the tables what was found.</summary>
    internal void Give()
    {
        foreach (ref readonly var wanted in All)
        {
            if (wanted.Owner != OwnerBook.Nobody)
            {
                wanted.Table.SetOwner(wanted.Place, wanted.Owner);
            }
        }
    }
}
