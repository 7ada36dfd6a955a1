using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>
/// What the kernel answers about single ports makes pools exact from the first poll on, and stays so while sockets come and go.
/// </summary>
public sealed class AskingTests : PolledTable
{
    private readonly ScriptedAsker _kernel;

    public AskingTests()
        : this(new ScriptedAsker())
    {
    }

    private AskingTests(ScriptedAsker kernel)
        : base(kernel) => _kernel = kernel;

    [Fact]
    public void The_first_poll_is_exact_though_all_was_there_before()
    {
        Hold(100, 101, 103);
        var ledger = First(Rows.Socket(1, 100), Rows.Socket(2, 101, destinationPort: 80), Rows.Socket(3, 103, destinationPort: 80),
            Rows.Socket(4, 104, destinationPort: 80))
            .Single(static pool => pool.Key.Port == 5432).Ledger;

        (ledger.Used, ledger.BoundFirst, ledger.Suspected, ledger.FreeLower, ledger.Free, ledger.FreeUpper)
            .ShouldBe((1, 2, 0, 97, 97, 97), "its own port counts once, 104 is free for it");
    }

    [Fact]
    public void A_whole_range_bound_first_is_full_at_the_first_poll()
    {
        Hold(Enumerable.Range(100, 100));
        var pools = First([.. Enumerable.Range(0, 100)
            .Select(static i => Rows.Socket((ulong)i + 1, 100 + i, destinationPort: (ushort)(9000 + (i % 10))))]);

        pools.Length.ShouldBe(10);
        pools.ShouldAllBe(static pool => pool.Ledger.IsExact && pool.Ledger.Free == 0 && pool.Status.Condition == PoolCondition.Full
            && pool.Ledger.Capacity == 10);
    }

    [Fact]
    public void Who_binds_has_its_bind_pool()
    {
        Hold(100);
        First(Rows.Socket(1, 100, source: "10.0.2.15"), Rows.Socket(2, 101, source: "10.0.2.16"));
        var (ranked, _) = PollBoth(Rows.Socket(1, 100, source: "10.0.2.15"), Rows.Socket(2, 101, source: "10.0.2.16"));

        ranked.Where(static pool => pool.Key.Kind == PoolKind.Bind).Select(static pool => pool.Key.Source.ToString()).Order()
            .ShouldBe(["0.0.0.0", "10.0.2.15"]);
    }

    [Fact]
    public void TIME_WAIT_on_a_held_port_is_given_out_again_to_nobody()
    {
        Ports = Samples.Space("100-199", reuse: new TimeWaitReuse(1, true, 1000));
        Hold(100);
        var old = Rows.Socket(1, 100, state: TcpState.TimeWait) with { Timer = TimeWaitReuse.TimeWaitTimer, ExpiresMilliseconds = 30_000 };
        var ledger = First(old, old with { Identity = 2, SourcePort = 102 }).Single().Ledger;

        (ledger.Used, ledger.Reclaimable, ledger.BoundFirst, ledger.Free).ShouldBe((0, 1, 1, 99));
    }

    [Fact]
    public void A_socket_with_IP_BIND_ADDRESS_NO_PORT_is_asked_for_too()
    {
        // What a listener accepts inherits the option, and the listener may have come and gone between two polls.
        Poll();
        Hold(100);

        Poll(Rows.Socket(1, 100) with { IsProvenAutobind = true }, Rows.Socket(2, 102, destinationPort: 80))
            .Single(static pool => pool.Key.Port == 80).Ledger.BoundFirst.ShouldBe(1);
    }

    [Fact]
    public void Nothing_is_asked_twice_while_nothing_changes()
    {
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 102));
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 102));
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 102));

        Questions().ShouldBe([100, 102]);
    }

    [Fact]
    public void Only_ports_with_a_socket_in_doubt_are_asked_for()
    {
        Ports = Samples.Space("100-199", reserved: "150", listeners: [Samples.Listener(160)], bound: [Samples.Bound(170)]);
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 150), Rows.Socket(3, 160), Rows.Socket(4, 170), Rows.Socket(5, 99), Rows.Socket(6, 200));

        Questions().ShouldBe([100]);
    }

    [Fact]
    public void A_port_that_another_socket_joins_is_asked_for_again()
    {
        Poll(Rows.Socket(1, 100));
        Hold(100);
        var pools = Poll(Rows.Socket(1, 100), Rows.Socket(2, 100, destinationPort: 80), Rows.Socket(3, 102, destinationPort: 443));

        pools.Single(static pool => pool.Key.Port == 443).Ledger.BoundFirst.ShouldBe(1);
    }

    [Fact]
    public void A_held_port_that_a_socket_leaves_is_asked_for_a_poll_later_when_it_has_settled()
    {
        Hold(100);
        SocketRow[] rows = [Rows.Socket(1, 100), Rows.Socket(2, 100, destinationPort: 80), Rows.Socket(3, 102, destinationPort: 443)];
        Poll(rows);
        _kernel.Held.Clear();
        var left = Poll(rows[1..]).Single(static pool => pool.Key.Port == 443).Ledger;
        (left.BoundFirst, left.Suspected, left.FreeLower, left.Free, left.FreeUpper)
            .ShouldBe((0, 1, 98, 98, 99), "the other may hold it, which the next poll tells");

        var settled = Poll(rows[1..]).Single(static pool => pool.Key.Port == 443).Ledger;
        (settled.BoundFirst, settled.IsExact, settled.Free).ShouldBe((0, true, 99));
    }

    [Fact]
    public void A_full_pool_stays_full_while_held_ports_that_a_socket_left_settle()
    {
        Hold(Enumerable.Range(100, 100));
        SocketRow[] first = [.. Enumerable.Range(0, 100).Select(static i => Rows.Socket((ulong)i + 1, 100 + i))];
        SocketRow[] second = [.. Enumerable.Range(0, 100).Select(static i => Rows.Socket((ulong)i + 1000, 100 + i, source: "10.0.2.16"))];
        First([.. first, .. second]);
        for (var gone = 20; gone < 80; gone += 20)
        {
            var pool = Poll([.. first, .. second[gone..]]).Single(static pool => pool.Key.Source == Samples.Address("10.0.2.16"));
            (pool.Status.Condition, pool.Ledger.Free).ShouldBe((PoolCondition.Full, 0));
        }
    }

    [Fact]
    public void Who_binds_on_two_addresses_is_seen_on_both()
    {
        Hold(100, 101);
        SocketRow[] rows =
        [
            Rows.Socket(1, 100, source: "10.0.2.15"), Rows.Socket(2, 100, source: "10.0.2.16"), Rows.Socket(3, 101, source: "10.0.2.17"),
                Rows.Socket(4, 101, source: "10.0.2.17", destinationPort: 80),
        ];
        First(rows);
        var (ranked, _) = PollBoth(rows);

        ranked.Where(static pool => pool.Key.Kind == PoolKind.Bind).Select(static pool => pool.Key.Source.ToString()).Order()
            .ShouldBe(["0.0.0.0", "10.0.2.15", "10.0.2.16"]);
    }

    [Fact]
    public void Answers_are_asked_for_anew_for_a_bind_owner_may_come_and_go_unseen()
    {
        SocketRow[] rows = [Rows.Socket(1, 100), Rows.Socket(3, 102, destinationPort: 443)];
        Poll(rows);
        Hold(100);
        PoolSample? pool = null;
        for (var i = 0; i < 12; i++)
        {
            pool = Poll(rows).Single(static pool => pool.Key.Port == 443);
        }

        pool!.Ledger.BoundFirst.ShouldBe(1);
    }

    [Fact]
    public void What_a_listener_decided_is_asked_for_when_it_is_gone()
    {
        Poll(Rows.Socket(1, 100));
        Ports = Samples.Space("100-199", listeners: [Samples.Listener(100)]);
        Poll(Rows.Socket(1, 100));
        Ports = Samples.Space("100-199");
        Hold(100);

        Poll(Rows.Socket(1, 100), Rows.Socket(2, 102, destinationPort: 80)).Single(static pool => pool.Key.Port == 80).Ledger.BoundFirst
            .ShouldBe(1);
    }

    [Fact]
    public void Another_range_ends_all_answers()
    {
        Poll(Rows.Socket(1, 100));
        Ports = Samples.Space("100-299");
        Poll(Rows.Socket(1, 100));

        Questions().ShouldBe([100, 100]);
    }

    [Fact]
    public void Of_very_many_ports_a_sample_of_each_pool_comes_first_and_the_rest_little_by_little()
    {
        Ports = Samples.Space("10000-59999");
        _kernel.Cost = TimeSpan.FromMicroseconds(20);
        SocketRow[] rows = [.. Enumerable.Range(0, 5000)
            .Select(static i => Rows.Socket((ulong)i + 1, 10_000 + (2 * i), destinationPort: (ushort)(80 + (i % 2))))];
        First(rows);
        for (var poll = 0; poll < 4; poll++)
        {
            Allowance.Left.ShouldBeGreaterThan(TimeSpan.Zero);
            Poll(rows);
        }

        _kernel.Asked[0].Length.ShouldBe(2 * 64);
        _kernel.Asked[0].GroupBy(static port => (port / 2) % 2).Select(static group => group.Count()).ShouldBe([64, 64]);
        Questions().Distinct().Count().ShouldBe(5000, "what the first polls may spend is enough for all");
    }

    [Fact]
    public void Where_system_calls_are_audited_a_sample_is_all()
    {
        _kernel.WhySample = "audited";
        SocketRow[] rows = [.. Enumerable.Range(0, 100).Select(static i => Rows.Socket((ulong)i + 1, 100 + i))];
        First(rows);
        Poll(rows);

        Questions().Distinct().Count().ShouldBe(64);
        (Table.Answers.Ports, Table.Answers.Unknown, Table.Answers.Reason).ShouldBe((64, 36, "audited"));
    }

    [Fact]
    public void A_sample_tells_how_the_rest_of_a_pool_came_to_its_ports()
    {
        _kernel.WhySample = "audited";
        Hold(Enumerable.Range(100, 100));
        SocketRow[] rows = [.. Enumerable.Range(0, 90).Select(static i => Rows.Socket((ulong)i + 1, 100 + i)),
            Rows.Socket(1000, 195, destinationPort: 80)];
        var ledger = First(rows).Single(static pool => pool.Key.Port == 80).Ledger;

        (ledger.BoundFirst, ledger.Suspected, ledger.Free).ShouldBe((64, 26, 9), "64 of 90 and its own are known");
    }

    [Fact]
    public void What_the_allowance_leaves_open_is_in_the_bounds()
    {
        _kernel.Most = 10;
        var ledger = First([.. Enumerable.Range(0, 50).Select(static i => Rows.Socket((ulong)i + 1, 100 + (2 * i))),
            Rows.Socket(1000, 101, destinationPort: 80)])
            .Single(static pool => pool.Key.Port == 80).Ledger;

        Table.Answers.Unknown.ShouldBe(41);
        (ledger.FreeLower, ledger.FreeUpper).ShouldBe((100 - 41 - 1, 99), "its own port is among those that were asked for");
    }

    [Fact]
    public void Only_one_of_many_ports_without_a_socket_is_spared_for_the_proof()
    {
        Poll([.. Enumerable.Range(0, 50).Select(static i => Rows.Socket((ulong)i + 1, 100 + (2 * i)))]);
        _kernel.Spare.ShouldBe([.. _kernel.Spare.Where(static spare => spare is >= 100 and < 200 && spare % 2 == 1)], "no socket is on it");
        _kernel.Spare.ShouldNotBeEmpty();
        _kernel.Spare.Clear();
        Poll([.. Enumerable.Range(0, 90).Select(static i => Rows.Socket((ulong)i + 1000, 100 + i))]);

        _kernel.Spare.ShouldAllBe(static spare => spare == 0, "ten ports are not many");
    }

    [Fact]
    public void Two_milliseconds_a_poll_are_saved_for_a_day_when_many_ports_are_in_doubt()
    {
        var allowance = new AskingAllowance();
        allowance.Begin();
        allowance.Left.ShouldBe(TimeSpan.FromMilliseconds(500));
        allowance.Spend(TimeSpan.FromMilliseconds(500));
        allowance.Begin();
        allowance.Left.ShouldBe(TimeSpan.FromMilliseconds(2));
        for (var poll = 0; poll < 1000; poll++)
        {
            allowance.Begin();
        }

        allowance.Left.ShouldBe(TimeSpan.FromMilliseconds(50), "but no poll waits for long");
    }

    [Fact]
    public void Free_is_what_no_bind_owner_holds_and_the_pool_does_not_use()
        => Prop.ForAll<int>(FollowPopulation).QuickCheckThrowOnFailure();

    private static void FollowPopulation(int seed)
    {
        var test = new AskingTests();
        var random = new Random(seed);
        test.Ports = Samples.Space("100-147");
        test.Hold(Enumerable.Range(100, 48).Where(_ => random.Next(3) == 0));
        var pairs = Enumerable.Range(100, 48).SelectMany(static port => Enumerable.Range(80, 3).Select(target => (port, target)));
        SocketRow[] all = [.. pairs.Select(static (pair, i) => Rows.Socket((ulong)i + 1, pair.port, destinationPort: (ushort)pair.target))];
        for (var poll = 0; poll < 6; poll++)
        {
            // A port is held only while a socket is on it.
            var rows = all.Where(_ => random.Next(2) == 0).ToArray();
            var held = rows.Select(static row => row.SourcePort).Where(test._kernel.Held.Contains).Distinct().ToArray();
            var pools = poll == 0 ? test.First(rows) : test.Poll(rows);
            foreach (var pool in pools)
            {
                var taken = held.Concat(rows.Where(row => row.DestinationPort == pool.Key.Port).Select(static row => row.SourcePort))
                    .Distinct().Count();
                var truth = 48 - taken;
                pool.Ledger.FreeLower!.Value.ShouldBeLessThanOrEqualTo(truth);
                pool.Ledger.FreeUpper.ShouldBeGreaterThanOrEqualTo(truth);
                if (poll == 0)
                {
                    (pool.Ledger.Free, pool.Ledger.IsExact).ShouldBe((truth, true));
                }
            }
        }
    }

    private void Hold(params IEnumerable<int> ports)
    {
        foreach (var port in ports)
        {
            _kernel.Held.Add((ushort)port);
        }
    }

    private IEnumerable<int> Questions() => _kernel.Asked.SelectMany(static ports => ports).Select(static port => (int)port);
}
