using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>The bounds of free, and which sockets count as having taken their ports with bind().</summary>
public sealed class SuspectTests : PolledTable
{
    [Fact]
    public void Ports_at_even_offsets_are_what_connect_gives_first_and_raise_no_suspicion()
    {
        Poll();
        var pool = Poll(Rows.Socket(1, 100), Rows.Socket(2, 102), Rows.Socket(3, 104, destinationPort: 80)).Single(static pool => pool.Key.Port == 5432);

        (pool.Ledger.FreeLower, pool.Ledger.Free, pool.Ledger.FreeUpper).ShouldBe((97, 98, 98), "104 may be held against all; nothing says so");
    }

    [Fact]
    public void A_port_at_an_odd_offset_while_even_ones_were_free_was_taken_by_bind()
    {
        Poll(Rows.Socket(1, 100));
        var pools = Poll(Rows.Socket(1, 100), Rows.Socket(2, 151, destinationPort: 80));

        var other = pools.Single(static pool => pool.Key.Port == 5432).Ledger;
        (other.Suspected, other.Free, other.FreeUpper).ShouldBe((1, 98, 99));
        var own = pools.Single(static pool => pool.Key.Port == 80).Ledger;
        (own.Used, own.Suspected, own.Free).ShouldBe((1, 0, 99), "its own pool counts it as used, once");
    }

    [Fact]
    public void A_pool_whose_even_half_is_full_gives_out_odd_offsets_honestly()
    {
        var even = Enumerable.Range(0, 50).Select(static i => Rows.Socket((ulong)i + 1, 100 + (2 * i))).ToArray();
        Poll();
        Poll(even);
        var pool = Poll([.. even, Rows.Socket(900, 101)]).Single();

        (pool.Ledger.Used, pool.Ledger.Suspected).ShouldBe((51, 0));
    }

    [Fact]
    public void A_pool_that_drains_makes_no_suspects_of_its_honest_sockets()
    {
        var all = Enumerable.Range(0, 75).Select(static i => Rows.Socket((ulong)i + 1, i < 50 ? 100 + (2 * i) : 101 + (2 * (i - 50)))).ToArray();
        Poll();
        Poll(all[..50]);
        Poll(all);
        var other = Rows.Socket(900, 100, destinationPort: 80);
        var pools = Poll([.. all[40..], other]);

        pools.Single(static pool => pool.Key.Port == 80).Ledger.Free.ShouldBe(99, "25 honest sockets at odd offsets take nothing from it");
    }

    [Fact]
    public void A_pool_that_may_have_crossed_its_half_between_two_polls_is_not_judged()
    {
        SocketRow[] before = [.. Enumerable.Range(0, 20).Select(static i => Rows.Socket((ulong)i + 1, 100 + (2 * i)))];
        Poll();
        Poll(before);

        // All 30 even ports left were taken, then 20 odd ones, and the first 20 sockets closed: all within one interval.
        SocketRow[] even = [.. Enumerable.Range(20, 30).Select(static i => Rows.Socket((ulong)i + 1, 100 + (2 * i)))];
        SocketRow[] odd = [.. Enumerable.Range(0, 20).Select(static i => Rows.Socket((ulong)i + 100, 101 + (2 * i)))];
        Poll([.. even, .. odd]).Single().Ledger.Suspected.ShouldBe(0);
        Poll([.. even, .. odd, Rows.Socket(999, 100, destinationPort: 80)]).Single(static pool => pool.Key.Port == 80).Ledger.Suspected.ShouldBe(0);
    }

    [Fact]
    public void Who_binds_takes_even_offsets_too_once_bind_has_no_odd_ones_left()
    {
        SocketRow[] odd = [.. Enumerable.Range(0, 50).Select(static i => Rows.Socket((ulong)i + 1, 101 + (2 * i), destinationPort: (ushort)(80 + (i % 5))))];
        SocketRow[] even = [.. Enumerable.Range(0, 10).Select(static i => Rows.Socket((ulong)i + 100, 100 + (2 * i), destinationPort: 80))];
        Poll();
        Poll(odd);
        var pools = Poll([.. odd, .. even, Rows.Socket(999, 180, destinationPort: 443)]);

        pools.Single(static pool => pool.Key.Port == 443).Ledger.Suspected.ShouldBe(60, "nobody binds towards 443 itself");
    }

    [Fact]
    public void A_socket_on_a_port_that_was_given_back_since_the_holders_were_read_has_its_pool()
    {
        var held = new PortHolder(HolderKind.BoundOnly, Samples.Address("10.0.2.15"), 150) { Identity = 77 };
        Poll();
        Ports = new PortSpace(Ports.Settings, [], new BoundPorts([held], true, true) { IsFresh = false });
        var before = Poll(Rows.Socket(1, 150)).Single();
        (before.Chosen, before.Ledger.Used, before.Ledger.BoundFirst).ShouldBe((1, 0, 1), "its port is the holder's, by what is known");
        Ports = Samples.Space("100-199");
        var pool = Poll(Rows.Socket(1, 150), Rows.Socket(2, 100, destinationPort: 80)).Single(static pool => pool.Key.Port == 5432);

        (pool.Ledger.Used, pool.Ledger.Suspected).ShouldBe((1, 0));
    }

    [Fact]
    public void Nothing_is_certain_by_holders_that_were_read_for_an_earlier_poll()
    {
        Ports = new PortSpace(Ports.Settings, [], new BoundPorts([], true, true) { IsFresh = false });
        var ledger = Poll(Rows.Socket(1, 100) with { IsProvenAutobind = true }).Single().Ledger;
        (ledger.FreeLower, ledger.IsExact).ShouldBe((null, false));

        Ports = Samples.Space("100-199", bound: [new PortHolder(HolderKind.Chosen, Samples.Address("10.0.2.15"), 100) { Identity = 1 }]);
        Poll(Rows.Socket(1, 100) with { IsProvenAutobind = true });
        Ports = Samples.Space("100-199");
        Poll(Rows.Socket(1, 100, state: TcpState.TimeWait), Rows.Socket(2, 102, destinationPort: 80)).Single(static pool => pool.Key.Port == 80).Ledger.FreeUpper
            .ShouldBe(99, "the flag alone proves nothing of a port that its application chose");
    }

    [Fact]
    public void One_that_binds_makes_no_suspects_of_others_at_even_offsets()
    {
        SocketRow[] full = [.. Enumerable.Range(0, 100).Select(static i => Rows.Socket((ulong)i + 1, 100 + i, destinationPort: 80))];
        var binder = Rows.Socket(500, 151);
        Poll();
        Poll([.. full[..50].Select(static (row, i) => row with { SourcePort = (ushort)(100 + (2 * i)) }), binder]);
        Poll([.. full, binder]);
        SocketRow[] honest = [.. Enumerable.Range(0, 20).Select(static i => Rows.Socket((ulong)i + 600, 100 + (2 * i)))];
        var pools = Poll([.. full, binder, .. honest, Rows.Socket(999, 198, destinationPort: 443)]);

        pools.Single(static pool => pool.Key.Port == 443).Ledger.Suspected.ShouldBe(1, "the odd half is full of another pool's honest sockets");
    }

    [Fact]
    public void The_option_proves_nothing_of_what_was_there_before_or_lies_where_connect_puts_nothing()
    {
        var old = Rows.Socket(1, 100) with { IsProvenAutobind = true };
        First(old, Rows.Socket(2, 102, destinationPort: 80));
        var late = Rows.Socket(3, 151) with { IsProvenAutobind = true };
        var ledger = Poll(old, Rows.Socket(2, 102, destinationPort: 80), late).Single(static pool => pool.Key.Port == 80).Ledger;

        (ledger.FreeLower, ledger.Free, ledger.FreeUpper).ShouldBe((97, 98, 99), "accepted sockets inherit it, and it can be set after bind()");
    }

    [Fact]
    public void A_bound_socket_that_closes_has_its_pool()
    {
        var chosen = new PortHolder(HolderKind.Chosen, Samples.Address("10.0.2.15"), 151) { Identity = 1 };
        Ports = Samples.Space("100-199", bound: [chosen]);
        var before = Poll(Rows.Socket(1, 151)).Single();
        (before.Chosen, before.States.Total, before.Ledger.Used, before.Ledger.Free)
            .ShouldBe((1, 1, 0, 99), "its port is taken from all alike");
        Ports = Samples.Space("100-199");
        var pool = Poll(Rows.Socket(1, 151, state: TcpState.FinWait2)).Single();

        (pool.Chosen, pool.Ledger.Used, pool.States.Total, pool.Ledger.Free).ShouldBe((0, 1, 1, 99));
    }

    [Fact]
    public void A_shared_port_counts_once_in_the_states_of_all()
    {
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 102, interfaceIndex: 7));

        Table.States.Total.ShouldBe(2);
    }

    [Fact]
    public void At_first_sight_more_odd_than_even_is_no_drained_pool()
    {
        var pools = First([.. Enumerable.Range(0, 10).Select(static i => Rows.Socket((ulong)i + 1, 101 + (2 * i))), Rows.Socket(99, 100, destinationPort: 80)]);

        pools.Single(static pool => pool.Key.Port == 80).Ledger.Suspected.ShouldBe(10);
    }

    [Fact]
    public void At_first_sight_a_tie_of_odd_and_even_acquits_nobody()
    {
        var pools = First([.. Enumerable.Range(0, 20).Select(static i => Rows.Socket((ulong)i + 1, 100 + i)), Rows.Socket(99, 100, destinationPort: 80)]);

        pools.Single(static pool => pool.Key.Port == 80).Ledger.Suspected
            .ShouldBe(10, "bind() takes the odd half first and the even half after it");
    }

    [Fact]
    public void What_was_first_seen_on_a_held_port_keeps_it_when_the_listener_is_gone()
    {
        Ports = Samples.Space("100-199", listeners: [Samples.Listener(150)]);
        var accepted = Rows.Socket(1, 150, destination: "10.9.9.9", destinationPort: 44_000);
        var ours = Rows.Socket(2, 100);
        Poll(accepted, ours).Single().Ledger.Listeners.ShouldBe(1);
        Ports = Samples.Space("100-199");
        var pools = Poll(accepted, ours);

        var ledger = pools.Single().Ledger;
        (ledger.Listeners, ledger.Suspected, ledger.Free).ShouldBe((0, 1, 98), "and its client makes no pool");
    }

    [Fact]
    public void A_chosen_port_stays_taken_in_TIME_WAIT_where_the_kernel_does_not_tell_any_more()
    {
        var chosen = new PortHolder(HolderKind.Chosen, Samples.Address("10.0.2.15"), 151);
        Ports = Samples.Space("100-199", bound: [chosen with { Identity = 1 }]);
        Poll(Rows.Socket(1, 151), Rows.Socket(2, 100, destinationPort: 80)).ShouldAllBe(static pool => pool.Ledger.BoundFirst == 1);
        Ports = Samples.Space("100-199");
        var pool = Poll(Rows.Socket(1, 151, state: TcpState.TimeWait), Rows.Socket(2, 100, destinationPort: 80)).Single(static pool => pool.Key.Port == 80);

        (pool.Ledger.BoundFirst, pool.Ledger.Suspected, pool.Ledger.Free).ShouldBe((0, 1, 98));
    }

    [Fact]
    public void Where_connect_chose_every_port_for_certain_free_is_exact()
    {
        Poll();
        var pool = Poll(Rows.Socket(1, 100) with { IsProvenAutobind = true }, Rows.Socket(2, 152, destinationPort: 80) with { IsProvenAutobind = true })
            .Single(static pool => pool.Key.Port == 5432);

        (pool.Ledger.FreeLower, pool.Ledger.Free, pool.Ledger.FreeUpper, pool.Ledger.IsExact).ShouldBe((99, 99, 99, true));
    }

    [Fact]
    public void A_proven_socket_stays_proven_in_TIME_WAIT()
    {
        Poll(Rows.Socket(1, 100) with { IsProvenAutobind = true });
        var pool = Poll(Rows.Socket(1, 100, state: TcpState.TimeWait)).Single();

        pool.Ledger.IsExact.ShouldBeTrue();
    }

    [Fact]
    public void A_single_pool_is_exact_because_every_doubt_is_onPorts_that_it_uses()
    {
        Poll();
        Poll(Rows.Socket(1, 100), Rows.Socket(2, 102)).Single().Ledger.IsExact.ShouldBeTrue();
    }

    [Fact]
    public void An_odd_range_may_miss_one_port()
    {
        Ports = Samples.Space("100-198");
        Poll();
        var ledger = Poll(Rows.Socket(1, 100)).Single().Ledger;

        (ledger.FreeLower, ledger.Free, ledger.FreeUpper).ShouldBe((97, 98, 98));
    }

    [Fact]
    public void Where_holders_cannot_be_seen_nothing_is_free_for_certain()
    {
        Ports = new PortSpace(Ports.Settings, [], BoundPorts.Unknown);
        Poll(Rows.Socket(1, 100)).Single().Ledger.FreeLower.ShouldBeNull();
    }

    [Fact]
    public void From_the_half_on_a_wide_pool_is_slow()
    {
        Ports = Samples.Space("10000-13999");
        SocketRow[] rows = [.. Enumerable.Range(0, 2000).Select(static i => Rows.Socket((ulong)i + 1, 10_000 + (2 * i)))];
        Poll();

        Poll(rows[..1999]).Single().IsSlow.ShouldBeFalse();
        Poll(rows).Single().IsSlow.ShouldBeTrue();
    }

    [Fact]
    public void A_small_pool_is_never_slow()
    {
        Poll();
        Poll([.. Enumerable.Range(0, 50).Select(static i => Rows.Socket((ulong)i + 1, 100 + (2 * i)))]).Single().IsSlow.ShouldBeFalse();
    }

    [Fact]
    public void Unbound_sockets_take_from_bound_ones_and_not_the_other_way_round()
    {
        Poll();
        var pools = Poll(Rows.Socket(1, 100), Rows.Socket(2, 102), Rows.Socket(3, 102, interfaceIndex: 7), Rows.Socket(4, 104, interfaceIndex: 7));

        pools.Single(static pool => pool.Key.Interface == 0).Ledger.Used.ShouldBe(2);
        var bound = pools.Single(static pool => pool.Key.Interface == 7);
        bound.Ledger.Used.ShouldBe(3, "100, 102 and 104");
        bound.States.Total.ShouldBe(3);
    }
}
