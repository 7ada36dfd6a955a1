using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.Tests.Pipeline;

/// <summary>Whether more of a core may be used than usual.</summary>
public sealed class AttentionTests
{
    private static readonly PoolSample Pool = Samples.Pool(5432, 10);

    private readonly Attention _attention = new();

    [Fact]
    public void A_pool_in_waves_is_one_trouble_and_not_one_each_minute()
    {
        Heed(1, minutes: 0);
        for (var minute = 0; minute < 6; minute++)
        {
            Learn(minute % 2 == 0 ? PoolCondition.Full : PoolCondition.Waves, minute);
        }

        _attention.Reason(TimeSpan.FromMinutes(4.9)).ShouldBe(BudgetReason.Trouble);
        _attention.Reason(TimeSpan.FromMinutes(5.1)).ShouldBeNull();
    }

    [Fact]
    public void What_gets_worse_is_a_change_and_what_gets_better_is_none()
    {
        Heed(1, minutes: 0);
        Learn(PoolCondition.Countdown, 1);
        Learn(PoolCondition.Full, 4);
        Learn(PoolCondition.Countdown, 8);

        _attention.Reason(TimeSpan.FromMinutes(8.9)).ShouldBe(BudgetReason.Trouble);
        _attention.Reason(TimeSpan.FromMinutes(9.1)).ShouldBeNull();
    }

    [Fact]
    public void Without_a_person_nothing_is_raised()
    {
        Heed(null, minutes: 0);
        Learn(PoolCondition.Full, 1);

        _attention.Reason(TimeSpan.FromMinutes(1)).ShouldBeNull();
    }

    private void Heed(int? attended, double minutes)
        => _attention.Heed(new Interest(TimeSpan.FromSeconds(1)) { Attended = attended }, TimeSpan.FromMinutes(minutes));

    private void Learn(PoolCondition condition, double minutes) => _attention.Learn(
        Samples.Snapshot([Pool with { Status = new PoolStatus(condition, Samples.Time, false) }], Samples.Space("1000-1999")),
        TimeSpan.FromMinutes(minutes));
}
