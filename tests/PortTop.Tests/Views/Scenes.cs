using PortTop.Model;
using PortTop.Terminal;
using PortTop.Views;

namespace PortTop.Tests.Views;

/// <summary>Situations that screens are drawn of, by name.</summary>
internal static class Scenes
{
    private static readonly PortSpace Ports = new(
        new PortRange(32768, 60999),
        Samples.Ports("32900-32911"),
        [.. new ushort[] { 40000, 40001, 45000, 45001, 46000 }.Select(static port => new Listener(Samples.Address("0.0.0.0"), port))]);

    internal static IReadOnlyDictionary<string, Func<UiState, UiState>> All { get; } = new Dictionary<string, Func<UiState, UiState>>
    {
        ["reading"] = static state => state,
        ["incident"] = static state => UiReducer.Arrive(state, Incident()),
        ["calm"] = static state => UiReducer.Arrive(state, Samples.Snapshot([], Ports)),
        ["detail"] = static state => Press(UiReducer.Arrive(state, Incident(WithDetail: true)), new KeyPress(Key.Enter)),
        ["detail-gone"] = static state => UiReducer.Arrive(
            Press(UiReducer.Arrive(state, Incident()), new KeyPress(Key.Enter)), Samples.Snapshot([], Ports)),
        ["paused"] = static state => UiReducer.Tick(Press(UiReducer.Arrive(state, Incident()), KeyPress.Of(' ')), Samples.Time.AddSeconds(95)),
        ["failed"] = static state => UiReducer.Tick(
            UiReducer.Fail(UiReducer.Arrive(state, Incident()), new Trouble("/proc/sys/net/ipv4/ip_local_port_range cannot be read: denied", Samples.Time.AddSeconds(14))),
            Samples.Time.AddSeconds(12)),
        ["stale"] = static state => UiReducer.Tick(UiReducer.Arrive(state, Incident()), Samples.Time.AddSeconds(42)),
        ["procfs"] = static state => UiReducer.Arrive(state, Samples.Snapshot(Pools(), Ports, null, "netlink is refused (Operation not permitted), so /proc/net/tcp serves; polls are slower")),
        ["notices"] = static state => UiReducer.Arrive(
            state with { Notices = ["portop.json:3: there is no setting \"intervall\"; did you mean \"interval\"?", "theme"] }, Incident()),
        ["no-port"] = static state => UiReducer.Arrive(
            state, Samples.Snapshot([], new PortSpace(new PortRange(100, 101), Samples.Ports("100-101"), []))),
        ["many"] = static state => Press(UiReducer.Arrive(state, Samples.Snapshot(Many(), Ports)), KeyPress.Of('G')),
        ["help"] = static state => Press(UiReducer.Arrive(state, Incident()), KeyPress.Of('?')),
        ["hostile"] = static state => UiReducer.Arrive(state, Incident() with
        {
            Source = new SourceDescription("netlink", "we\e[2Jb\u202e\a\n07", "\e]0;title\a", 1, ["\e[31mred"], [new Unseen("\e[1A", "\r")]),
        }),
    };

    internal static UiState Begin(int width, int height, Glyphs glyphs)
        => UiReducer.Resize(UiReducer.Tick(new UiState { Host = "web-07", Glyphs = glyphs }, Samples.Time), width, height);

    private static UiState Press(UiState state, KeyPress press) => UiReducer.Press(state, press);

    private static Snapshot Incident(bool WithDetail = false)
        => Samples.Snapshot(Pools(), Ports, WithDetail ? Detail() : null) with { UsedByAnyone = 28_215 };

    private static IEnumerable<PoolSample> Pools() =>
    [
        Pool("10.0.2.15", "10.8.0.12", 5432, 28_215, 40, 0, (TcpState.TimeWait, 28_190), (TcpState.Established, 21), (TcpState.FinWait2, 4)),
        Pool("10.0.2.15", "10.8.0.31", 6379, 19_904, 9, 31, (TcpState.CloseWait, 17_310), (TcpState.Established, 2_594)),
        Pool("10.0.2.16", "10.8.0.31", 6379, 27_000, 2, 0, (TcpState.Established, 27_000)),
        Pool("10.0.2.15", "10.96.0.20", 8080, 6_087, 12, 0.4, (TcpState.Established, 6_000), (TcpState.SynSent, 87)),
        Pool("2001:db8:1:2:3:4:5:6", "2001:db8::5", 443, 1_208, 3, 0, (TcpState.Established, 1_208)),
        Pool("fe80::1", "fe80::abcd:1234:5678:9abc", 9000, 3, null, null, (TcpState.LastAck, 3)),
    ];

    private static IEnumerable<PoolSample> Many()
        => Enumerable.Range(1, 312).Select(static i => Pool("10.0.2.15", $"10.9.{i / 250}.{i % 250}", 443, 20_000 - i, i % 9, 0, (TcpState.Established, 10)));

    private static PoolSample Pool(string source, string destination, int port, int used, double? opened, double? net, params (TcpState, int)[] states)
        => Samples.Pool(
            port, used, opened, net, source, destination, interfaceIndex: source.StartsWith("fe80", StringComparison.Ordinal) ? 2u : 0, Ports, Samples.States(states));

    private static PoolDetail Detail()
    {
        var key = Pools().First().Key;
        var sockets = Enumerable.Range(0, 40).Select(i => new SocketRow
        {
            Identity = (ulong)i + 1,
            Source = key.Source,
            Destination = key.Destination,
            SourcePort = (ushort)(32768 + i),
            DestinationPort = key.Port,
            State = i < 4 ? TcpState.Established : TcpState.TimeWait,
            Timer = (byte)(i < 2 ? 2 : i < 4 ? 0 : 3),
            ExpiresMilliseconds = (uint)(i * 1500),
            UserId = 1000,
            Inode = i < 4 ? (uint)(880_000 + i) : 0,
            SendQueue = (uint)(i == 1 ? 2896 : 0),
        });
        return new PoolDetail(key, sockets.ToArray(), 28_215);
    }
}
