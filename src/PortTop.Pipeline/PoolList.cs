using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>The pools that are counted, by key and by place. Places are used again, so that a steady poll allocates nothing.</summary>
/// <param name="flows">Remembers pools that are gone.</param>
internal sealed class PoolList(FlowBook flows)
{
    private readonly Dictionary<PoolKey, int> _indexes = [];
    private readonly List<int> _free = [];
    private PoolAccumulator[] _pools = new PoolAccumulator[64];

    /// <summary>The first place that was never taken.</summary>
    internal int End { get; private set; }

    /// <summary>The pools with their places.</summary>
    internal IReadOnlyDictionary<PoolKey, int> Indexes => _indexes;

    /// <summary>How many pools of sockets that are bound to a device there are.</summary>
    internal int BoundToDevice { get; private set; }

    /// <summary>The pool at a place. The reference holds until the next pool is added.</summary>
    internal ref PoolAccumulator At(int index) => ref _pools[index];

    /// <summary>The sockets of all pools of a pass by state.</summary>
    internal StateCounts CountStates(int pass)
    {
        var states = default(StateCounts);
        for (var i = 0; i < End; i++)
        {
            if (_pools[i].Pass == pass)
            {
                states.Add(_pools[i].States);
            }
        }

        return states;
    }

    /// <summary>The place of a pool, <see cref="TrackedSocket.NoPool"/> when there is none.</summary>
    internal int Find(PoolKey key) => _indexes.TryGetValue(key, out var index) ? index : TrackedSocket.NoPool;

    /// <summary>The place of a pool, a fresh one when there is none.</summary>
    internal int FindOrAdd(PoolKey key)
    {
        if (_indexes.TryGetValue(key, out var index))
        {
            return index;
        }

        if (_free.Count > 0)
        {
            index = _free[^1];
            _free.RemoveAt(_free.Count - 1);
        }
        else
        {
            if (End == _pools.Length)
            {
                Array.Resize(ref _pools, _pools.Length * 2);
            }

            index = End++;
        }

        _pools[index] = new PoolAccumulator { Key = key, Watch = flows.Take(key) };
        _indexes.Add(key, index);
        BoundToDevice += key.Interface != 0 ? 1 : 0;
        return index;
    }

    /// <summary>Forgets a pool.</summary>
    internal void Remove(int index)
    {
        BoundToDevice -= _pools[index].Key.Interface != 0 ? 1 : 0;
        _indexes.Remove(_pools[index].Key);
        flows.Leave(_pools[index].Key, _pools[index].Watch);
        _pools[index] = default;
        _free.Add(index);
    }
}
