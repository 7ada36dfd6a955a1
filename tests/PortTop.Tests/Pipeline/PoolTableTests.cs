using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

public sealed class PoolTableTests
{
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;

    private readonly PoolTable _table = NewTable();
    private PortSpace _ports = Samples.Space("100-199", "150-159", [Samples.Listener(180)]);
    private PortSettings? _before;
    private int _poll;

    [Fact]
    public void A_pool_is_source_and_destination_and_each_has_all_the_ports()
    {
        var pools = Poll(
            Rows.Socket(1, 100), Rows.Socket(2, 101),
            Rows.Socket(3, 100, destinationPort: 5433),
            Rows.Socket(4, 100, destination: "10.8.0.13"),
            Rows.Socket(5, 100, source: "10.0.2.16"),
            Rows.Socket(6, 100, interfaceIndex: 2));

        pools.Length.ShouldBe(5);
        pools.ShouldAllBe(static pool => pool.Ledger.Capacity == 89);
        pools.Select(static pool => pool.Ledger.Used).ShouldBe([2, 2, 1, 1, 1], "a socket without a device takes its port from those bound to one, too");
        _table.UsedByAnyone.ShouldBe(2);
    }

    [Fact]
    public void Rows_on_reserved_ports_on_listeners_and_outside_the_range_form_no_pool()
        => Poll(Rows.Socket(1, 150), Rows.Socket(2, 180), Rows.Socket(3, 99), Rows.Socket(4, 200)).ShouldBeEmpty();

    [Fact]
    public void A_socket_given_twice_counts_once()
    {
        var pool = Poll(Rows.Socket(1, 100), Rows.Socket(1, 100, state: TcpState.TimeWait)).Single();

        pool.Ledger.Used.ShouldBe(1);
        pool.States.Total.ShouldBe(1);
    }

    [Fact]
    public void A_dump_that_begins_anew_counts_from_zero_and_keeps_what_is_new()
    {
        Poll();
        _table.Begin(new PollMoment(++_poll, Time, 1, IsComparable: true), _ports, 1);
        _table.Add(Rows.Socket(1, 100));
        _table.Add(Rows.Socket(2, 101));
        _table.Restart();
        _table.Add(Rows.Socket(1, 100));
        var pool = Finish(_table).Single();

        pool.Ledger.Used.ShouldBe(1);
        pool.Opened.ShouldBe(1);
    }

    [Fact]
    public void Rates_are_unknown_at_the_first_poll_and_go_by_identity_afterwards()
    {
        Poll(null, Rows.Socket(1, 100), Rows.Socket(2, 101)).Single().Opened.ShouldBeNull();

        // One went, its port was taken by another at once: the ports are as many as before, and one was opened.
        var pool = Poll(2, Rows.Socket(1, 100), Rows.Socket(3, 101)).Single();

        pool.Opened.ShouldBe(0.5);
        pool.Net.ShouldBe(0);
    }

    [Fact]
    public void Becoming_TIME_WAIT_opens_nothing()
    {
        Poll(Rows.Socket(1, 100));

        Poll(Rows.Socket(1, 100, state: TcpState.TimeWait)).Single().Opened.ShouldBe(0);
    }

    [Fact]
    public void A_socket_connected_anew_is_another_connection()
    {
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 101, state: TcpState.TimeWait));
        var pools = Poll(Rows.Socket(1, 100, destination: "10.8.0.13"), Rows.Socket(2, 101));

        pools.Length.ShouldBe(2);
        pools.ShouldAllBe(static pool => pool.Opened == 1 && pool.Ledger.Used == 1);
    }

    [Fact]
    public void A_pool_that_empties_goes_and_its_place_is_used_again()
    {
        Poll(Rows.Socket(1, 100));
        Poll().ShouldBeEmpty();

        var pool = Poll(Rows.Socket(2, 100, destinationPort: 80)).Single();

        pool.Key.Port.ShouldBe((ushort)80);
        pool.Opened.ShouldBe(1);
    }

    [Fact]
    public void A_range_that_moves_takes_its_rows_along_and_makes_up_no_rates()
    {
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 250)).Single().Ledger.Used.ShouldBe(1);
        _ports = Samples.Space("200-299");
        var pool = Poll(Rows.Socket(1, 100), Rows.Socket(2, 250)).Single();

        (pool.Ledger.Used, pool.Ledger.Capacity).ShouldBe((1, 100));
        (pool.Opened, pool.Net).ShouldBe((null, null), "nothing was opened: other ports are counted");
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 250)).Single().Net.ShouldBe(0);
    }

    [Fact]
    public void A_listener_that_comes_or_goes_leaves_the_rates_alone()
    {
        Poll(Rows.Socket(1, 100));
        _ports = Samples.Space("100-199", "150-159");

        Poll(Rows.Socket(1, 100), Rows.Socket(2, 101)).Single().Opened.ShouldBe(1);
    }

    [Fact]
    public void A_TIME_WAIT_port_that_can_be_had_again_counts_as_free()
    {
        _ports = Samples.Space("100-199", reuse: new TimeWaitReuse(1, true, 1000));
        var old = Rows.Socket(1, 100, state: TcpState.TimeWait) with { Timer = 3, ExpiresMilliseconds = 30_000 };
        var fresh = Rows.Socket(2, 101, state: TcpState.TimeWait) with { Timer = 3, ExpiresMilliseconds = 59_900 };
        var pool = Poll(old, fresh, Rows.Socket(3, 102)).Single();

        (pool.Ledger.Used, pool.Ledger.Reclaimable, pool.Ledger.Free).ShouldBe((2, 1, 98));
        pool.States.Total.ShouldBe(pool.Ledger.Used + pool.Ledger.Reclaimable);
    }

    [Fact]
    public void A_poll_that_keeps_failing_fills_no_memory_and_forgets_nothing_good()
    {
        Poll(Rows.Socket(1, 100));
        _poll++;
        for (var attempt = 0; attempt < 50; attempt++)
        {
            _table.Begin(new PollMoment(_poll, Time, 1, IsComparable: true), _ports, 1);
            _table.Add(Rows.Socket((ulong)(100 + attempt), 101, destinationPort: (ushort)(1000 + attempt)));
            _table.Abandon();
        }

        _table.Sockets.ShouldBe(2, "the good one and the newest attempt's");
        _poll--;
        var pools = Poll(Rows.Socket(1, 100), Rows.Socket(149, 101, destinationPort: 1049));
        pools.Select(static pool => (int)pool.Key.Port).ShouldBe([1049, 5432], ignoreOrder: true);
        pools.Single(static pool => pool.Key.Port == 5432).Opened.ShouldBe(0);
        pools.Single(static pool => pool.Key.Port == 1049).Opened.ShouldBe(1, "first seen by an attempt of this poll");
    }

    [Fact]
    public void The_ledger_sums_to_the_last_port_whatever_the_sockets_are()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte Port, byte Destination, byte State)[]>(), static seeds =>
        {
            var table = NewTable();
            var ports = Samples.Space("100-199", "150-159");
            var rows = seeds
                .Select(static (seed, i) => Rows.Socket((ulong)i + 1, 100 + (seed.Port % 120), destinationPort: (ushort)(seed.Destination % 4), state: (TcpState)(1 + (seed.State % 9))))
                .DistinctBy(static row => (row.SourcePort, row.DestinationPort)).ToArray();
            table.Begin(new PollMoment(1, Time, 1, IsComparable: true), ports, 1);
            foreach (var row in rows)
            {
                table.Add(row);
            }

            var pools = Finish(table);
            var expected = rows.Where(row => ports.IsUsable(row.SourcePort)).ToLookup(static row => row.DestinationPort);
            return pools.Length == expected.Count
                && pools.All(pool => pool.Ledger.Used == expected[pool.Key.Port].Count()
                    && pool.States.Total == pool.Ledger.Used
                    && pool.Ledger.Range - pool.Ledger.Reserved - pool.Ledger.Listeners - pool.Ledger.BoundFirst - pool.Ledger.Suspected - pool.Ledger.Used == pool.Ledger.Free
                    && pool.Ledger.FreeLower <= pool.Ledger.Free && pool.Ledger.Free <= pool.Ledger.FreeUpper)
                && table.UsedByAnyone == rows.Where(row => ports.IsUsable(row.SourcePort)).Select(static row => row.SourcePort).Distinct().Count();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_garbage_of_a_steady_poll_does_not_grow_with_sockets()
    {
        var few = GarbageOfASteadyPoll(sockets: 100);
        var many = GarbageOfASteadyPoll(sockets: 50_000);

        many.ShouldBe(few);
    }

    private static long GarbageOfASteadyPoll(int sockets)
    {
        var table = NewTable();
        var ports = Samples.Space("1-65535");
        var rows = Enumerable.Range(1, sockets).Select(static i => Rows.Socket((ulong)i, i)).ToArray();
        var poll = 0;
        return Garbage.Of(() =>
        {
            table.Begin(new PollMoment(++poll, Time, 1, IsComparable: true), ports, 1);
            foreach (var row in rows)
            {
                table.Add(row);
            }

            Finish(table);
        });
    }

    private PoolSample[] Poll(params SocketRow[] rows) => Poll(1, rows);

    private PoolSample[] Poll(double? seconds, params SocketRow[] rows)
    {
        var isComparable = _before?.IsSameAs(_ports.Settings) == true;
        _before = _ports.Settings;
        _table.Begin(new PollMoment(++_poll, Time.AddSeconds(_poll), seconds, isComparable), _ports, 1);
        foreach (var row in rows)
        {
            _table.Add(row);
        }

        return Finish(_table);
    }

    private static PoolSample[] Finish(PoolTable table)
    {
        var samples = new List<PoolSample>();
        table.Finish(samples);
        samples.Sort(PoolSeverity.Compare);
        return [.. samples];
    }

    private static PoolTable NewTable()
    {
        var desk = new OwnerDesk(null, static () => TimeSpan.Zero);
        var flows = new FlowBook();
        return new PoolTable(new AddressTable(Protocol.Tcp, desk, flows), desk, flows,
            new AskedPorts(new SilentAsker("a test asks nothing"), new AskingAllowance()));
    }
}
