using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Owners;

/// <summary>Which processes are looked into, and what is made of what they hold.</summary>
public sealed class OwnerHuntTests : HuntedSockets
{
    [Fact]
    public void The_first_round_looks_into_everybody_and_finds_each_socket()
    {
        Processes.Add(10, "payment", 1, 2, 3);
        Processes.Add(20, "cart", 4);
        Processes.Add(30, "idle");

        Poll(1, 2, 3, 4);

        Names(1, 2, 3, 4).ShouldBe(["payment", "payment", "payment", "cart"]);
        Hunt.HasSeenAll.ShouldBeTrue();
        Processes.Opened.Order().ShouldBe([10, 20, 30]);
    }

    [Fact]
    public void Nothing_is_looked_into_when_nothing_is_new()
    {
        Processes.Add(10, "payment", 1);
        Poll(1);
        Processes.Opened.Clear();

        Poll(1);

        Processes.Opened.ShouldBeEmpty();
        Names(1).ShouldBe(["payment"]);
    }

    [Fact]
    public void A_new_socket_is_looked_for_where_descriptors_changed_and_then_no_further()
    {
        Processes.Add(10, "payment", 1);
        Processes.Add(20, "cart", 2);
        Processes.Add(30, "idle");
        Poll(1, 2);
        Processes.Opened.Clear();
        Processes.Hold(20, 3);

        Poll(1, 2, 3);

        Names(3).ShouldBe(["cart"]);
        Processes.Opened.ShouldContain(20);
        Processes.Opened.ShouldNotContain(30, "everything was found before its turn came");
    }

    [Fact]
    public void Who_closed_one_and_opened_another_is_looked_into_although_the_count_is_the_same()
    {
        Processes.Add(10, "payment", 1);
        Poll(1);
        Processes.Close(10, 1);
        Processes.Hold(10, 2);

        Poll(2);

        Names(2).ShouldBe(["payment"]);
    }

    [Fact]
    public void Where_the_kernel_tells_no_counts_everybody_is_looked_into()
    {
        Processes.TellsCounts = false;
        Processes.Add(10, "payment", 1);
        Processes.Add(20, "quiet");
        Poll(1);
        Processes.Hold(20, 2);

        Poll(1, 2);

        Names(2).ShouldBe(["quiet"]);
    }

    [Fact]
    public void Tablethat_two_hold_are_both_ones()
    {
        Processes.Add(10, "parent", 1, 2);
        Processes.Add(20, "child", 1);

        Poll(1, 2);

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 20]);
        Owner(2).Processes.Select(static process => process.ProcessId).ShouldBe([10]);
    }

    [Fact]
    public void A_child_that_comes_later_brings_its_parents_sockets_into_doubt()
    {
        Processes.Add(10, "parent", 1);
        Processes.Add(20, "other", 2);
        Poll(1, 2);
        Processes.Add(30, "child", 1);
        Processes.Describe(30, static process => process with { ParentId = 10 });

        Poll(1, 2);
        Poll(1, 2);

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 30]);
        Names(2).ShouldBe(["other"]);
    }

    [Fact]
    public void A_child_among_very_many_new_processes_is_found_too()
    {
        Processes.Add(10, "parent", 1);
        Poll(1);
        for (var i = 0; i < 200; i++)
        {
            Processes.Add(1_000 + i, "short-lived");
        }

        Processes.Add(2_000, "child", 1);
        Processes.Describe(2_000, static process => process with { ParentId = 10 });
        for (var poll = 0; poll < 12; poll++)
        {
            Poll(1);
        }

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 2_000]);
    }

    [Fact]
    public void A_child_is_told_long_before_everybody_was_looked_into()
    {
        Processes.Add(10, "parent", 1);
        for (var i = 0; i < 100; i++)
        {
            Processes.Add(1_000 + i, "large", [.. Enumerable.Range(100 * (i + 1), 50).Select(static inode => (uint)inode)]);
        }

        Poll(1);
        Processes.PieceLength = 1;
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(1);
        Processes.Add(2_000, "child", 1);
        Processes.Describe(2_000, static process => process with { ParentId = 10 });
        for (var poll = 0; poll < 6; poll++)
        {
            Begin(1);
            _ = Hunt.Work(TimeSpan.FromMilliseconds(4), isSweeping: true);
            Hunt.Apply();
        }

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 2_000]);
    }

    [Fact]
    public void A_child_that_comes_while_the_first_round_goes_on_is_found_after_it()
    {
        Processes.PieceLength = 1;
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(3);
        Processes.Add(10, "parent", 1, 31, 32, 33, 34, 35);
        Processes.Add(20, "other", 2);
        Begin(1, 2);
        Hunt.Work(TimeSpan.FromMilliseconds(4), isSweeping: true).ShouldBeTrue("the round goes on");
        Hunt.Apply();
        Names(1, 2).ShouldBe(["parent", "?"]);
        Processes.Add(30, "child", 1);
        Processes.Describe(30, static process => process with { ParentId = 10 });
        for (var poll = 0; poll < 6; poll++)
        {
            Poll(1, 2);
        }

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 30]);
    }

    [Fact]
    public void A_child_is_found_though_the_first_round_was_never_finished()
    {
        Processes.PieceLength = 1;
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(3);
        Processes.Add(10, "parent", 1, 31, 32, 33, 34, 35);
        Processes.Add(20, "other");
        Begin(1);
        _ = Hunt.Work(TimeSpan.FromMilliseconds(4), isSweeping: true);
        Hunt.Apply();
        Names(1).ShouldBe(["parent"]);

        // Nothing is wanted any more.
        Poll(1);
        Processes.Add(30, "child", 1);
        Processes.Describe(30, static process => process with { ParentId = 10 });
        for (var poll = 0; poll < 6; poll++)
        {
            Poll(1);
        }

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 30]);
    }

    [Fact]
    public void What_no_process_holds_is_told_so_once_it_outlived_a_whole_round()
    {
        Processes.Add(10, "payment", 1);
        Poll(1, 5);
        OwnerOrNull(5).ShouldBeNull("it may have been closed before its process was read");

        Poll(1, 5);

        Owner(5).IsNoProcess.ShouldBeTrue();
    }

    [Fact]
    public void What_no_process_had_is_the_process_that_took_it_since()
    {
        Processes.Add(10, "worker", 1);
        Poll(1, 5);
        Poll(1, 5);
        Owner(5).IsNoProcess.ShouldBeTrue();

        Processes.Hold(10, 5);
        for (var poll = 0; poll < 62; poll++)
        {
            Poll(1, 5);
        }

        Owner(5).Process!.Name.ShouldBe("worker");
    }

    [Fact]
    public void Where_only_some_processes_are_listed_what_none_of_them_holds_is_its_users()
    {
        Processes.IsWhole = false;
        Processes.Add(10, "payment", 1);
        Poll(1, 5);
        Poll(1, 5);

        (Owner(5).Process, Owner(5).UserName, Owner(5).IsNoProcess).ShouldBe((null, "root", false));
    }

    [Fact]
    public void Where_a_process_does_not_let_itself_be_looked_into_nothing_is_said_to_have_no_process()
    {
        Processes.Add(10, "payment", 1);
        Processes.Add(11, "closed to all", 5);
        Processes.Refused = 11;
        Poll(1, 5);
        Poll(1, 5);

        (Owner(5).Process, Owner(5).UserName, Owner(5).IsNoProcess).ShouldBe((null, "root", false));
    }

    [Fact]
    public void Of_a_user_whose_processes_may_not_be_read_the_user_is_told_at_once_and_nobody_asked()
    {
        Processes.OnlyUser = 1000;
        Processes.Add(10, "of root", 1);

        Poll(1);

        (Owner(1).Process, Owner(1).UserId).ShouldBe((null, 0u));
        Processes.Opened.ShouldBeEmpty();
    }

    [Fact]
    public void A_search_stops_when_its_time_is_up_and_goes_on_where_it_stopped()
    {
        Processes.PieceLength = 1;
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(3);
        Processes.Add(10, "payment", 1, 2, 3, 4);
        Begin(1, 2, 3, 4);

        Hunt.Work(TimeSpan.FromMilliseconds(4), isSweeping: true).ShouldBeTrue("there is more");
        Hunt.Apply();
        Names(1, 2).ShouldBe(["payment", "payment"]);
        OwnerOrNull(3).ShouldBeNull();

        while (Hunt.Work(TimeSpan.FromMilliseconds(4), isSweeping: true))
        {
        }

        Hunt.Apply();
        Names(3, 4).ShouldBe(["payment", "payment"]);
        Processes.Opened.ShouldBe([10]);
    }

    [Fact]
    public void Those_of_whom_nothing_says_that_they_have_it_wait_for_the_sweep()
    {
        Processes.Add(10, "payment", 1);
        Processes.Add(20, "receiver");
        Poll(1);
        Processes.Opened.Clear();

        // A socket passed over a UNIX socket while another descriptor was closed: the count is the same.
        Processes.TellsCounts = true;
        Begin(1, 7);
        Hunt.Work(Long, isSweeping: false).ShouldBeFalse();
        Processes.Opened.ShouldNotContain(20);

        _ = Hunt.Work(Long, isSweeping: true);
        Processes.Opened.ShouldContain(20);
    }

    [Fact]
    public void A_process_that_ends_under_the_search_disturbs_nothing()
    {
        Processes.Add(10, "first", 1);
        Processes.Add(20, "second", 2, 3);
        Processes.BeforePiece = () => Processes.End(20);

        Poll(1, 2);

        Names(1).ShouldBe(["first"]);
        OwnerOrNull(2).ShouldBeNull();
    }

    [Fact]
    public void A_table_that_begins_its_dump_anew_wants_nothing_of_before()
    {
        Processes.Add(10, "payment", 1);
        Begin(1);

        Hunt.Forget(Table);
        while (Hunt.Work(Long, isSweeping: true))
        {
        }

        Hunt.Apply();
        OwnerOrNull(1).ShouldBeNull();
    }

    [Fact]
    public void Without_processes_nothing_is_wanted_and_nothing_done()
    {
        var hunt = new OwnerHunt(null, new OwnerBook(null), () => Elapsed);

        hunt.IsWanted(OwnerBook.Nobody).ShouldBeFalse();
        hunt.Work(Long, isSweeping: true).ShouldBeFalse();
        hunt.HasSeenAll.ShouldBeTrue();
    }
}
