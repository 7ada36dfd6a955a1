using PortTop.Evaluation.Soaking;
using PortTop.Fuzzing;

namespace PortTop.Tests.Tui;

/// <summary>Half a minute, in the long tier a quarter of an hour, of what "PortTop.Evaluation soak" does by the clock.</summary>
[Trait("tier", "long")]
[Collection(nameof(SoakAlone))]
public sealed class SoakTests
{
    private const int Steps = 10_000;

    [Theory]
    [InlineData("beats", 1)]
    [InlineData("namespaces", 2)]
    [InlineData("bind-first", 3)]
    public void Whatever_is_pressed_nothing_breaks_and_the_terminal_shows_the_state(string scenario, int seed)
    {
        using var soak = new Soak(scenario, TimeSpan.FromSeconds(0.1), seed);
        for (var step = 1; step <= LongTier.Scale(Steps); step++)
        {
            soak.Step();
            if (step % 10 == 0)
            {
                soak.Difference().ShouldBeNull();
            }
        }

        soak.Failures.ShouldBeEmpty();
        soak.Presses.ShouldBeGreaterThan(LongTier.Scale(Steps));
        soak.Polls.ShouldBeGreaterThan(LongTier.Scale(Steps) / 3);
    }

    /// <summary>After a quarter of an hour, which is kept, nothing more is.</summary>
    [Fact]
    public void Memory_is_level_once_the_past_is_full()
    {
        using var soak = new Soak("narrow-range", TimeSpan.FromSeconds(1), 4);
        Run(soak, 1000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        Run(soak, 1000);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(2_000_000);
    }

    private static void Run(Soak soak, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            soak.Step();
        }
    }
}
