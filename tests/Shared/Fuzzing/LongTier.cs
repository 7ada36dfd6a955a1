using System.Globalization;

namespace PortTop.Fuzzing;

/// <summary>
/// Tests that can go on as long as one likes (trait <c>tier</c> = <c>long</c>): <c>tests/run.sh --long</c> does all of each, by
/// <c>TEST_PERCENT=100</c>; the other tiers do 3 %.
/// </summary>
internal static class LongTier
{
    private const double UsualPercent = 3;

    private static readonly double Percent
        = double.TryParse(Environment.GetEnvironmentVariable("TEST_PERCENT"), CultureInfo.InvariantCulture, out var percent) ? percent : UsualPercent;

    /// <summary>The part of a number that is done here, 1 at least.</summary>
    internal static int Scale(int whole) => Math.Max(1, (int)(whole * Percent / 100));
}
