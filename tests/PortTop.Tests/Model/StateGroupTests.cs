using PortTop.Model;

namespace PortTop.Tests.Model;

public sealed class StateGroupTests
{
    [Fact]
    public void The_groups_count_every_state_once()
    {
        for (var state = 0; state < 16; state++)
        {
            var counts = default(StateCounts);
            counts.Add((TcpState)state);

            StateGroup.All.Sum(group => group.Count(counts)).ShouldBe(1, ((TcpState)state).ToString());
        }
    }

    [Fact]
    public void Counts_are_a_value()
    {
        var one = default(StateCounts);
        one.Add(TcpState.TimeWait);
        var two = one;
        two.Add(one);

        one.Total.ShouldBe(1);
        two.Of(TcpState.TimeWait).ShouldBe(2);
    }
}
