using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Forecasts;

/// <summary>
/// Loads that stay the same, from half of what fits to twelve times it, each towards a target of its own: what is said of them by porttop
/// that came before them, by porttop that came late, and by porttop that came late and may not see what fails.
/// </summary>
[Runs(RunsAttribute.Long, "three minutes of loads that must stay even, which they do not beside all the others")]
public sealed class ConstantLoadTests : NamespaceTest
{
    private const int Ports = 400;
    private const int Port = 8080;

    /// <summary>Seconds from one release of a port to its next.</summary>
    private const double Beat = 62.05;

    /// <summary>Somebody comes late by so many seconds, and looks on for so many more.</summary>
    private const double Late = 75;
    private const double Looks = 105;

    private static readonly double[] Times = [.5, .9, 1.1, 2, 12];

    [Fact]
    public async Task What_is_said_of_a_load_is_what_is_counted_for_all_that_look()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61399");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var before = new PollStream(Network, interval: 1);
        _ = before.Next();
        var began = DateTimeOffset.UtcNow;
        var loads = Times.Select((_, i) => new Load(Network, Address(i), Port)).ToArray();
        try
        {
            var running = loads.Select((load, i) => load.Run(Late + Looks, _ => Times[i] * Ports / Beat, static _ => false)).ToArray();
            var early = Read(before, running);
            await Task.Delay(TimeSpan.FromSeconds(Late), TestContext.Current.CancellationToken);
            using var late = new PollStream(Network, interval: 1);
            using var blind = new PollStream(Network, Tracing.Without, interval: 1);
            var (lateRead, blindRead) = (Read(late, running), Read(blind, running));
            await Task.WhenAll(running);
            var (earlySaid, lateSaid, blindSaid) = (await early, await lateRead, await blindRead);
            for (var i = 0; i < Times.Length; i++)
            {
                var about = $"{Times[i]} times what fits";
                Watched(loads[i], Of(earlySaid, i), about + ", from before");
                Watched(loads[i], Of(lateSaid, i), about + ", late");
                Unwatched(loads[i], Of(blindSaid, i), about + ", late and blind");
                foreach (var (_, pool) in Of(lateSaid, i).Concat(Of(blindSaid, i)))
                {
                    Onset(pool).ShouldBeOneOf(null, "earlier", about);
                }

                foreach (var (_, pool) in Of(earlySaid, i).Where(static said => Onset(said.Pool) is not null))
                {
                    Onset(pool).ShouldBe("newDestination", about);
                    Course.TimeOf(pool.GetProperty("began").GetProperty("time")).ShouldBe(began, TimeSpan.FromSeconds(5), about);
                }
            }
        }
        finally
        {
            Array.ForEach(loads, static load => load.Dispose());
        }
    }

    /// <summary>
    /// From the second minute on what is said to fail is what did, within five points; and nothing is full while all worked.
    /// </summary>
    private static void Watched(Load load, (DateTimeOffset Time, JsonElement Pool)[] said, string about)
    {
        var minute = said.Where(poll => (poll.Time - said[0].Time).TotalSeconds >= Beat).ToArray();
        minute.Length.ShouldBeGreaterThan(20, about);
        foreach (var (time, pool) in minute)
        {
            if (!IsEven(load, time))
            {
                continue;
            }

            Demand(pool).GetProperty("atLeast").GetBoolean().ShouldBeFalse(about);
            Demand(pool).GetProperty("excess").GetDouble()
                .ShouldBe(Counted(load, time), .05, $"{about}, at {time:HH:mm:ss.f}: {pool.GetRawText()}");
        }

        AsksEnough(said, about);
        FullOnlyWhileSomeFail(load, said, about);
    }

    /// <summary>Who does not see what fails says the least of it, and that is at least half.</summary>
    private static void Unwatched(Load load, (DateTimeOffset Time, JsonElement Pool)[] said, string about)
    {
        const double Chance = .03;
        var shares = new List<(double Excess, double Counted)>();
        foreach (var (time, pool) in said.Where(poll => (poll.Time - said[0].Time).TotalSeconds >= Beat && IsEven(load, poll.Time)))
        {
            var (excess, counted) = (Demand(pool).GetProperty("excess").GetDouble(), Counted(load, time));
            excess.ShouldBeLessThanOrEqualTo(counted + Chance, $"{about}, at {time:HH:mm:ss.f}: {pool.GetRawText()}");
            shares.Add((excess, counted));
            if (counted > Chance)
            {
                Demand(pool).GetProperty("atLeast").GetBoolean().ShouldBeTrue(about);
            }
        }

        // A busy machine makes some connections late and then more at once: of a load that is little too much that is more than the
        // excess, in single polls.
        if (shares.Count > 0)
        {
            shares.Average(static share => share.Excess)
                .ShouldBeGreaterThanOrEqualTo(shares.Average(static share => share.Counted) / 2, about);
        }


        AsksEnough(said, about);
        FullOnlyWhileSomeFail(load, said, about);
    }

    /// <summary>Asks is never less than what was got and what failed.</summary>
    private static void AsksEnough((DateTimeOffset Time, JsonElement Pool)[] said, string about)
    {
        foreach (var (_, pool) in said.Where(
            static poll => poll.Pool.TryGetProperty("demand", out _) && poll.Pool.TryGetProperty("opened", out _)))
        {
            var failed = pool.TryGetProperty("failed", out var rate) ? rate.GetDouble() : 0;
            Demand(pool).GetProperty("asks").GetDouble()
                .ShouldBeGreaterThanOrEqualTo(pool.GetProperty("opened").GetDouble() + failed - .002, about);
        }
    }

    /// <summary>What a poll reads is of one moment, and a port may be taken in it: now and then that is all.</summary>
    private static void FullOnlyWhileSomeFail(Load load, (DateTimeOffset Time, JsonElement Pool)[] said, string about)
    {
        var wrong = said.Where(poll => Course.State(poll.Pool) == "full"
            && load.Attempts.Any(time => IsNear(time, poll.Time)) && !load.Failures.Any(time => IsNear(time, poll.Time)))
            .Select(static poll => poll.Time).ToArray();
        wrong.Length.ShouldBeLessThanOrEqualTo(
            3, $"{about}: full at {string.Join(' ', wrong.Select(static time => time.ToString("HH:mm:ss.f")))}");

        static bool IsNear(DateTimeOffset time, DateTimeOffset poll) => time > poll.AddSeconds(-1.1) && time <= poll.AddSeconds(.3);
    }

    /// <summary>
    /// The machine kept pace: no stretch of a few seconds in the last beat had much more or less than its share. Otherwise the load was not
    /// constant.
    /// </summary>
    private static bool IsEven(Load load, DateTimeOffset time)
    {
        const int Stretch = 4;
        var usual = load.RateBetween(time.AddSeconds(-Beat), time) * Stretch;
        return Enumerable.Range(0, (int)Beat / Stretch).All(i =>
        {
            var from = time.AddSeconds(-Stretch * (i + 1));
            return Math.Abs((load.RateBetween(from, from.AddSeconds(Stretch)) * Stretch) - usual) <= 2 + (.25 * usual);
        });
    }

    private static double Counted(Load load, DateTimeOffset time)
    {
        var from = time.AddSeconds(-Beat);
        return (double)load.Failures.Count(failed => failed > from && failed <= time)
            / Math.Max(1, load.Attempts.Count(attempt => attempt > from && attempt <= time));
    }

    private static string? Onset(JsonElement pool)
        => pool.TryGetProperty("began", out var began) ? began.GetProperty("kind").GetString() : null;

    private static JsonElement Demand(JsonElement pool) => pool.GetProperty("demand");

    private static string Address(int load) => FormattableString.Invariant($"127.0.0.{2 + load}");

    /// <summary>Everything that is said while loads run.</summary>
    private static Task<List<JsonElement>> Read(PollStream stream, Task[] running) => Task.Run(() =>
    {
        var polls = new List<JsonElement>();
        while (!running.Any(static task => task.IsCompleted))
        {
            polls.Add(stream.Next());
        }

        return polls;
    });

    /// <summary>What is said of one load; the last poll may have begun after its end.</summary>
    private static (DateTimeOffset Time, JsonElement Pool)[] Of(List<JsonElement> polls, int load) =>
    [
        .. polls.SkipLast(1).Select(poll => (poll.Time(), poll.GetProperty("pools").EnumerateArray()
            .FirstOrDefault(pool => pool.TryGetProperty("destination", out var address) && address.GetString() == Address(load))))
            .Where(static said => said.Item2.ValueKind == JsonValueKind.Object),
    ];
}
