using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline.Flows;

public sealed class AgeClockTests
{
    private readonly AgeClock _clock = new();
    private int _poll;

    [Fact]
    public void At_an_even_pace_the_age_is_the_number_of_polls()
    {
        Poll(null);
        for (var i = 0; i < 5000; i++)
        {
            Poll(1);
        }

        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt>(), first =>
        {
            var poll = 2 + (first.Get % (_poll - 1));
            _clock.BinOf(poll).ShouldBe(AgeBins.Of(_poll - poll));
            _clock.BinBefore(Math.Min(poll, _poll - 1)).ShouldBe(AgeBins.Of(_poll - 1 - Math.Min(poll, _poll - 1)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_was_there_at_the_first_poll_is_of_unknown_age()
    {
        Poll(null);
        Poll(1);

        (_clock.BinOf(1), _clock.BinBefore(1), _clock.BinOf(2)).ShouldBe((FlowStep.UnknownAge, FlowStep.UnknownAge, 0));
    }

    [Fact]
    public void A_late_poll_makes_everybody_older_and_the_interval_no_longer()
    {
        Poll(null);
        Poll(1);
        Poll(8);

        _clock.BinOf(2).ShouldBe(AgeBins.Of(8));
        _clock.Scale.Interval.ShouldBe(1);
        _clock.Now.ShouldBe(9);
    }

    [Fact]
    public void Another_pace_is_another_interval_after_three_polls()
    {
        Poll(null);
        Poll(1);
        var before = _clock.Scale;
        Poll(5);
        Poll(5);
        _clock.Scale.ShouldBeSameAs(before);
        Poll(5);

        _clock.Scale.Interval.ShouldBe(5);
        _clock.BinOf(_poll - 2).ShouldBe(AgeBins.Of(2), "ten seconds are two intervals now");
    }

    [Fact]
    public void A_poll_that_failed_is_begun_again()
    {
        Poll(null);
        Poll(1);
        _clock.Begin(new PollMoment(3, default, 1, true), 1);
        _clock.Begin(new PollMoment(3, default, 3, true), 1);

        (_clock.Now, _clock.Before).ShouldBe((4, 1));
    }

    private void Poll(double? seconds) => _clock.Begin(new PollMoment(++_poll, default, seconds, true), 1);
}
