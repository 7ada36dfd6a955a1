using FsCheck;
using FsCheck.Fluent;
using PortTop.Kernel.Tracepoints;

namespace PortTop.Tests.Kernel;

/// <summary>EADDRNOTAVAIL of a chosen port is what is left of all when those are taken off that found no port.</summary>
public sealed class ChosenPortTallyTests
{
    private const uint Here = 1;
    private const uint Elsewhere = 2;
    private const int Process = 10;

    private readonly ChosenPortTally _tally = new();

    [Fact]
    public void What_found_no_port_is_taken_off_process_by_process()
    {
        Add(refused: 25, exhausted: 20);
        Add(refused: 3, exhausted: 0, process: 11);
        Add(refused: 7, exhausted: 7, process: 12);
        Add(refused: 9, exhausted: 0, networkNamespace: Elsewhere);

        Take().ShouldBe([(Process, 5), (11, 3)], ignoreOrder: true);
        Take().ShouldBeEmpty("each is taken once");
        _tally.Take(Elsewhere, isIncomplete: false).ShouldBe([(Process, 9)]);
    }

    [Fact]
    public void A_call_that_comes_back_after_the_reading_is_held_against_the_attempt_before_it()
    {
        Add(refused: 4, exhausted: 6);
        Take().ShouldBeEmpty();

        Add(refused: 3, exhausted: 0);
        Take().ShouldBe([(Process, 1)], "two of them belong to the time before");

        Add(refused: 1, exhausted: 0);
        Take().ShouldBe([(Process, 1)]);
    }

    [Fact]
    public void What_never_comes_back_by_connect_is_held_against_no_later_time()
    {
        Add(refused: 0, exhausted: 100);
        Take().ShouldBeEmpty();
        Take().ShouldBeEmpty();

        Add(refused: 5, exhausted: 0);
        Take().ShouldBe([(Process, 5)]);
    }

    [Fact]
    public void Where_records_were_lost_nothing_is_certain_and_nothing_is_counted()
    {
        Add(refused: 25, exhausted: 5);

        _tally.Take(Here, isIncomplete: true).ShouldBeEmpty();
        Take().ShouldBeEmpty("what is doubtful stays so");
    }

    [Fact]
    public void More_processes_than_it_remembers_are_not_counted()
    {
        for (var process = 1; process <= 5_000; process++)
        {
            Add(refused: 1, exhausted: 0, process);
        }

        Take().Count.ShouldBe(4_096);
        Add(refused: 1, exhausted: 0, process: 5_000);
        Take().ShouldBe([(5_000, 1)]);
    }

    /// <summary>However readings cut the sequence: what is recorded of a call lies before its return, and calls are read first.</summary>
    [Fact]
    public void However_readings_fall_no_collision_is_counted_too_many() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<(bool IsChosen, bool IsReadBetween, bool IsReadAfter)>>(), static calls =>
        {
            var tally = new ChosenPortTally();
            var (chosen, counted) = (0, 0);
            foreach (var (isChosen, isReadBetween, isReadAfter) in calls.Get)
            {
                if (!isChosen)
                {
                    tally.AddExhausted(Here, Process);
                }

                counted += isReadBetween ? tally.Take(Here, isIncomplete: false).Sum(static taken => taken.Count) : 0;
                tally.AddRefused(Here, Process);
                chosen += isChosen ? 1 : 0;
                counted += isReadAfter ? tally.Take(Here, isIncomplete: false).Sum(static taken => taken.Count) : 0;
            }

            return counted + tally.Take(Here, isIncomplete: false).Sum(static taken => taken.Count) == chosen;
        }).QuickCheckThrowOnFailure();

    private IReadOnlyList<(int Process, int Count)> Take() => _tally.Take(Here, isIncomplete: false);

    private void Add(int refused, int exhausted, int process = Process, uint networkNamespace = Here)
    {
        for (var i = 0; i < refused; i++)
        {
            _tally.AddRefused(networkNamespace, process);
        }

        for (var i = 0; i < exhausted; i++)
        {
            _tally.AddExhausted(networkNamespace, process);
        }
    }
}
