using System.Globalization;
using PortTop.Evaluation;

namespace PortTop.Tests.Model.Forecasts;

/// <summary>
/// Recorded courses with the answers of a reference forecaster: a rate that overfills at once, a small pool, a leak with TIME-WAIT that is
/// given out again.
/// </summary>
public sealed class TraceTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/PortTop.Tests/Model/Forecasts/Traces");

    [Theory]
    [InlineData("over-fast")]
    [InlineData("small-over")]
    [InlineData("reuse-leak")]
    public void Each_poll_is_answered_as_by_the_reference(string name)
    {
        var output = new StringWriter();
        ForecastTrace.Run(Path.Combine(Folder, name + ".csv"), output).ShouldBe(0);
        var said = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var answers = File.ReadAllLines(Path.Combine(Folder, name + "-answers.csv"));

        said.Length.ShouldBe(answers.Length);
        var otherwise = 0;
        var isFull = false;
        for (var i = 1; i < answers.Length; i++)
        {
            var (ours, theirs) = (said[i].Split(','), answers[i].Split(','));
            ours[0].ShouldBe(theirs[0]);

            // A full pool stays full from beat to beat here, which the reference does not know of.
            isFull |= theirs[1] == "EXHAUSTED";
            otherwise += isFull || (ours[1] == theirs[1] && Near(ours[2], theirs[2]) && Near(ours[3], theirs[3]) && Near(ours[4], theirs[4])) ? 0 : 1;
        }

        // What is said may begin or end a poll apart; and rare short connections are remembered for longer here, which spares false alarms.
        otherwise.ShouldBeLessThanOrEqualTo(answers.Length / 20);
    }

    [Theory]
    [InlineData("", "expected")]
    [InlineData("# capacity=10 poll_s=1\nt_seconds\n", "no column arrivals")]
    [InlineData("# capacity=ten poll_s=1\nt_seconds\n", "\"ten\" is no number")]
    public void A_file_that_is_no_trace_is_refused_by_line_and_reason(string text, string reason)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            Should.Throw<FormatException>(() => new TraceFile(file)).Message.ShouldContain(reason);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool Near(string ours, string theirs)
    {
        if (ours.Length == 0 || theirs.Length == 0)
        {
            return ours.Length == theirs.Length;
        }

        var (x, y) = (double.Parse(ours, CultureInfo.InvariantCulture), double.Parse(theirs, CultureInfo.InvariantCulture));
        return Math.Abs(x - y) <= Math.Max(.2, .03 * y);
    }
}
