using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Failures;

/// <summary>Collisions of a chosen port on the time line: told when they begin, and not again while they go on.</summary>
public sealed class ChosenPortEventsTests
{
    private static readonly LocalAddress Address = new(Samples.Address("10.0.2.15"), 2);
    private static readonly LocalAddress Loopback6 = new(Samples.Address("::1"), 1);

    private readonly ChosenPortEvents _events = new();
    private int _poll;

    [Fact]
    public void The_beginning_is_told_with_who_and_how_often()
    {
        var told = Take(2, [Address], Collision(10, 25)).Single();

        (told.Kind, told.Time, told.BeganBefore).ShouldBe((PortEventKind.ChosenPort, Samples.Time, false));
        told.Text.ShouldBe("envoy[10]: connect() from a chosen port fails, EADDRNOTAVAIL: the port and target are in use already, 12.5/s");
        told.Pool.ShouldBeNull("it says nothing of any pool");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Where_there_may_be_IPv6_the_other_reason_is_said_too(bool isKnown)
        => Take(1, isKnown ? [Address, Loopback6] : [], Collision(10, 1)).Single().Text
            .ShouldEndWith(": the port and target are in use already (or IPv6 has no source address), 1/s");

    [Fact]
    public void At_the_first_poll_nobody_knows_since_when()
    {
        var told = Take(null, [Address], Collision(10, 1_200)).Single();

        told.BeganBefore.ShouldBeTrue();
        told.Text.ShouldEndWith("in use already, 1,200 times");
    }

    [Fact]
    public void It_is_told_again_only_after_a_quiet_minute_and_of_another_process_at_once()
    {
        Take(1, [Address], Collision(10, 5)).Count.ShouldBe(1);
        Take(59, [Address], Collision(10, 5)).ShouldBeEmpty();
        Take(1, [Address], Collision(11, 5)).Count.ShouldBe(1);
        Take(1, [Address], Collision(10, 5, start: 99)).Count.ShouldBe(1, "the same id, and not the same process");
        Take(60, [Address], Collision(10, 5)).Count.ShouldBe(1);
    }

    [Fact]
    public void Other_system_calls_are_not_told()
    {
        SyscallFailures[] others = [new(SyscallFailureKind.Bind, 10, 5), new(SyscallFailureKind.Again, 10, 5)];
        Take(1, [Address], others).ShouldBeEmpty();
        _events.Take(null, new PollMoment(++_poll, Samples.Time, 1, true), [Address]).ShouldBeEmpty();
    }

    [Fact]
    public void Of_many_the_worst_are_told_and_of_the_rest_how_many_there_are()
    {
        var told = Take(1, [Address], [.. Enumerable.Range(10, 8).Select(static process => Collision(process, process))]);

        told.Count.ShouldBe(6);
        told[0].Text.ShouldStartWith("envoy[17]");
        told[5].Text.ShouldBe("and 3 more processes");
    }

    [Fact]
    public void A_process_that_nobody_saw_has_its_number()
        => Take(1, [Address], new SyscallFailures(SyscallFailureKind.ChosenPort, 10, 5)).Single().Text
            .ShouldStartWith("a process that ended[10]: connect()");

    private static SyscallFailures Collision(int process, int count, ulong start = 1)
        => new(SyscallFailureKind.ChosenPort, process, count) { Process = new ProcessDescription(process, "envoy") { StartTicks = start } };

    private IReadOnlyList<PortEvent> Take(double? seconds, LocalAddress[] addresses, params SyscallFailures[] failures)
        => _events.Take(failures, new PollMoment(++_poll, Samples.Time, seconds, true), addresses);
}
