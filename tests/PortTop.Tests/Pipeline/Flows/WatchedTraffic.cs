using PortTop.Model;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>A monitor in virtual time on made-up connections towards one destination.</summary>
public abstract class WatchedTraffic : WatchedMonitor
{
    private protected const int Ports = 1000;

    /// <summary>Ports over TIME-WAIT and the granule of its timer.</summary>
    private protected const double Fits = Ports / 62.05;

    private int _told;

    private protected Traffic Load { get; private set; } = new(1000, 1000 + Ports - 1);

    /// <summary>Seconds for which there was traffic before the first poll.</summary>
    private protected double Offset { get; set; }

    /// <summary>Failures are watched.</summary>
    private protected bool IsWatching { get; set; } = true;

    /// <summary>Begins anew with another number of ports.</summary>
    private protected void Use(int ports, int seed = 1)
    {
        Load = new Traffic(1000, 1000 + ports - 1, seed);
        _told = 0;
        Source.Ports = Samples.Space(FormattableString.Invariant($"1000-{1000 + ports - 1}"));
    }

    private protected WatchedTraffic()
    {
        Source.Ports = Samples.Space("1000-1999");
        Source.Traffic = Read;
        Source.FailedSince = FailedSince;
    }

    private IEnumerable<SocketRow> Read(DateTimeOffset now)
    {
        Load.Advance(Offset + Math.Max((now - Start).TotalSeconds, 0));
        return Load.Rows();
    }

    private FailureReading? FailedSince()
    {
        var count = Load.Failures.Count - _told;
        _told = Load.Failures.Count;
        return IsWatching ? Failed(count) : null;
    }

    private static FailureReading Failed(int count) => new(
        0, count == 0 ? [] : [new ConnectAttempts(Rows.Key.Source, Rows.Key.Destination, Rows.Key.Port, 0, count)], []);

    private protected IEnumerable<PoolSample> Pools() => Snapshots.SelectMany(static snapshot => snapshot.Pools).Where(static pool => pool.Key == Rows.Key);

    /// <summary>The pool at the last poll no later than a time.</summary>
    private protected PoolSample At(double seconds) => Between(seconds - 7, seconds).Last();

    private protected IEnumerable<PoolSample> Between(double from, double to) => Snapshots
        .Where(snapshot => (snapshot.Time - Start).TotalSeconds >= from && (snapshot.Time - Start).TotalSeconds <= to)
        .SelectMany(static snapshot => snapshot.Pools).Where(static pool => pool.Key == Rows.Key);
}
