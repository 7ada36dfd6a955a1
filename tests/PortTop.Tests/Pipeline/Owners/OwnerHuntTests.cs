using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>Which processes are looked into, and what is made of what they hold.</summary>
public sealed class OwnerHuntTests
{
    private const int Sockets = 64;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    private readonly ScriptedProcesses _processes = new();
    private readonly ScriptedSockets _sockets = new(Sockets);
    private readonly OwnerBook _book;
    private readonly OwnerHunt _hunt;
    private TimeSpan _elapsed;
    private int _poll;

    public OwnerHuntTests()
    {
        _book = new OwnerBook(_processes);
        _hunt = new OwnerHunt(_processes, _book, () => _elapsed);
    }

    [Fact]
    public void The_first_round_looks_into_everybody_and_finds_each_socket()
    {
        _processes.Add(10, "payment", 1, 2, 3);
        _processes.Add(20, "cart", 4);
        _processes.Add(30, "idle");

        Poll(1, 2, 3, 4);

        Names(1, 2, 3, 4).ShouldBe(["payment", "payment", "payment", "cart"]);
        _hunt.HasSeenAll.ShouldBeTrue();
        _processes.Opened.Order().ShouldBe([10, 20, 30]);
    }

    [Fact]
    public void Nothing_is_looked_into_when_nothing_is_new()
    {
        _processes.Add(10, "payment", 1);
        Poll(1);
        _processes.Opened.Clear();

        Poll(1);

        _processes.Opened.ShouldBeEmpty();
        Names(1).ShouldBe(["payment"]);
    }

    [Fact]
    public void A_new_socket_is_looked_for_where_descriptors_changed_and_then_no_further()
    {
        _processes.Add(10, "payment", 1);
        _processes.Add(20, "cart", 2);
        _processes.Add(30, "idle");
        Poll(1, 2);
        _processes.Opened.Clear();
        _processes.Hold(20, 3);

        Poll(1, 2, 3);

        Names(3).ShouldBe(["cart"]);
        _processes.Opened.ShouldContain(20);
        _processes.Opened.ShouldNotContain(30, "everything was found before its turn came");
    }

    [Fact]
    public void Who_closed_one_and_opened_another_is_looked_into_although_the_count_is_the_same()
    {
        _processes.Add(10, "payment", 1);
        Poll(1);
        _processes.Close(10, 1);
        _processes.Hold(10, 2);

        Poll(2);

        Names(2).ShouldBe(["payment"]);
    }

    [Fact]
    public void Where_the_kernel_tells_no_counts_everybody_is_looked_into()
    {
        _processes.TellsCounts = false;
        _processes.Add(10, "payment", 1);
        _processes.Add(20, "quiet");
        Poll(1);
        _processes.Hold(20, 2);

        Poll(1, 2);

        Names(2).ShouldBe(["quiet"]);
    }

    [Fact]
    public void Sockets_that_two_hold_are_both_ones()
    {
        _processes.Add(10, "parent", 1, 2);
        _processes.Add(20, "child", 1);

        Poll(1, 2);

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 20]);
        Owner(2).Processes.Select(static process => process.ProcessId).ShouldBe([10]);
    }

    [Fact]
    public void A_child_that_comes_later_brings_its_parents_sockets_into_doubt()
    {
        _processes.Add(10, "parent", 1);
        _processes.Add(20, "other", 2);
        Poll(1, 2);
        _processes.Add(30, "child", 1);
        _processes.Describe(30, static process => process with { ParentId = 10 });

        Poll(1, 2);
        Poll(1, 2);

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 30]);
        Names(2).ShouldBe(["other"]);
    }

    [Fact]
    public void What_no_process_holds_is_its_users_after_a_whole_round_that_began_after_it_came()
    {
        _processes.Add(10, "payment", 1);
        Poll(1, 5);
        OwnerOrNull(5).ShouldBeNull("it may have been closed before its process was read");

        Poll(1, 5);
        Poll(1, 5);

        (Owner(5).Process, Owner(5).UserName).ShouldBe((null, "root"));
    }

    [Fact]
    public void Of_a_user_whose_processes_may_not_be_read_the_user_is_told_at_once_and_nobody_asked()
    {
        _processes.OnlyUser = 1000;
        _processes.Add(10, "of root", 1);

        Poll(1);

        (Owner(1).Process, Owner(1).UserId).ShouldBe((null, 0u));
        _processes.Opened.ShouldBeEmpty();
    }

    [Fact]
    public void A_search_stops_when_its_time_is_up_and_goes_on_where_it_stopped()
    {
        _processes.PieceLength = 1;
        _processes.BeforePiece = () => _elapsed += TimeSpan.FromMilliseconds(3);
        _processes.Add(10, "payment", 1, 2, 3, 4);
        Begin(1, 2, 3, 4);

        _hunt.Work(TimeSpan.FromMilliseconds(4), isSweeping: true).ShouldBeTrue("there is more");
        _hunt.Apply();
        Names(1, 2).ShouldBe(["payment", "payment"]);
        OwnerOrNull(3).ShouldBeNull();

        while (_hunt.Work(TimeSpan.FromMilliseconds(4), isSweeping: true))
        {
        }

        _hunt.Apply();
        Names(3, 4).ShouldBe(["payment", "payment"]);
        _processes.Opened.ShouldBe([10]);
    }

    [Fact]
    public void Those_of_whom_nothing_says_that_they_have_it_wait_for_the_sweep()
    {
        _processes.Add(10, "payment", 1);
        _processes.Add(20, "receiver");
        Poll(1);
        _processes.Opened.Clear();

        // A socket passed over a UNIX socket while another descriptor was closed: the count is the same.
        _processes.TellsCounts = true;
        Begin(1, 7);
        _hunt.Work(Long, isSweeping: false).ShouldBeFalse();
        _processes.Opened.ShouldNotContain(20);

        _ = _hunt.Work(Long, isSweeping: true);
        _processes.Opened.ShouldContain(20);
    }

    [Fact]
    public void A_process_that_ends_under_the_search_disturbs_nothing()
    {
        _processes.Add(10, "first", 1);
        _processes.Add(20, "second", 2, 3);
        _processes.BeforePiece = () => _processes.End(20);

        Poll(1, 2);

        Names(1).ShouldBe(["first"]);
        OwnerOrNull(2).ShouldBeNull();
    }

    [Fact]
    public void A_table_that_begins_its_dump_anew_wants_nothing_of_before()
    {
        _processes.Add(10, "payment", 1);
        Begin(1);

        _hunt.Forget(_sockets);
        while (_hunt.Work(Long, isSweeping: true))
        {
        }

        _hunt.Apply();
        OwnerOrNull(1).ShouldBeNull();
    }

    [Fact]
    public void Without_processes_nothing_is_wanted_and_nothing_done()
    {
        var hunt = new OwnerHunt(null, new OwnerBook(null), () => _elapsed);

        hunt.IsWanted(OwnerBook.Nobody).ShouldBeFalse();
        hunt.Work(Long, isSweeping: true).ShouldBeFalse();
        hunt.HasSeenAll.ShouldBeTrue();
    }

    [Fact]
    public void A_process_with_very_many_descriptors_keeps_nobody_waiting()
    {
        var busy = Enumerable.Range(1_000, 10_000).Select(static inode => (uint)inode).ToArray();
        _processes.Add(10, "busy", [.. busy, 1]);
        _processes.Add(20, "small", 2);
        Poll(1, 2);
        _processes.PieceLength = 100;
        _processes.BeforePiece = () => _elapsed += TimeSpan.FromMilliseconds(1);

        // Its descriptors change at every poll, and to walk through them takes ten polls.
        _processes.Hold(20, 3);
        for (uint poll = 0; poll < 5 && OwnerOrNull(3) is null; poll++)
        {
            _processes.Hold(10, 20_000 + poll);
            Begin(1, 2, 3, 40 + poll);
            while (_hunt.Work(TimeSpan.FromMilliseconds(10), isSweeping: true) && _elapsed < TimeSpan.FromMilliseconds(10 * (poll + 1)))
            {
            }

            _hunt.Apply();
        }

        Names(3).ShouldBe(["small"]);
    }

    [Fact]
    public void Every_round_ends_however_busy_one_process_is()
    {
        _processes.Add(10, "busy", [.. Enumerable.Range(1_000, 2_000).Select(static inode => (uint)inode), 1]);
        for (var process = 100; process < 150; process++)
        {
            _processes.Add(process, "idle");
        }

        Poll(1);
        _processes.PieceLength = 100;
        _processes.BeforePiece = () => _elapsed += TimeSpan.FromMilliseconds(1);
        var polls = 0;
        while (OwnerOrNull(5) is null && polls++ < 100)
        {
            // Nobody holds socket 5, and busy has another number of descriptors each time.
            _processes.Hold(10, (uint)(20_000 + polls));
            Begin(1, 5);
            var end = _elapsed + TimeSpan.FromMilliseconds(10);
            while (_elapsed < end && _hunt.Work(TimeSpan.FromMilliseconds(5), isSweeping: true))
            {
            }

            _hunt.Apply();
        }

        (Owner(5).Process, Owner(5).UserName).ShouldBe((null, "root"));
    }

    [Fact]
    public void Sockets_that_a_table_brings_after_the_search_began_are_looked_for_too()
    {
        _processes.Add(10, "payment", 1, 9, 8, 7);
        Begin(9);
        _ = _hunt.Work(Long, isSweeping: true);
        foreach (var inode in new uint[] { 8, 1, 7 })
        {
            _hunt.Want(_sockets, (int)inode, inode, user: 0);
        }

        while (_hunt.Work(Long, isSweeping: true))
        {
        }

        _hunt.Apply();
        Names(9, 8, 1, 7).ShouldBe(["payment", "payment", "payment", "payment"]);
    }

    [Fact]
    public void Workers_that_were_forked_between_two_polls_all_share_what_they_have()
    {
        _processes.Add(10, "other", 1);
        Poll(1);
        _processes.Add(20, "parent", 2, 3);
        _processes.Add(21, "worker", 2, 3);
        _processes.Add(22, "worker", 2, 3);

        Poll(1, 2, 3);

        Owner(2).Processes.Select(static process => process.ProcessId).ShouldBe([20, 21, 22]);
        Owner(3).Id.ShouldBe(Owner(2).Id);
    }

    private void Poll(params uint[] inodes)
    {
        Begin(inodes);
        while (_hunt.Work(Long, isSweeping: true))
        {
        }

        _hunt.Apply();
        _book.Recheck(DateTimeOffset.UnixEpoch.AddMinutes(_poll));
    }

    private void Begin(params uint[] inodes)
    {
        _poll++;
        _hunt.Begin(_poll, DateTimeOffset.UnixEpoch.AddMinutes(_poll));
        foreach (var inode in inodes)
        {
            _sockets.FirstPolls[inode] = _sockets.FirstPolls[inode] == 0 ? _poll : _sockets.FirstPolls[inode];
            if (_hunt.IsWanted(_sockets.OwnerOf((int)inode)))
            {
                _hunt.Want(_sockets, (int)inode, inode, user: 0);
            }
        }
    }

    private Owner Owner(int inode) => _book.At(_sockets.OwnerOf(inode));

    private Owner? OwnerOrNull(int inode) => _sockets.OwnerOf(inode) == OwnerBook.Nobody ? null : Owner(inode);

    private string[] Names(params int[] inodes) => [.. inodes.Select(inode => OwnerOrNull(inode)?.Process?.Name ?? "?")];
}
