using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Brings failed attempts to connect and the pools of sockets together.</summary>
/// <param name="pools">The pools.</param>
/// <param name="failures">What fails.</param>
internal sealed class FailingPools(PoolList pools, FailureBook failures)
{
    /// <summary>
    /// The pool of an attempt to connect: that of unbound sockets, or where there is none that of sockets bound to a device, which a record
    /// does not tell.
    /// </summary>
    internal PoolKey KeyOf(ConnectAttempts attempts, uint networkNamespace)
    {
        var key = new PoolKey(networkNamespace, Protocol.Tcp, PoolKind.Connect, 0, attempts.Source, attempts.Destination, attempts.Port);
        if (pools.BoundToDevice > 0 && pools.Find(key) == TrackedSocket.NoPool)
        {
            foreach (var candidate in pools.Indexes.Keys)
            {
                if (candidate with { Interface = 0 } == key)
                {
                    return candidate;
                }
            }
        }

        return key;
    }

    /// <summary>A pool that fails is told even where it has no socket at all: others may hold every port.</summary>
    internal void Keep(int poll, int pass)
    {
        foreach (var key in failures.Failing)
        {
            if (key.HasDestination)
            {
                ref var pool = ref pools.At(pools.FindOrAdd(key));
                if (pool.Pass != pass)
                {
                    pool.Begin(poll, pass);
                    pool.Address = AddressSlots.None;
                }
            }
        }
    }
}
