using PortTop.Model;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>A monitor in virtual time on made-up connections towards one destination.</summary>
public abstract class WatchedTraffic : WatchedMonitor
{
    private protected const int Ports = 1000;

    /// <summary>Ports over TIME-WAIT and the granule of its timer.</summary>
    private protected const double Fits = Ports / 62.05;

    private protected Traffic Load { get; } = new(1000, 1000 + Ports - 1);

    private protected WatchedTraffic()
    {
        Source.Ports = Samples.Space("1000-1999");
        Source.Traffic = Read;
    }

    private IEnumerable<SocketRow> Read(DateTimeOffset now)
    {
        var before = Load.Failures.Count;
        Load.Advance(Math.Max((now - Start).TotalSeconds, 0));
        Source.Failures = Failed(Load.Failures.Count - before);
        return Load.Rows();
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
