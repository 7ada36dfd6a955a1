namespace PortTop.Pipeline;

/// <summary>
/// Every socket seen at the last poll, by identity. Entries lie in one array and are used again, so that a steady poll
/// allocates nothing. The kernel deals cookies out one after the other in the order of its dump; buckets by the cookie's low
/// bits therefore follow each other in memory as the dump does, which saves most cache misses.
/// </summary>
internal sealed class SocketTable : IOwnedSockets
{
    private const int InitialCapacity = 1024;

    private int[] _buckets = NewBuckets(InitialCapacity);
    private TrackedSocket[] _entries = new TrackedSocket[InitialCapacity];
    private int _firstFree = -1;
    private int _used;

    /// <summary>How many sockets are remembered.</summary>
    internal int Count { get; private set; }

    /// <summary>Every place that was ever taken; those with pass 0 are free.</summary>
    internal Span<TrackedSocket> Entries => _entries.AsSpan(0, _used);

    /// <summary>The place of a socket among <see cref="Entries"/>, a fresh one when it is not remembered.</summary>
    internal int FindOrAdd(ulong identity, out bool isNew)
    {
        var found = Find(identity);
        isNew = found < 0;
        return isNew ? Add(identity) : found;
    }

    /// <summary>The place of a socket, -1 when it is not remembered.</summary>
    internal int Find(ulong identity)
    {
        var i = _buckets[Bucket(identity)];
        while (i >= 0 && _entries[i].Identity != identity)
        {
            i = _entries[i].Next;
        }

        return i;
    }

    /// <summary>The socket at a place. The reference holds until the next socket is added.</summary>
    internal ref TrackedSocket At(int index) => ref _entries[index];

    /// <inheritdoc/>
    public void SetOwner(int place, int owner) => _entries[place].Owner = owner;

    /// <inheritdoc/>
    public int OwnerOf(int place) => _entries[place].Owner;

    /// <inheritdoc/>
    public int FirstPollOf(int place) => _entries[place].FirstPoll;

    /// <summary>
    /// Forgets every socket that was not seen in <paramref name="pass"/>, after each was told to <paramref name="gone"/>; true when there
    /// was one.
    /// </summary>
    internal bool Sweep(int pass, SocketGone gone)
    {
        var before = Count;
        for (var i = 0; i < _used; i++)
        {
            if (_entries[i].LastPass != pass && _entries[i].LastPass != 0)
            {
                gone(_entries[i]);
                Remove(i);
            }
        }

        return Count != before;
    }

    /// <summary>
    /// Forgets every socket that was first seen at <paramref name="poll"/> and not in <paramref name="pass"/>: what attempts that failed
    /// have left.
    /// </summary>
    internal void SweepAttempts(int poll, int pass)
    {
        for (var i = 0; i < _used; i++)
        {
            if (_entries[i].LastPass != pass && _entries[i].LastPass != 0 && _entries[i].FirstPoll == poll)
            {
                Remove(i);
            }
        }
    }

    /// <summary>Marks the pools that a remembered socket belongs to.</summary>
    internal void MarkPools(bool[] isHeld)
    {
        for (var i = 0; i < _used; i++)
        {
            if (_entries[i].LastPass != 0 && _entries[i].Pool != TrackedSocket.NoPool)
            {
                isHeld[_entries[i].Pool] = true;
            }
        }
    }

    private static int[] NewBuckets(int length)
    {
        var buckets = new int[length];
        Array.Fill(buckets, -1);
        return buckets;
    }

    /// <summary>The number of buckets is a power of two.</summary>
    private int Bucket(ulong identity) => (int)(identity & (uint)(_buckets.Length - 1));

    private int Add(ulong identity)
    {
        if (_firstFree < 0 && _used == _entries.Length)
        {
            Grow();
        }

        int index;
        if (_firstFree >= 0)
        {
            index = _firstFree;
            _firstFree = _entries[index].Next;
        }
        else
        {
            index = _used++;
        }

        ref var head = ref _buckets[Bucket(identity)];
        _entries[index] = new TrackedSocket { Identity = identity, Next = head, Pool = TrackedSocket.NoPool };
        head = index;
        Count++;
        return index;
    }

    private void Remove(int index)
    {
        ref var link = ref _buckets[Bucket(_entries[index].Identity)];
        while (link != index)
        {
            link = ref _entries[link].Next;
        }

        link = _entries[index].Next;
        _entries[index] = new TrackedSocket { Next = _firstFree };
        _firstFree = index;
        Count--;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _buckets = NewBuckets(_entries.Length);
        for (var i = 0; i < _used; i++)
        {
            ref var head = ref _buckets[Bucket(_entries[i].Identity)];
            _entries[i].Next = head;
            head = i;
        }
    }
}
