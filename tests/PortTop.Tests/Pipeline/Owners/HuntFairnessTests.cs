namespace PortTop.Tests.Pipeline.Owners;

/// <summary>Nobody waits for ever for a process with very many descriptors, and nobody is missed.</summary>
public sealed class HuntFairnessTests : HuntedSockets
{
    [Fact]
    public void A_process_with_very_many_descriptors_keeps_nobody_waiting()
    {
        var busy = Enumerable.Range(1_000, 10_000).Select(static inode => (uint)inode).ToArray();
        Processes.Add(10, "busy", [.. busy, 1]);
        Processes.Add(20, "small", 2);
        Poll(1, 2);
        Processes.PieceLength = 100;
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(1);

        // Its descriptors change at every poll, and to walk through them takes ten polls.
        Processes.Hold(20, 3);
        for (uint poll = 0; poll < 5 && OwnerOrNull(3) is null; poll++)
        {
            Processes.Hold(10, 20_000 + poll);
            Begin(1, 2, 3, 40 + poll);
            while (Hunt.Work(TimeSpan.FromMilliseconds(10), isSweeping: true) && Elapsed < TimeSpan.FromMilliseconds(10 * (poll + 1)))
            {
            }

            Hunt.Apply();
        }

        Names(3).ShouldBe(["small"]);
    }

    [Fact]
    public void Every_round_ends_however_busy_one_process_is()
    {
        Processes.Add(10, "busy", [.. Enumerable.Range(1_000, 2_000).Select(static inode => (uint)inode), 1]);
        for (var process = 100; process < 150; process++)
        {
            Processes.Add(process, "idle");
        }

        Poll(1);
        Processes.PieceLength = 100;
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(1);
        var polls = 0;
        while (OwnerOrNull(5) is null && polls++ < 100)
        {
            // Nobody holds socket 5, and busy has another number of descriptors each time.
            Processes.Hold(10, (uint)(20_000 + polls));
            Begin(1, 5);
            var end = Elapsed + TimeSpan.FromMilliseconds(10);
            while (Elapsed < end && Hunt.Work(TimeSpan.FromMilliseconds(5), isSweeping: true))
            {
            }

            Hunt.Apply();
        }

        Owner(5).IsNoProcess.ShouldBeTrue();
    }

    [Fact]
    public void Tablethat_a_table_brings_after_the_search_began_are_looked_for_too()
    {
        Processes.Add(10, "payment", 1, 9, 8, 7);
        Begin(9);
        _ = Hunt.Work(Long, isSweeping: true);
        foreach (var inode in new uint[] { 8, 1, 7 })
        {
            Hunt.Want(Table, (int)inode, inode, user: 0);
        }

        while (Hunt.Work(Long, isSweeping: true))
        {
        }

        Hunt.Apply();
        Names(9, 8, 1, 7).ShouldBe(["payment", "payment", "payment", "payment"]);
    }

    [Fact]
    public void Workers_that_were_forked_between_two_polls_all_share_what_they_have()
    {
        Processes.Add(10, "other", 1);
        Poll(1);
        Processes.Add(20, "parent", 2, 3);
        Processes.Add(21, "worker", 2, 3);
        Processes.Add(22, "worker", 2, 3);

        Poll(1, 2, 3);

        Owner(2).Processes.Select(static process => process.ProcessId).ShouldBe([20, 21, 22]);
        Owner(3).Id.ShouldBe(Owner(2).Id);
    }

    [Fact]
    public void Rounds_without_haste_give_nobody_a_debt()
    {
        for (var process = 1; process <= 200; process++)
        {
            Processes.Add(process, "idle");
        }

        Processes.Add(500, "busy", 1);
        for (var poll = 0; poll < 500; poll++)
        {
            Poll(1, 5);
        }

        // From now on there is time for ten processes a poll, and twenty change.
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(1);
        for (var process = 600; process < 620; process++)
        {
            Processes.Add(process, "changing", (uint)process);
        }

        Processes.Opened.Clear();
        for (uint poll = 0; poll < 100; poll++)
        {
            for (var process = 600; process < 620; process++)
            {
                Processes.Hold(process, (10_000 * (poll + 1)) + (uint)process);
            }

            Begin(1, 5, 7);
            _ = Hunt.Work(TimeSpan.FromMilliseconds(10), isSweeping: true);
            Hunt.Apply();
        }

        Processes.Opened.Count(static process => process <= 200).ShouldBeGreaterThan(150, "half of the time is theirs");
    }

    [Fact]
    public void A_doubt_that_comes_in_the_middle_of_a_round_waits_for_the_next()
    {
        Processes.Add(10, "parent", 1);
        Processes.Add(20, "holder", 1);
        Processes.Add(30, "other");
        Poll(1);
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(1);
        Processes.End(10);
        Book.Recheck(DateTimeOffset.UnixEpoch.AddMinutes(1));
        for (var poll = 0; poll < 12; poll++)
        {
            Begin(1);
            _ = Hunt.Work(TimeSpan.FromMilliseconds(1), isSweeping: true);
            Hunt.Apply();
            Book.Recheck(DateTimeOffset.UnixEpoch.AddMinutes(2 + poll));
        }

        Owner(1).Process!.ProcessId.ShouldBe(20);
        Owner(1).IsGone.ShouldBeFalse();
    }

    [Fact]
    public void Who_shares_is_told_with_the_others_though_the_search_takes_several_polls()
    {
        Processes.Add(10, "parent", 1);
        Processes.Add(11, "worker", 1);
        Poll(1);
        Processes.Add(12, "child", 1);
        Processes.Describe(12, static process => process with { ParentId = 10 });
        Processes.BeforePiece = () => Elapsed += TimeSpan.FromMilliseconds(1);
        for (var poll = 0; poll < 20; poll++)
        {
            Begin(1);
            _ = Hunt.Work(TimeSpan.FromMilliseconds(2), isSweeping: true);
            Hunt.Apply();
        }

        Owner(1).Processes.Select(static process => process.ProcessId).ShouldBe([10, 11, 12]);
    }
}
