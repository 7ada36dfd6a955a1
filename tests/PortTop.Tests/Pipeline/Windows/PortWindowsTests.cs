using System.Buffers;
using System.Reactive.Concurrency;
using System.Text.Json;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using PortTop.Tests.Reports;

namespace PortTop.Tests.Pipeline.Windows;

/// <summary>Connections from ports that the kernel did not hand out.</summary>
public sealed class PortWindowsTests
{
    private const int Nfs = 2049;

    private static readonly Interest Interest = new(TimeSpan.FromSeconds(1));

    private readonly ScriptedSource _source = new(new HistoricalScheduler(Samples.Time)) { Duration = TimeSpan.Zero };
    private readonly Poller _poller;
    private int _polls;

    public PortWindowsTests()
    {
        _source.Ports = Samples.Space("32768-60999");
        _poller = new Poller(_source, static () => TimeSpan.Zero);
    }

    [Fact]
    public void Connections_from_ports_below_1024_are_a_window_that_can_be_used_up()
    {
        Connect(1, 700);
        Connect(2, 701);
        Connect(3, 702, source: "10.0.2.16");
        var windows = Poll();

        windows.Select(static pool => pool.Key.Source.ToString()).Order().ShouldBe(["10.0.2.15", "10.0.2.16"]);
        var window = windows.Single(static pool => pool.Key.Source == Samples.Address("10.0.2.15"));
        (window.Key.Kind, window.Key.Window, window.Window).ShouldBe(
            (PoolKind.Window, WindowKind.Privileged, new PoolWindow(WindowKind.Privileged, new PortRange(512, 1023))));
        (window.Ledger.Range, window.Ledger.Used, window.Ledger.Free, window.Ledger.Capacity, window.Ledger.HasNoSize)
            .ShouldBe((512, 2, 510, 512, false));
        (window.SourcePorts.ToString(), window.States.Of(TcpState.Established)).ShouldBe(("700, 701", 2));
        Text(PoolColumns.Destination, window).ShouldStartWith("below 1024 ");
    }

    [Fact]
    public void A_port_that_a_server_holds_is_none_that_is_free()
    {
        Connect(1, 700);
        _source.Ports = new PortSpace(_source.Ports.Settings, [Samples.Listener(631), Samples.Listener(22)], _source.Ports.Bound);
        var ledger = Poll().Single().Ledger;

        (ledger.Used, ledger.Free).ShouldBe((1, 512 - 1 - 1));
    }

    [Fact]
    public void Who_asks_for_a_port_below_512_widens_it()
    {
        Connect(1, 700);
        Connect(2, 20);
        var window = Poll().Single();

        window.Window!.Ports.ShouldBe(new PortRange(1, 1023));
        (window.Ledger.Range, window.Ledger.Used, window.Ledger.Free).ShouldBe((1023, 2, 1021));
    }

    [Fact]
    public void A_window_that_is_full_is_said_to_be()
    {
        for (var port = 512; port <= 1023; port++)
        {
            Connect((ulong)port, port);
        }

        var window = Poll().Single();

        (window.Ledger.Used, window.Ledger.Free, window.Ledger.UsedRatio, window.Status.Condition)
            .ShouldBe((512, 0, 1.0, PoolCondition.Full));
        window.Key.ErrorName.ShouldBe("EADDRINUSE");
    }

    [Fact]
    public void What_a_server_accepted_below_1024_is_not_counted()
    {
        Connect(1, 700);
        _source.Ports = new PortSpace(_source.Ports.Settings, [Samples.Listener(631)], _source.Ports.Bound);
        for (var i = 0; i < 50; i++)
        {
            _source.Rows.Add(Rows.Socket((ulong)(100 + i), 631, destinationPort: (ushort)(40_000 + i)));
        }

        var window = Poll().Single();

        (window.Ledger.Used, window.States.Total, window.SourcePorts.ToString()).ShouldBe((1, 1, "700"));
    }

    [Fact]
    public void Ended_connections_below_1024_still_hold_their_ports()
    {
        Connect(1, 700);
        _source.Rows.Add(Rows.Socket(2, 701, destinationPort: Nfs, state: TcpState.TimeWait));

        Poll().Single().States.Of(TcpState.TimeWait).ShouldBe(1);
    }

    [Fact]
    public void Ports_outside_the_range_that_programs_choose_are_a_window_of_which_nobody_knows_the_size()
    {
        Connect(1, 20_000);
        Connect(2, 20_500);
        Connect(3, 61_000);
        var window = Poll().Single();

        (window.Key.Window, window.Window).ShouldBe((WindowKind.Chosen, new PoolWindow(WindowKind.Chosen, new PortRange(20_000, 61_000))));
        (window.Ledger.Used, window.Ledger.HasNoSize, window.Ledger.UsedRatio, window.Status.Condition)
            .ShouldBe((3, true, 0, PoolCondition.Steady));
        (Text(PoolColumns.Free, window), Text(PoolColumns.Use, window), Text(PoolColumns.Used, window)).ShouldBe(("?", "?", "3"));
        Text(PoolColumns.Destination, window).ShouldStartWith("chosen ");
    }

    [Fact]
    public void In_JSON_what_nobody_knows_is_absent_and_the_window_is_told()
    {
        Connect(1, 20_000);
        Connect(2, 700);
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports/porttop-1.schema.json")));
        var snapshot = PollAll();
        snapshot = snapshot with { Source = snapshot.Source with { Collector = "recorded" } };
        var output = new ArrayBufferWriter<byte>();
        JsonReport.Write(snapshot, snapshot.Pools, output);
        using var line = JsonDocument.Parse(output.WrittenMemory);
        new JsonSchemaSubset(schema.RootElement).Validate(line.RootElement);
        var pools = line.RootElement.GetProperty("pools").EnumerateArray()
            .ToDictionary(static pool => pool.GetProperty("window").GetProperty("kind").GetString()!);

        pools["chosen"].GetProperty("window").GetRawText().ShouldBe("""{"kind":"chosen","low":20000,"high":20000}""");
        pools["chosen"].GetProperty("used").GetInt32().ShouldBe(1);
        foreach (var name in "capacity free freeLower freeUpper usedRatio reclaimable ledger".Split(' '))
        {
            pools["chosen"].TryGetProperty(name, out _).ShouldBeFalse(name);
        }

        (pools["privileged"].GetProperty("capacity").GetInt32(), pools["privileged"].GetProperty("free").GetInt32()).ShouldBe((512, 511));
        pools["privileged"].GetProperty("sourcePorts").GetRawText().ShouldBe("[700]");
    }

    [Fact]
    public void Chosen_ports_of_the_range_and_sockets_that_are_only_bound_make_no_window()
    {
        Connect(1, 40_000);
        _source.Ports = new PortSpace(_source.Ports.Settings, [], new BoundPorts(
            [Samples.Bound(700), .. _source.Ports.Bound.Holders, Samples.Bound(61_000)], SeesBoundOnly: true, SeesChosen: true));

        PollAll().Pools.ShouldNotContain(static pool => pool.Key.Kind == PoolKind.Window);
    }

    [Fact]
    public void Windows_are_forgotten_when_the_last_connection_is_gone_and_come_again()
    {
        Connect(1, 700);
        Connect(2, 20_000);
        Poll().Length.ShouldBe(2);
        _source.Ports = Samples.Space("32768-60999");
        _source.Rows.Clear();

        Poll().ShouldBeEmpty();
        Poll().ShouldBeEmpty();
        Connect(3, 20_000);
        Poll().Single().Key.Window.ShouldBe(WindowKind.Chosen);
    }

    [Theory]
    [InlineData(WindowKind.Privileged, "700 701")]
    [InlineData(WindowKind.Chosen, "20000 61000")]
    public void The_detail_of_a_window_has_its_sockets_and_no_others(WindowKind kind, string expected)
    {
        Connect(1, 700);
        Connect(2, 701);
        Connect(3, 20_000);
        Connect(4, 61_000);
        Connect(5, 40_000);
        _source.Ports = new PortSpace(_source.Ports.Settings, [Samples.Listener(631)], _source.Ports.Bound);
        _source.Rows.AddRange(
            [Rows.Socket(10, 631, destinationPort: 50_000), Rows.Socket(11, 50_000), Rows.Socket(12, 30_000, destinationPort: 80)]);
        var window = Poll().Single(pool => pool.Key.Window == kind);
        var detail = _poller.Poll(Samples.Time.AddSeconds(++_polls), 1, Interest with { Detail = window.Key }).Detail!;

        string.Join(' ', detail.Sockets.Select(static socket => socket.SourcePort)).ShouldBe(expected);
        detail.Total.ShouldBe(window.Ledger.Used);
    }

    [Fact]
    public void A_window_is_remembered_while_it_lasts_and_its_rates_are_its_own()
    {
        Connect(1, 700);
        Poll().Single().Opened.ShouldBeNull();
        Connect(2, 701);
        Connect(3, 702);

        Poll().Single().Opened.ShouldBe(2);
    }

    private void Connect(ulong identity, int port, string source = "10.0.2.15")
    {
        _source.Rows.Add(Rows.Socket(identity, port, destinationPort: Nfs, source: source));
        var holder = new PortHolder(HolderKind.Chosen, Samples.Address(source), (ushort)port) { Identity = identity };
        _source.Ports = new PortSpace(_source.Ports.Settings, _source.Ports.AllListeners, new BoundPorts(
            [.. _source.Ports.Bound.Holders.Append(holder).OrderBy(static held => held.Port)], SeesBoundOnly: true, SeesChosen: true));
    }

    private PoolSample[] Poll() => [.. PollAll().Pools.Where(static pool => pool.Key.Kind == PoolKind.Window)];

    private Snapshot PollAll() => _poller.Poll(Samples.Time.AddSeconds(++_polls), _polls == 1 ? null : 1, Interest);

    private static string Text(PoolColumn column, PoolSample pool)
    {
        Span<char> text = stackalloc char[128];
        return text[..column.Write(pool, Samples.Time, text)].ToString();
    }
}
