using System.Runtime.InteropServices;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Sorts the connection tracking table into NAT pools. A pool is there when a flow was translated into it; its ports are taken by every
/// flow with the same ends, translated or not, in either direction. A million entries are 8 bytes each, sorted once; nothing is allocated
/// for an entry.
/// </summary>
internal sealed class NatTable : ITrackedFlowSink
{
    private readonly ulong _seed = (ulong)Random.Shared.NextInt64();
    private readonly Interner<NatKey> _pools = new();
    private readonly Interner<IpAddress> _sources = new();
    private readonly GrowingArray<ulong> _rows = new();

    /// <summary>
    /// Flows that no rule translated into the pool that they would be of, if it is there: its hash, and the row without it.
    /// </summary>
    private readonly GrowingArray<ulong> _hashes = new();
    private readonly GrowingArray<uint> _ports = new();

    /// <summary>TCP and UDP flows.</summary>
    internal int Flows { get; private set; }

    /// <summary>Those whose source is translated.</summary>
    internal int Translated { get; private set; }

    /// <summary>NAT pools.</summary>
    internal int Pools => _pools.Count;

    /// <inheritdoc/>
    public void Restart()
    {
        _pools.Clear();
        _sources.Clear();
        _rows.Clear();
        _hashes.Clear();
        _ports.Clear();
        (Flows, Translated) = (0, 0);
    }

    /// <inheritdoc/>
    public void Add(in TrackedFlow flow)
    {
        Flows++;
        var key = NatKey.OfReply(flow);
        var hash = key.Hash(_seed);
        if (!flow.IsSourceTranslated)
        {
            Wait(hash, flow.Reply.DestinationPort, flow.State);
        }
        else
        {
            Translated++;
            var pool = _pools.FindOrAdd(hash, key);
            if (pool < NatRow.MostPools)
            {
                var source = _sources.Count < NatRow.OtherSource ? _sources.FindOrAdd(flow.Original.Source.Hash(_seed), flow.Original.Source) : NatRow.OtherSource;
                _rows.Add(new NatRow(pool, flow.Reply.DestinationPort, source, flow.State).Bits);
            }
        }

        Wait(NatKey.OfOriginal(flow).Hash(_seed), flow.Original.DestinationPort, flow.State);
    }

    /// <summary>Ends the table: what waited is given to the pools that there are, and all is sorted.</summary>
    internal void Complete()
    {
        var hashes = _hashes.Items;
        var ports = _ports.Items;
        for (var i = 0; i < hashes.Length && _pools.Count > 0; i++)
        {
            if (_pools.Find(hashes[i]) is var pool and not Interner<NatKey>.None and < NatRow.MostPools)
            {
                _rows.Add(new NatRow(pool, (ushort)(ports[i] >> 4), NatRow.Untranslated, (TcpState)(ports[i] & 15)).Bits);
            }
        }

        _hashes.Clear();
        _ports.Clear();
        _rows.Items.Sort();
    }

    /// <summary>The pools with the most used ports, those first.</summary>
    /// <param name="most">So many at most.</param>
    internal IReadOnlyList<NatGroup> Fullest(int most)
    {
        var fullest = new PriorityQueue<(int Start, int Length), int>();
        var rows = MemoryMarshal.Cast<ulong, NatRow>(_rows.Items);
        for (var start = 0; start < rows.Length;)
        {
            var (end, ports) = (start, 0);
            for (var last = -1; end < rows.Length && rows[end].Pool == rows[start].Pool; end++)
            {
                ports += rows[end].Port != last ? 1 : 0;
                last = rows[end].Port;
            }

            if (fullest.Count < most)
            {
                fullest.Enqueue((start, end - start), ports);
            }
            else if (fullest.TryPeek(out _, out var least) && ports > least)
            {
                _ = fullest.EnqueueDequeue((start, end - start), ports);
            }

            start = end;
        }

        var groups = new NatGroup[fullest.Count];
        for (var i = groups.Length - 1; i >= 0; i--)
        {
            var (start, length) = fullest.Dequeue();
            groups[i] = NatGroup.Of(_pools[rows[start].Pool], rows.Slice(start, length), _sources);
        }

        return groups;
    }

    private void Wait(ulong hash, ushort port, TcpState state)
    {
        _hashes.Add(hash);
        _ports.Add(((uint)port << 4) | ((uint)state & 15));
    }
}
