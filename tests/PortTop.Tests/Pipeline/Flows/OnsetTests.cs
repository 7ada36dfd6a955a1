using PortTop.Model;

namespace PortTop.Tests.Pipeline.Flows;

/// <summary>When trouble began and what changed then.</summary>
public sealed class OnsetTests : WatchedTraffic
{
    [Fact]
    public void What_began_is_told_with_the_step_in_what_is_asked()
    {
        Load.Rate = static time => time < 100 ? 2 : 1.5 * Fits;
        Advance(125);

        var onset = At(120).Onset.ShouldNotBeNull();
        onset.Kind.ShouldBe(OnsetKind.MoreAsked);
        (onset.Time - Start).TotalSeconds.ShouldBe(100, 2.5);
        onset.Before.ShouldNotBeNull().ShouldBe(2, .5);
        onset.After.ShouldNotBeNull().ShouldBe(1.5 * Fits, 3);
        onset.IsAtLatest.ShouldBeFalse();
        At(90).Onset.ShouldBeNull();
    }

    [Fact]
    public void A_destination_that_nobody_knew_is_what_began()
    {
        Load.Rate = static time => time < 100 ? 0 : 1.5 * Fits;
        Advance(125);

        var onset = At(120).Onset.ShouldNotBeNull();
        onset.Kind.ShouldBe(OnsetKind.NewDestination);
        (onset.Time - Start).TotalSeconds.ShouldBe(101, 1.5);
    }

    [Fact]
    public void Connections_that_begin_to_live_longer_are_what_began()
    {
        Load.ClosesFirst = false;
        Load.Rate = static _ => 40;
        Load.Life = static time => time < 100 ? 2 : 60;
        Advance(135);

        var onset = Pools().Last(static pool => pool.Onset is not null).Onset!;
        onset.Kind.ShouldBe(OnsetKind.LongerLives);
        onset.Before.ShouldNotBeNull().ShouldBe(2, .5);
        (onset.Time - Start).TotalSeconds.ShouldBeInRange(100, 125);
    }

    [Fact]
    public void A_changed_range_is_what_began()
    {
        // Of 2,000 ports the first 1,000 are used; then these are nearly all there are.
        Source.Ports = Samples.Space("1000-2999");
        Load.Rate = static _ => .98 * Fits;
        Advance(150.5);
        At(150).Onset.ShouldBeNull();
        Source.Ports = Samples.Space("1000-1999");
        Advance(10);

        Pools().Last().Onset.ShouldNotBeNull().Kind.ShouldBe(OnsetKind.RangeChanged);
    }

    [Fact]
    public void Trouble_that_was_there_before_is_said_to_be_so()
    {
        Subscription.Dispose();
        Load.Rate = static time => time < 60 ? 50 : 0;
        Load.Life = static _ => 1e9;
        Load.Advance(200);
        Outcomes.Clear();
        using var watching = Watch(Wanted, Outcomes);
        Advance(.5);

        var onset = Pools().Single().Onset.ShouldNotBeNull();
        (onset.Kind, onset.IsAtLatest).ShouldBe((OnsetKind.Earlier, true));
    }
}
