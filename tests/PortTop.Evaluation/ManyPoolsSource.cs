using PortTop.Model;

namespace PortTop.Evaluation;

/// <summary>
/// A made-up machine with very many pools that each open and close a connection now and then: what every pool costs shows.
/// </summary>
/// <param name="pools">How many pools.</param>
internal sealed class ManyPoolsSource(int pools) : ISocketSource
{
    private const int TimeWaitSeconds = 60;
    private const int PoolsInPort = 50_000;

    /// <summary>Each pool opens a connection every so many polls, which is seen once and then is in TIME-WAIT.</summary>
    private const int Every = 4;

    private int _poll;

    public IProcessTable? Processes => null;

    /// <summary>How many sockets each poll has.</summary>
    internal int Sockets { get; private set; }

    public SourceDescription Describe() => new("made up", "evaluation", "host", 1, [], []);

    public PortSettings ReadSettings() => new(new PortRange(32768, 60999), new PortSet(), new TimeWaitReuse(0, true, 1000));

    public IReadOnlyList<PortHolder> ReadListeners(PortRange range) => [];

    public BoundPorts ReadBound() => new([], SeesBoundOnly: true, SeesChosen: true);

    public void ReadUdp(PortRange range, ISocketSink sink) => sink.Restart();

    public void ReadPool(PoolKey pool, PortRange range, ISocketSink sink) => sink.Restart();

    public void ReadAlive(PoolKey pool, PortRange range, ISocketSink sink) => sink.Restart();

    public FailureReading? ReadFailures() => null;

    public IReadOnlyList<long?> ReadCounters() => [];

    public Surroundings ReadSurroundings() => Surroundings.Unknown;

    public void ReadSockets(PortRange range, ISocketSink sink)
    {
        sink.Restart();
        _poll++;
        Sockets = 0;
        for (var pool = 0; pool < pools; pool++)
        {
            // One connection stays, and the others come and go.
            Add(sink, pool, 0, TcpState.Established, 0);
            var newest = (_poll + pool) / Every;
            for (var i = newest; i > newest - (TimeWaitSeconds / Every) && i > 0; i--)
            {
                var age = _poll + pool - (i * Every);
                Add(sink, pool, i, age == 0 ? TcpState.Established : TcpState.TimeWait, (uint)Math.Max(0, (TimeWaitSeconds - age) * 1000));
            }
        }
    }

    private void Add(ISocketSink sink, int pool, int connection, TcpState state, uint expires)
    {
        Sockets++;
        _ = IpAddress.TryParse($"10.{8 + (pool >> 16)}.{(pool >> 8) & 255}.{pool & 255}", out var destination);
        _ = IpAddress.TryParse("10.0.2.15", out var source);
        sink.Add(new SocketRow
        {
            Identity = ((ulong)pool * 100_000_000) + (ulong)connection + 1,
            Source = source,
            Destination = destination,
            SourcePort = (ushort)(32768 + (((pool * 131) + (connection * 2)) % 28_000)),
            DestinationPort = (ushort)(443 + (pool / PoolsInPort)),
            State = state,
            Timer = state == TcpState.TimeWait ? TimeWaitReuse.TimeWaitTimer : (byte)0,
            ExpiresMilliseconds = expires,
        });
    }
}
