using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>Where the kernel cannot be asked: never green where no port is free, and clear wherever evidence decides.</summary>
public sealed class UnclearTests : PolledTable
{
    [Fact]
    public void A_whole_range_bound_first_over_ten_targets_is_unclear_and_never_steady()
    {
        var pools = First([.. Enumerable.Range(0, 100)
            .Select(static i => Rows.Socket((ulong)i + 1, 100 + i, destinationPort: (ushort)(9000 + (i % 10))))]);

        pools.ShouldAllBe(static pool => pool.Status.Condition == PoolCondition.Unclear
            && pool.Ledger.FreeLower == 0 && pool.Ledger.FreeUpper == 90);
    }

    [Fact]
    public void Ports_that_never_repeat_were_bound()
    {
        // Ten targets with 20 ports each of 400, none twice: connect() would have repeated some 90.
        Ports = Samples.Space("1000-1399");
        var pools = First([.. Enumerable.Range(0, 200)
            .Select(static i => Rows.Socket((ulong)i + 1, 1000 + (2 * i), destinationPort: (ushort)(9000 + (i % 10))))]);

        pools[0].Ledger.Suspected.ShouldBe(180);
    }

    [Fact]
    public void Ports_that_repeat_as_connect_repeats_them_were_not()
    {
        Ports = Samples.Space("1000-1399");
        var random = new Random(7);
        SocketRow[] rows =
        [
            .. Enumerable.Range(0, 10).SelectMany(target => Enumerable.Range(0, 200).OrderBy(_ => random.Next()).Take(20)
                .Select(i => Rows.Socket((ulong)((1000 * target) + i + 1), 1000 + (2 * i), destinationPort: (ushort)(9000 + target)))),
        ];
        var pools = First(rows);

        pools.ShouldAllBe(static pool => pool.Ledger.Suspected == 0 && pool.Status.Condition == PoolCondition.Steady);
    }

    [Fact]
    public void One_full_destination_makes_the_others_unclear_only_where_nothing_tells_how_its_ports_were_taken()
    {
        // 100 towards one target, by connect() or by bind(): ports shared with a live socket of the same address were not bound.
        SocketRow[] full = [.. Enumerable.Range(0, 100).Select(static i => Rows.Socket((ulong)i + 1, 100 + i))];
        SocketRow[] few = [.. Enumerable.Range(0, 5).Select(static i => Rows.Socket((ulong)i + 1000, 100 + (2 * i), destinationPort: 80))];
        SocketRow[] others = [.. Enumerable.Range(0, 5)
            .Select(static i => Rows.Socket((ulong)i + 2000, 120 + (2 * i), destinationPort: 443))];

        First([.. full, .. few]).Single(static pool => pool.Key.Port == 80).Status.Condition.ShouldBe(PoolCondition.Unclear);
        new UnclearTests().First([.. full, .. few, .. others]).Single(static pool => pool.Key.Port == 80).Status.Condition
            .ShouldBe(PoolCondition.Steady);
    }

    [Fact]
    public void Even_ports_are_clear_while_bind_would_find_odd_ones()
    {
        SocketRow[] bound = [.. Enumerable.Range(0, 40).Select(static i => Rows.Socket((ulong)i + 1, 101 + (2 * i)))];
        SocketRow[] connected = [.. Enumerable.Range(0, 50)
            .Select(static i => Rows.Socket((ulong)i + 1000, 100 + (2 * i), destinationPort: 443, source: "10.0.2.16"))];

        var pool = First([.. bound, .. connected]).Single(static pool => pool.Key.Port == 5432);
        (pool.Ledger.FreeLower > 0, pool.Status.Condition).ShouldBe((true, PoolCondition.Steady), "ten odd ports have no socket at all");
        First([.. bound, .. connected, .. Enumerable.Range(0, 9).Select(static i => Rows.Socket((ulong)i + 3000, 181 + (2 * i)))])
            .Single(static pool => pool.Key.Port == 5432)
            .Status.Condition.ShouldNotBe(PoolCondition.Unclear);
    }

    [Fact]
    public void Parity_says_nothing_where_connect_steps_otherwise()
    {
        Ports = new PortSpace(Ports.Settings with { HasStepWidth = true }, [], Ports.Bound);
        var pools = First([.. Enumerable.Range(0, 10).Select(static i => Rows.Socket((ulong)i + 1, 101 + (2 * i))),
            Rows.Socket(99, 100, destinationPort: 80)]);

        pools.Single(static pool => pool.Key.Port == 80).Ledger.Suspected.ShouldBe(0);
    }

    [Fact]
    public void The_kernels_no_to_a_person_makes_the_pool_full_until_a_socket_goes()
    {
        SocketRow[] rows = [.. Enumerable.Range(0, 100)
            .Select(static i => Rows.Socket((ulong)i + 1, 100 + i, destinationPort: (ushort)(5430 + (i % 5))))];
        First(rows).ShouldAllBe(static pool => pool.Status.Condition == PoolCondition.Unclear);
        Table.Prove(Rows.Key, isGiven: false);

        var full = Poll(rows).Single(static pool => pool.Key.Port == 5432);
        (full.Status.Condition, full.Ledger.IsExact, full.Ledger.Free).ShouldBe((PoolCondition.Full, true, 0));

        var later = Poll(rows[1..]).Single(static pool => pool.Key.Port == 5432);
        (later.Ledger.FreeLower, later.Ledger.FreeUpper, later.Status.Condition)
            .ShouldBe((1, 1, PoolCondition.AtRisk), "one port has come back, and no more can have");
    }

    [Fact]
    public void The_kernels_no_is_forgotten_where_TIME_WAIT_grew_old_enough_to_be_given_out_again()
    {
        Ports = Samples.Space("100-199", reuse: new TimeWaitReuse(1, true, 1000));
        SocketRow[] rows = [.. Enumerable.Range(0, 100)
            .Select(static i => Rows.Socket((ulong)i + 1, 100 + i, destinationPort: (ushort)(5430 + (i % 5))))];
        First(rows);
        Table.Prove(Rows.Key, isGiven: false);
        Poll(rows).Single(static pool => pool.Key.Port == 5432).Ledger.Free.ShouldBe(0);
        SocketRow[] old = [.. rows
            .Select(static row => row with { State = TcpState.TimeWait, Timer = TimeWaitReuse.TimeWaitTimer,
            ExpiresMilliseconds = 50_000 })];

        Poll(old).Single(static pool => pool.Key.Port == 5432).Ledger.FreeUpper
            .ShouldBeGreaterThanOrEqualTo(20, "its own twenty came back");
    }

    [Fact]
    public void The_kernels_no_is_not_believed_for_long()
    {
        SocketRow[] rows = [.. Enumerable.Range(0, 100)
            .Select(static i => Rows.Socket((ulong)i + 1, 100 + i, destinationPort: (ushort)(5430 + (i % 5))))];
        First(rows);
        Table.Prove(Rows.Key, isGiven: false);
        for (var poll = 0; poll < 5; poll++)
        {
            Poll(rows).Single(static pool => pool.Key.Port == 5432).Status.Condition.ShouldBe(PoolCondition.Full);
        }

        Poll(rows).Single(static pool => pool.Key.Port == 5432).Status.Condition.ShouldBe(PoolCondition.Unclear);
    }

    [Fact]
    public void Its_yes_makes_the_pool_clear_until_a_socket_comes()
    {
        SocketRow[] rows = [.. Enumerable.Range(0, 100)
            .Select(static i => Rows.Socket((ulong)i + 1, 100 + i, destinationPort: (ushort)(5430 + (i % 5))))];
        First(rows);
        Table.Prove(Rows.Key, isGiven: true);

        var clear = Poll(rows).Single(static pool => pool.Key.Port == 5432);
        (clear.Ledger.FreeLower, clear.Ledger.Free >= 1, clear.Status.Condition == PoolCondition.Unclear).ShouldBe((1, true, false));
        Poll([.. rows, Rows.Socket(500, 100, destinationPort: 7)]).Single(static pool => pool.Key.Port == 5432).Status.Condition
            .ShouldBe(PoolCondition.Unclear);
    }
}
