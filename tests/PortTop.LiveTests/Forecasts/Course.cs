using System.Globalization;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Forecasts;

/// <summary>What porttop says of one pool, poll by poll, while something happens.</summary>
internal sealed class Course
{
    private readonly List<(DateTimeOffset Time, JsonElement Pool)> _polls = [];

    /// <summary>Reads polls until a task is done.</summary>
    internal Course(PollStream stream, Task until, string destination, int port)
    {
        while (!until.IsCompleted)
        {
            var poll = stream.Next();
            if (poll.GetProperty("pools").EnumerateArray().Any(pool => pool.TryGetProperty("destination", out var address) && address.GetString() == destination))
            {
                _polls.Add((TimeOf(poll.GetProperty("time")), poll.Pool(destination, port)));
            }
        }

        until.GetAwaiter().GetResult();
    }

    /// <summary>The states of the forecast, in order.</summary>
    internal IEnumerable<string> States => _polls.Select(static poll => State(poll.Pool));

    /// <summary>The first poll.</summary>
    internal DateTimeOffset Start => _polls[0].Time;

    internal static string State(JsonElement pool) => pool.GetProperty("forecast").GetProperty("state").GetString()!;

    internal static DateTimeOffset TimeOf(JsonElement time) => DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture);

    /// <summary>The last poll no later than a time.</summary>
    internal (DateTimeOffset Time, JsonElement Pool) At(DateTimeOffset time) => _polls.Last(poll => poll.Time <= time);

    /// <summary>The polls from one time to another, with their times.</summary>
    internal (DateTimeOffset Time, JsonElement Pool)[] Timed(DateTimeOffset from, DateTimeOffset to) => [.. _polls.Where(poll => poll.Time >= from && poll.Time <= to)];

    /// <summary>The polls from one time to another.</summary>
    internal JsonElement[] Between(DateTimeOffset from, DateTimeOffset to) => [.. Timed(from, to).Select(static poll => poll.Pool)];

    /// <summary>
    /// By how many seconds the countdown shown half-way is off, and how many it may be: a tenth of what is left, and 2.1 s.
    /// </summary>
    internal (double Off, double Allowed) ErrorHalfway(DateTimeOffset from, DateTimeOffset failed)
    {
        var (time, pool) = At(from + ((failed - from) / 2));
        State(pool).ShouldBe("countdown", $"half-way, {(failed - time).TotalSeconds:0} s before the first failure");
        var left = (failed - time).TotalSeconds;
        return (Math.Abs(pool.GetProperty("forecast").GetProperty("seconds").GetDouble() - left), Math.Max(2.1, .1 * left));
    }
}
