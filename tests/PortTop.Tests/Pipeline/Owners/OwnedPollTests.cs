using System.Buffers;
using System.Reactive.Concurrency;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using PortTop.Tests.Reports;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>Whole polls with processes: who has what, counted anew or taken from the poll before.</summary>
public sealed class OwnedPollTests
{
    private static readonly Interest Interest = new(TimeSpan.FromSeconds(1));

    private readonly ScriptedProcesses _processes = new();
    private readonly ScriptedSource _source;
    private readonly Poller _poller;
    private DateTimeOffset _now = Samples.Time;
    private double? _seconds;

    public OwnedPollTests()
    {
        _source = new ScriptedSource(new HistoricalScheduler(Samples.Time)) { Processes = _processes, Duration = TimeSpan.Zero };
        _poller = new Poller(_source, static () => TimeSpan.Zero);
    }

    [Fact]
    public void Each_pool_has_the_owners_of_its_sockets_whatever_changed_since_the_poll_before()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte Socket, byte Holder, bool IsQuiet)[]>(), static steps =>
        {
            var test = new OwnedPollTests();
            for (var process = 1; process <= 4; process++)
            {
                test._processes.Add(process, "p" + process);
            }

            var holders = new Dictionary<int, int>();
            foreach (var (socket, holder, isQuiet) in steps)
            {
                if (!isQuiet)
                {
                    test.Toggle(holders, socket % 24, 1 + (holder % 4));
                }

                var snapshot = test.Poll();
                if (!Matches(snapshot, holders))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Who_ends_is_told_to_be_gone_though_no_socket_changed()
    {
        _processes.Add(10, "payment", 1);
        _source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        _ = Poll();
        for (var i = 0; i < 10; i++)
        {
            Poll().Pools[0].Owners[0].Owner.IsGone.ShouldBeFalse();
        }

        _processes.End(10);

        Poll().ShouldSatisfyAllConditions(
            static snapshot => snapshot.Events.ShouldBeEmpty(),
            static snapshot => snapshot.Pools[0].Owners[0].Owner.Process!.Name.ShouldBe("payment"));
        Poll().Pools[0].Owners[0].Owner.IsGone.ShouldBeTrue();
    }

    [Fact]
    public void Descriptors_are_told_anew_though_no_socket_changed()
    {
        _processes.Add(10, "leaky", 1);
        _source.Rows.Add(Rows.Socket(1, 100) with { Inode = 1 });
        for (var i = 0; i < 10; i++)
        {
            _ = Poll();
        }

        _processes.Hold(10, [.. Enumerable.Range(500, 930).Select(static inode => (uint)inode)]);

        Poll().Owners.Owners[0].Descriptors!.Value.Used.ShouldBe(934);
    }

    [Fact]
    public void Ports_that_no_process_has_bound_are_told_in_JSON_as_its_schema_has_it()
    {
        _processes.Add(10, "payment", 1);
        _source.Ports = Samples.Space("100-199", string.Empty, null, [Samples.Bound(150) with { Inode = 77, Identity = 9 }]);
        _ = Poll();
        _ = Poll();
        var snapshot = Poll();
        snapshot.Owners.Owners.Single().ShouldSatisfyAllConditions(
            static sample => sample.Owner.IsNoProcess.ShouldBeTrue(),
            static sample => sample.Bound.ShouldBe(1));
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports/porttop-1.schema.json")));
        var output = new ArrayBufferWriter<byte>();
        JsonReport.Write(snapshot with { Source = snapshot.Source with { Collector = "recorded" } }, snapshot.Pools, output);
        using var line = JsonDocument.Parse(output.WrittenMemory);

        new JsonSchemaSubset(schema.RootElement).Validate(line.RootElement);
    }

    private void Toggle(Dictionary<int, int> holders, int socket, int holder)
    {
        if (holders.Remove(socket, out var before))
        {
            _processes.Close(before, Inode(socket));
            _ = _source.Rows.RemoveAll(row => row.Inode == Inode(socket));
            return;
        }

        holders.Add(socket, holder);
        _processes.Hold(holder, Inode(socket));
        _source.Rows.Add(Rows.Socket((ulong)(1 + socket), 100 + socket, destinationPort: (ushort)(1 + (socket % 3))) with { Inode = Inode(socket) });
    }

    private static uint Inode(int socket) => (uint)(1_000 + socket);

    /// <summary>A poll, and then all that is looked for between polls.</summary>
    private Snapshot Poll()
    {
        var snapshot = _poller.Poll(_now += TimeSpan.FromSeconds(1), _seconds, Interest);
        _seconds = 1;
        while (_poller.Hunt(TimeSpan.FromSeconds(1), isSweeping: true))
        {
        }

        return _poller.HasOwnerNews ? _poller.Name(snapshot) : snapshot;
    }

    private static bool Matches(Snapshot snapshot, Dictionary<int, int> holders)
    {
        var expected = holders.GroupBy(static pair => (Port: 1 + (pair.Key % 3), Holder: pair.Value)).Select(static group => (group.Key.Port, group.Key.Holder, Count: group.Count())).Order();
        var told = snapshot.Pools.Where(static pool => pool.Key.HasDestination).SelectMany(static pool => pool.Owners.Select(share => (Port: (int)pool.Key.Port, Holder: share.Owner.Process!.ProcessId, Count: share.Sockets))).Order();
        var sums = holders.GroupBy(static pair => pair.Value).Select(static group => (group.Key, group.Count())).Order();
        var table = snapshot.Owners.Owners.Select(static sample => (sample.Owner.Process!.ProcessId, sample.Ports)).Order();
        return expected.SequenceEqual(told) && sums.SequenceEqual(table) && snapshot.Pools.All(static pool => pool.Unattributed == 0);
    }
}
