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

        _book.Recheck(Start.AddMinutes(1), static _ => true);
        _book.At(number).IsGone.ShouldBeTrue();
        _book.At(number).Process!.Name.ShouldBe("payment", "TIME-WAIT keeps its name");

        _book.Recheck(Start.AddMinutes(2), static _ => false);
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

        _book.Recheck(Start.AddMinutes(1), static _ => true);
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
        _book.Recheck(Start.AddSeconds(1), static _ => true);
        _book.At(number).Process!.Name.ShouldBe("python3");

        _processes.Describe(10, static process => process with { Name = "late" });
        _book.Recheck(Start.AddSeconds(60), static _ => true);
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

        _book.Recheck(Start.AddMinutes(1), static _ => true);
        _book.At(both).Processes.Select(static process => process.ProcessId).ShouldBe([20]);
        _book.At(both).IsGone.ShouldBeFalse();

        _processes.End(20);
        _book.Recheck(Start.AddMinutes(2), static _ => true);
        _book.At(both).IsGone.ShouldBeTrue();
    }

    [Fact]
    public void What_comes_into_doubt_is_looked_for_from_the_next_poll_until_it_was()
    {
        var number = _book.OfProcess(10, Start);
        _book.Doubt(10);
        _book.IsDoubted(number).ShouldBeFalse("its sockets were not wanted in this poll");

        _book.BeginDoubts();
        _book.IsDoubted(number).ShouldBeTrue();

        _book.ForgetDoubts();
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
            _book.Recheck(Start.AddMinutes(1), static _ => false);
        }

        _book.OfProcess(10, Start).ShouldBeLessThan(1_000, "numbers are given out again");
    }

    [Fact]
    public void Users_are_told_by_name_or_number()
    {
        _book.At(_book.OfUser(0, Start)).User.ShouldBe("root");
        _book.At(_book.OfUser(4711, Start)).User.ShouldBe("4711");
        _book.OfUser(0, Start).ShouldBe(_book.OfUser(0, Start));
    }
}
