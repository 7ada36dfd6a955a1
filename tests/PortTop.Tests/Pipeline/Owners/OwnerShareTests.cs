using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>What each owner has of a pool: counted, and estimated where nobody was seen.</summary>
public sealed class OwnerShareTests
{
    private static readonly PoolKey Key = Rows.Key;

    private readonly ConnectMix _mix = new();
    private readonly FailureBook _failures = new();
    private readonly OwnerSums _sums = new();
    private readonly OwnerBook _book;
    private readonly int _payment;
    private readonly int _cart;

    public OwnerShareTests()
    {
        var processes = new ScriptedProcesses();
        processes.Add(10, "payment");
        processes.Add(20, "cart");
        _book = new OwnerBook(processes);
        _payment = _book.OfProcess(10, Samples.Time);
        _cart = _book.OfProcess(20, Samples.Time);
    }

    [Fact]
    public void Sockets_are_counted_by_owner_and_state_however_they_are_mixed()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte Owner, byte State)[]>(), static seeds =>
        {
            var sockets = seeds.Select(static seed => (Owner: seed.Owner % 4, State: (TcpState)(1 + (seed.State % 6)))).ToArray();
            var tally = default(OwnerTally);
            for (var pass = 0; pass < 2; pass++)
            {
                tally.Begin();
                foreach (var (owner, state) in sockets)
                {
                    tally.Add(owner, state);
                }
            }

            var found = new List<(int Owner, StateCounts States)>();
            var unknown = tally.Read(found);
            return unknown.Total == sockets.Count(static socket => socket.Owner == OwnerBook.Nobody)
                && found.Select(static pair => pair.Owner).Order().SequenceEqual(sockets.Select(static socket => socket.Owner).Where(static owner => owner != OwnerBook.Nobody).Distinct().Order())
                && found.All(pair => sockets.Where(socket => socket.Owner == pair.Owner).GroupBy(static socket => socket.State).All(group => pair.States.Of(group.Key) == group.Count())
                    && pair.States.Total == sockets.Count(socket => socket.Owner == pair.Owner));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Everybody_is_summed_up_though_the_pool_lists_a_hundred()
    {
        var processes = new ScriptedProcesses();
        var book = new OwnerBook(processes);
        var tally = default(OwnerTally);
        tally.Begin();
        for (var process = 1; process <= 300; process++)
        {
            processes.Add(process, "worker");
            tally.Add(book.OfProcess(process, Samples.Time), TcpState.Established);
        }

        var sums = new OwnerSums();
        sums.Begin();
        var owners = new PoolOwners(book, _mix, _failures, sums);
        owners.Read(Key, tally).Owners.Count.ShouldBe(100);
        _ = owners.Read(Key with { Port = 443 }, tally);
        _ = owners.Read(Key with { Port = 443 }, tally);

        sums.All.Count.ShouldBe(300);
        sums.Targets.ShouldBe(2);
        var sample = sums.All[book.OfProcess(300, Samples.Time)].Read(book.At(1), sums.Targets, 1);
        (sample.Ports, sample.Pools, sample.Targets.Count).ShouldBe((2, 2, 2));
    }

    [Fact]
    public void The_five_pools_with_most_of_an_owners_sockets_are_told_in_order()
    {
        var sum = new OwnerSum();
        foreach (var sockets in new[] { 3, 9, 1, 7, 0, 5, 8, 7 })
        {
            sum.Add(Key with { Port = (ushort)(100 + sockets) }, new OwnerShare { Observed = sockets });
        }

        var sample = sum.Read(_book.At(_payment), 10, null);
        sample.Targets.Select(static target => target.Sockets).ShouldBe([9, 8, 7, 7, 5]);
        (sample.Pools, sample.Ports, sample.Failed).ShouldBe((7, 40, null));
    }

    [Fact]
    public void Where_everybody_was_seen_nothing_is_estimated()
    {
        var (owners, unknown) = Read((_payment, 3), (_cart, 7));

        unknown.ShouldBe(0);
        Shares(owners).ShouldBe([("cart", 7, 0), ("payment", 3, 0)]);
    }

    [Fact]
    public void Sockets_that_nobody_was_seen_to_hold_follow_those_that_were()
    {
        var (owners, unknown) = Read((_payment, 30), (_cart, 10), (OwnerBook.Nobody, 100));

        unknown.ShouldBe(100);
        Shares(owners).ShouldBe([("payment", 30, 75), ("cart", 10, 25)]);
    }

    [Fact]
    public void Sampled_connects_say_it_better_than_what_stays_open()
    {
        // cart keeps its connections, payment's are too short to be seen: it has all the TIME-WAIT.
        _mix.Add(Key, _payment, 9);
        _mix.Add(Key, _cart, 1);

        var (owners, _) = Read((_cart, 10), (OwnerBook.Nobody, 100));

        Shares(owners).ShouldBe([("payment", 0, 90), ("cart", 10, 10)]);
    }

    [Fact]
    public void Estimates_are_as_many_as_there_are_closed_sockets()
    {
        for (var owner = 1; owner <= 64; owner++)
        {
            _mix.Add(Key, owner % 2 == 0 ? _payment : _cart, 1);
        }

        foreach (var closed in new[] { 1, 2, 3, 7, 40, 61 })
        {
            Read((OwnerBook.Nobody, closed)).Owners.Sum(static share => share.Estimated).ShouldBe(closed);
        }
    }

    [Fact]
    public void Who_fails_is_taken_where_nothing_else_is_known()
    {
        _failures.Take(Reading(Attempts(10, 5)), new PollMoment(2, Samples.Time, 1, true), static _ => Key, _ => _payment, static _ => true);

        var (owners, _) = Read((OwnerBook.Nobody, 50));

        Shares(owners).ShouldBe([("payment", 0, 50)]);
    }

    [Fact]
    public void Open_sockets_of_whom_nobody_was_found_yet_are_nobodys()
    {
        var (owners, unknown) = Read(TcpState.CloseWait, (_payment, 30), (OwnerBook.Nobody, 100));

        unknown.ShouldBe(100);
        Shares(owners).ShouldBe([("payment", 30, 0)]);
    }

    [Fact]
    public void Attempts_that_failed_give_no_share_of_the_ports()
    {
        // cart fails all the time and has never got a port; payment takes them all.
        _mix.AddAttempts(Key, _cart, samples: 1_540, period: 13, failed: 20_000);
        _mix.AddAttempts(Key, _payment, samples: 12, period: 13, failed: 0);
        _failures.Take(Reading(Attempts(20, 20_000)), new PollMoment(2, Samples.Time, 10, true), static _ => Key, _ => _cart, static _ => true);

        var (owners, _) = Read((OwnerBook.Nobody, 100));

        Shares(owners).ShouldBe([("payment", 0, 100), ("cart", 0, 0)]);
        (owners[1].Failures, owners[1].Failed).ShouldBe((20_000, 2_000));
    }

    [Fact]
    public void Who_fails_sometimes_has_its_share_of_what_it_got()
    {
        _mix.AddAttempts(Key, _payment, samples: 100, period: 10, failed: 400);

        _mix.Of(Key)![_payment].ShouldBe(60);
    }

    [Fact]
    public void A_mix_of_very_many_remembers_those_with_most_weight()
    {
        for (var owner = 1; owner <= 1_000; owner++)
        {
            _mix.Add(Key, owner, owner);
        }

        _mix.Of(Key)!.Count.ShouldBe(64);
        _mix.Of(Key)!.ContainsKey(1_000).ShouldBeTrue();
        _mix.Of(Key)!.ContainsKey(937).ShouldBeTrue();
    }

    [Fact]
    public void Two_numbers_of_one_owner_are_one_owner()
    {
        var processes = new ScriptedProcesses();
        processes.Add(10, "parent");
        processes.Add(11, "child");
        var book = new OwnerBook(processes);
        var parent = book.OfProcess(10, Samples.Time);
        var both = book.Join(parent, book.OfProcess(11, Samples.Time), Samples.Time);
        processes.End(11);
        book.Recheck(Samples.Time.AddMinutes(1));
        var tally = default(OwnerTally);
        tally.Begin();
        tally.Add(parent, TcpState.Established);
        tally.Add(both, TcpState.Established);

        var owners = new PoolOwners(book, _mix, _failures, new OwnerSums()).Read(Key, tally).Owners;

        Shares(owners).ShouldBe([("parent", 2, 0)]);
    }

    [Fact]
    public void Where_nobody_is_known_nobody_is_named()
    {
        var (owners, unknown) = Read((OwnerBook.Nobody, 50));

        owners.ShouldBeEmpty();
        unknown.ShouldBe(50);
    }

    [Fact]
    public void What_was_sampled_fades_within_minutes()
    {
        _mix.Add(Key, _payment, 9);
        _mix.Fade(60, IsGone);
        _mix.Of(Key)![_payment].ShouldBe(9 / Math.E, 0.001);

        _mix.Fade(600, IsGone);
        _mix.Of(Key).ShouldBeNull();
        var told = new HashSet<int>();
        _mix.Tell(told);
        told.ShouldBeEmpty();
    }

    [Fact]
    public void Who_has_ended_counts_for_little_within_five_polls_where_another_connects()
    {
        _mix.Add(Key, _payment, 900);
        _mix.Add(Key, _cart, 9);
        for (var poll = 0; poll < 5; poll++)
        {
            _mix.Fade(1, owner => owner == _payment);
        }

        _mix.Of(Key)!.GetValueOrDefault(_payment).ShouldBeLessThan(_mix.Of(Key)![_cart]);
    }

    [Fact]
    public void Who_has_ended_keeps_what_only_he_can_have_opened()
    {
        _mix.Add(Key, _payment, 9);
        _mix.Fade(60, static _ => true);

        _mix.Of(Key)![_payment].ShouldBe(9 / Math.E, 0.001);
    }

    [Fact]
    public void A_sample_of_nobody_weighs_nothing()
    {
        _mix.Add(Key, OwnerBook.Nobody, 9);

        _mix.Of(Key).ShouldBeNull();
    }

    internal static FailureReading Reading(params ConnectAttempts[] failures) => new(0, failures, []);

    internal static ConnectAttempts Attempts(int process, int count, int port = 5432)
        => new(Samples.Address("10.0.2.15"), Samples.Address("10.8.0.12"), (ushort)port, process, count);

    private (IReadOnlyList<PoolOwner> Owners, int Unknown) Read(params (int Owner, int Sockets)[] sockets) => Read(TcpState.TimeWait, sockets);

    private (IReadOnlyList<PoolOwner> Owners, int Unknown) Read(TcpState state, params (int Owner, int Sockets)[] sockets)
    {
        var tally = default(OwnerTally);
        tally.Begin();
        foreach (var (owner, count) in sockets)
        {
            for (var i = 0; i < count; i++)
            {
                tally.Add(owner, state);
            }
        }

        var holders = new PoolOwners(_book, _mix, _failures, _sums).Read(Key, tally);
        return (holders.Owners, holders.Unattributed);
    }

    private static bool IsGone(int owner) => false;

    private static (string?, int, int)[] Shares(IReadOnlyList<PoolOwner> owners) => [.. owners.Select(static share => (share.Owner.Process?.Name, share.Observed, share.Estimated))];
}
