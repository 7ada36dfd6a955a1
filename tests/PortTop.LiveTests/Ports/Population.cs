using System.Diagnostics;
using PortTop.Kernel;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.LiveTests.Ports;

/// <summary>Sockets made at random while a poller of this process watches.</summary>
internal sealed class Population : PopulationSockets
{
    private const int ServerPorts = 2;
    private const int MaxPolls = 100;

    private readonly KernelSocketSource _source = new(CollectorChoice.Netlink, new KernelRoots());
    private readonly Poller _poller;
    private int _polls;

    internal Population(int seed)
        : this(seed, new Random(seed))
    {
    }

    private Population(int seed, Random random)
        : base(random, Draw(seed, random))
    {
        // A second passes from poll to poll, as it does for whoever watches, though none does here.
        _poller = new Poller(_source, () => Stopwatch.GetElapsedTime(0) + TimeSpan.FromSeconds(_polls));
    }

    /// <summary>True for the pools of clients, and not those that clients of listeners inside the range leave behind.</summary>
    internal bool IsOfClients(PoolKey key) => key.HasDestination && Rules.IsServer(key.Port);

    /// <summary>One poll.</summary>
    internal Snapshot Poll()
        => _poller.Poll(DateTimeOffset.UtcNow, _polls++ == 0 ? null : 1, new Interest(TimeSpan.FromSeconds(1)));

    /// <summary>
    /// A poll at which the holders were read too: where the machine is slow for a moment, porttop reads them more rarely.
    /// </summary>
    internal Snapshot PollAll()
    {
        var snapshot = Poll();
        for (var attempt = 0; !snapshot.Ports.Bound.IsFresh && attempt < MaxPolls; attempt++)
        {
            snapshot = Poll();
        }

        return snapshot;
    }

    /// <summary>Makes sockets, and polls every few of them when <paramref name="isWatched"/>.</summary>
    internal void Make(int actions, bool isWatched)
    {
        Poll();
        for (var i = 0; i < actions; i++)
        {
            Act();
            if (isWatched)
            {
                Poll();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _source.Dispose();
    }

    private static PopulationRules Draw(int seed, Random random)
    {
        var low = random.Next(30_000, 60_000);
        var high = low + random.Next(20, 61) - 1;
        return new PopulationRules
        {
            Low = low,
            High = high,
            Reserved = random.Next(3) == 0
                ? string.Join(',', Enumerable.Range(0, 4).Select(_ => random.Next(low, high + 1)))
                : string.Empty,
            Reuse = random.Next(3),

            // Old enough at once, or never: nothing here may depend on how quick the machine is.
            ReuseDelay = random.Next(2) == 0 ? 1 : 50_000,

            // Outside every range that is set here, and others for each: accepted sockets stay behind in TIME-WAIT.
            FirstServerPort = 10_000 + (seed * ServerPorts),
            ServerPorts = ServerPorts,
        };
    }
}
