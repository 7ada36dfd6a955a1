using System.Text.Json;

namespace PortTop.LiveTests.Ports;

/// <summary>What porttop says of one pool.</summary>
internal sealed record SeenPool(int FreeLower, int Free, int FreeUpper, string State)
{
    /// <summary>The states in which nothing is said to be wrong, or not yet.</summary>
    private static readonly string[] BetterThanUnclear = ["steady", "settles", "atRisk"];

    /// <summary>True for a state that is better than "it is not known".</summary>
    internal bool IsBetterThanUnclear => BetterThanUnclear.Contains(State);

    internal bool IsUnclear => State == "unclear";

    /// <summary>Reads it.</summary>
    internal static SeenPool Of(JsonElement pool)
    {
        var (free, upper) = (pool.GetProperty("free").GetInt32(), pool.GetProperty("freeUpper").GetInt32());
        return new SeenPool(
            pool.TryGetProperty("freeLower", out var lower) ? lower.GetInt32() : 0,
            free,
            upper,
            pool.GetProperty("forecast").GetProperty("state").GetString()!);
    }

    public override string ToString() => $"{FreeLower} <= {Free} <= {FreeUpper}, {State}";
}
