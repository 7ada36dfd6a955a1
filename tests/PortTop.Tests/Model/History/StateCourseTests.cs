using PortTop.Model;

namespace PortTop.Tests.Model.History;

public sealed class StateCourseTests
{
    [Fact]
    public void It_tells_the_course_of_each_state_and_its_change()
    {
        var course = Filled(60);
        Span<double> counts = stackalloc double[4];
        course.Copy(TcpState.CloseWait, At(60), TimeSpan.FromSeconds(20), counts);

        counts.ToArray().ShouldBe([0, 60, 120, 180]);
        course.Change(TcpState.CloseWait, At(60)).ShouldBe(3);
        course.Change(TcpState.TimeWait, At(60)).ShouldBe(0);
        course.At(At(10.4))!.Value.Of(TcpState.CloseWait).ShouldBe(30);
    }

    [Fact]
    public void What_is_not_remembered_is_not_nothing()
    {
        var course = Filled(5);
        Span<double> counts = stackalloc double[2];
        course.Copy(TcpState.CloseWait, At(5), TimeSpan.FromSeconds(60), counts);

        double.IsNaN(counts[0]).ShouldBeTrue();
        course.Change(TcpState.CloseWait, At(5)).ShouldBeNull();
        course.At(At(-1)).ShouldBeNull();
    }

    [Fact]
    public void It_forgets_what_is_older_than_it_has_room_for_and_begins_anew_when_the_time_is_set_back()
    {
        var course = Filled(1_500);
        course.At(At(0)).ShouldBeNull();
        course.At(At(1_500))!.Value.Of(TcpState.CloseWait).ShouldBe(4_500);

        course.Add(At(100), Samples.States((TcpState.CloseWait, 7)));

        course.At(At(2_000))!.Value.Of(TcpState.CloseWait).ShouldBe(7);
    }

    private static DateTimeOffset At(double second) => Samples.Time.AddSeconds(second);

    private static StateCourse Filled(int seconds)
    {
        var course = new StateCourse();
        for (var second = 0; second <= seconds; second++)
        {
            var counts = default(StateCounts);
            counts.Add(TcpState.CloseWait, 3 * second);
            course.Add(At(second), counts);
        }

        return course;
    }
}
