using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Owners;

public sealed class OwnerBookTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly ScriptedProcesses _processes = new();
    private readonly OwnerBook _book;

    public OwnerBookTests()
    {
        _book = new OwnerBook(_processes);
        _processes.Add(10, "payment");
        _processes.Add(20, "cart");
        _processes.Add(30, "nginx");
    }

    [Fact]
    public void A_process_has_one_number_and_is_described_once()
    {
        var number = _book.OfProcess(10, Start);

        _book.OfProcess(10, Start.AddHours(1)).ShouldBe(number);
        _book.At(number).Process!.Name.ShouldBe("payment");
        _book.OfProcess(4711, Start).ShouldBe(OwnerBook.Nobody, "there is no such process");
    }

    [Fact]
    public void Who_ends_is_gone_and_forgotten_once_nothing_is_held()
    {
        var number = _book.OfProcess(10, Start);
        _processes.End(10);

        Recheck(60);
        _book.At(number).IsGone.ShouldBeTrue();
        _book.At(number).Process!.Name.ShouldBe("payment", "TIME-WAIT keeps its name");

        Recheck(120, areHolding: false);
        _book.OfProcess(20, Start).ShouldBe(number, "the number is free for another");
        _book.At(number).Process!.Name.ShouldBe("cart");
    }

    [Fact]
    public void Another_process_under_the_same_id_is_another_owner()
    {
        var before = _book.OfProcess(10, Start);
        _processes.End(10);
        _processes.Add(10, "imposter");
        _processes.Describe(10, static process => process with { StartTicks = 999 });

        Recheck(60);
        var after = _book.OfProcess(10, Start.AddMinutes(1));

        after.ShouldNotBe(before);
        (_book.At(before).Process!.Name, _book.At(before).IsGone).ShouldBe(("payment", true));
        (_book.At(after).Process!.Name, _book.At(after).IsGone).ShouldBe(("imposter", false));
    }

    [Fact]
    public void A_description_that_is_newer_than_the_book_makes_another_owner_at_once()
    {
        var before = _book.OfProcess(10, Start);

        var after = _book.OfProcess(10, Start, new ProcessDescription(10, "imposter") { StartTicks = 999 });

        after.ShouldNotBe(before);
    }

    [Fact]
    public void A_young_process_may_change_its_name_by_exec_and_an_old_one_is_not_read_again()
    {
        var number = _book.OfProcess(10, Start);
        _processes.Describe(10, static process => process with { Name = "python3" });
        Recheck(1);
        _book.At(number).Process!.Name.ShouldBe("python3");

        _processes.Describe(10, static process => process with { Name = "late" });
        Recheck(60);
        _book.At(number).Process!.Name.ShouldBe("python3");
    }

    [Fact]
    public void Owners_that_share_are_one_owner_whoever_is_named_first()
    {
        var (payment, cart, nginx) = (_book.OfProcess(10, Start), _book.OfProcess(20, Start), _book.OfProcess(30, Start));

        var both = _book.Join(payment, cart, Start);

        _book.Join(cart, payment, Start).ShouldBe(both);
        _book.Join(both, nginx, Start).ShouldBe(_book.Join(_book.Join(nginx, payment, Start), cart, Start));
        _book.Join(payment, payment, Start).ShouldBe(payment);
        _book.Join(payment, OwnerBook.Nobody, Start).ShouldBe(payment);
        _book.At(both).Processes.Select(static process => process.ProcessId).ShouldBe([10, 20]);
    }

    [Fact]
    public void Of_several_that_share_those_who_end_leave_it_to_the_others()
    {
        var both = _book.Join(_book.OfProcess(10, Start), _book.OfProcess(20, Start), Start);
        _processes.End(10);

        Recheck(60);
        _book.At(both).Processes.Select(static process => process.ProcessId).ShouldBe([20]);
        _book.At(both).IsGone.ShouldBeFalse();

        _processes.End(20);
        Recheck(120);
        _book.At(both).IsGone.ShouldBeTrue();
    }

    [Fact]
    public void What_comes_into_doubt_is_looked_for_from_the_next_poll_until_it_was()
    {
        var number = _book.OfProcess(10, Start);
        _book.Doubt(10);
        _book.IsDoubted(number).ShouldBeFalse("its sockets were not wanted in this poll");

        _book.BeginDoubts(round: 1);
        _book.IsDoubted(number).ShouldBeTrue();

        _book.ForgetDoubts(round: 1);
        _book.IsDoubted(number).ShouldBeTrue("it arose when the round was half over");
        _book.ForgetDoubts(round: 2);
        _book.IsDoubted(number).ShouldBeFalse();
    }

    [Fact]
    public void Very_many_that_come_and_go_fill_no_memory()
    {
        for (var i = 0; i < 20_000; i++)
        {
            _processes.Add(100_000 + i, "short");
            _ = _book.OfProcess(100_000 + i, Start);
            _processes.End(100_000 + i);
            Recheck(60, areHolding: false);
        }

        _book.OfProcess(10, Start).ShouldBeLessThan(1_000, "numbers are given out again");
    }

    [Fact]
    public void A_parent_that_forks_a_child_after_the_other_stays_one_owner()
    {
        var parent = _book.OfProcess(10, Start);
        var numbers = new HashSet<int>();
        for (var i = 0; i < 3_000; i++)
        {
            _processes.Add(100_000 + i, "child");
            var both = _book.Join(parent, _book.OfProcess(100_000 + i, Start), Start);
            _processes.End(100_000 + i);
            _book.Recheck(Start.AddMinutes(1));
            _book.HasForgettable.ShouldBeTrue();
            _book.Forget([parent, both]);
            _book.Forget([parent]);
            _book.At(parent).Processes.Select(static process => process.ProcessId).ShouldBe([10]);
            _ = numbers.Add(both);
        }

        numbers.Max().ShouldBeLessThan(200, "numbers are given out again");
    }

    [Fact]
    public void Sockets_of_a_child_that_ended_are_its_parents()
    {
        var parent = _book.OfProcess(10, Start);
        var both = _book.Join(parent, _book.OfProcess(20, Start), Start);
        _processes.End(20);

        Recheck(60);

        _book.Resolve(both).ShouldBe(parent);
        _book.At(both).Id.ShouldBe(_book.At(parent).Id);
        _processes.End(10);
        Recheck(120);
        _book.At(both).IsGone.ShouldBeTrue();
    }

    [Fact]
    public void Numbers_that_stand_for_numbers_that_stand_for_others_lead_to_the_last()
    {
        var (a, b, c) = (_book.OfProcess(10, Start), _book.OfProcess(20, Start), _book.OfProcess(30, Start));
        var two = _book.Join(a, b, Start);
        var three = _book.Join(two, c, Start);
        _processes.End(30);
        Recheck(60);
        _processes.End(20);
        _book.Recheck(Start.AddSeconds(120));
        _book.Forget([three]);
        var strangers = Enumerable.Range(40, 3).Select(process =>
        {
            _processes.Add(process, "stranger");
            return _book.OfProcess(process, Start);
        }).ToArray();

        strangers.ShouldBe([b, c, two], ignoreOrder: true, "their numbers were free");
        _book.At(three).Process!.Name.ShouldBe("payment");
        _book.Resolve(three).ShouldBe(a);
    }

    [Fact]
    public void What_stands_for_another_may_be_forgotten_together_with_it()
    {
        var parent = _book.OfProcess(10, Start);
        _ = _book.Join(parent, _book.OfProcess(20, Start), Start);
        _processes.End(20);
        Recheck(60);
        _processes.End(10);
        _book.Recheck(Start.AddSeconds(120));

        Should.NotThrow(() => _book.Forget([]));

        _book.HasForgettable.ShouldBeTrue();
        _book.Recheck(Start.AddSeconds(130));
        _book.HasForgettable.ShouldBeFalse("nothing is left of them");
    }

    [Fact]
    public void One_that_fails_towards_two_targets_is_one()
    {
        var number = OwnerBook.Nobody;
        foreach (var process in new[] { 1_000, 1_001, 1_000, 1_001 })
        {
            number = _book.OfAttempt(process, Start, new ProcessDescription(process, "curl") { StartTicks = 7 });
        }

        _book.At(number).Ended.ShouldBe(2);
    }

    [Fact]
    public void Those_who_connect_and_are_gone_before_they_are_known_are_one_owner_by_name()
    {
        var numbers = new HashSet<int>();
        for (var process = 1_000; process < 1_040; process++)
        {
            numbers.Add(_book.OfAttempt(process, Start, new ProcessDescription(process, "curl") { StartTicks = 7, UserId = 0 }));
        }

        var owner = _book.At(numbers.Single());
        (owner.Ended, owner.IsGone, OwnerText.Describe(owner)).ShouldBe((40, true, "curl gone x40"));
        _book.OfAttempt(1_050, Start, new ProcessDescription(1_050, "wget") { StartTicks = 7, UserId = 0 }).ShouldNotBe(numbers.Single());
        _book.OfAttempt(10, Start, _processes.Describe(10)).ShouldBe(_book.OfProcess(10, Start), "who runs is known by its id");

        Recheck(60, areHolding: false);
        _book.OfAttempt(1_060, Start, new ProcessDescription(1_060, "curl") { StartTicks = 7, UserId = 0 }).ShouldSatisfyAllConditions(
            number => _book.At(number).Ended.ShouldBe(1));
    }

    [Fact]
    public void Users_are_told_by_name_or_number()
    {
        _book.At(_book.OfUser(0, Start)).User.ShouldBe("root");
        _book.At(_book.OfUser(4711, Start)).User.ShouldBe("4711");
        _book.OfUser(0, Start).ShouldBe(_book.OfUser(0, Start));
    }

    private void Recheck(int seconds, bool areHolding = true)
    {
        _book.Recheck(Start.AddSeconds(seconds));
        _book.Forget(areHolding ? [.. Enumerable.Range(1, 100)] : []);
    }
}
