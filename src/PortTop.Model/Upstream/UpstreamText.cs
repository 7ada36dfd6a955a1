using System.Globalization;

namespace PortTop.Model;

/// <summary>What is said of the NAT that the machine cannot see.</summary>
public static class UpstreamText
{
    /// <summary>"61 of 64 at GCP Cloud NAT"; null where the pool's own ports are nearer, or much is left.</summary>
    public static string? Figures(PoolSample pool)
        => pool is { IsUpstreamTrouble: true, Upstream: { } upstream } ? $"{Count(upstream)} of {Say.Count(upstream.Limit)} at {upstream.Budget.Preset.Name}" : null;

    /// <summary>
    /// The share of the nearer limit: 71%, or ^71% of the NAT. From all on it has no sign of per cent, so that four columns are enough.
    /// </summary>
    public static int WriteShare(PoolSample pool, Span<char> destination)
    {
        if (!pool.IsUpstreamNearer)
        {
            return pool.Ledger.HasNoSize
                ? NumberText.WriteText("?", destination)
                : NumberText.WriteShare(pool.Ledger.UsedRatio, destination);
        }

        const int Most = 999;
        destination[0] = '^';
        return 1 + (pool.NearerRatio < 1
            ? NumberText.WriteShare(pool.NearerRatio, destination[1..])
            : NumberText.WriteCount((int)Math.Min(Most, 100 * pool.NearerRatio), destination[1..]));
    }

    /// <summary>How many are used, with a > where it is at least so many.</summary>
    public static string Count(PoolUpstream upstream) => (upstream.Budget.IsAtLeast ? ">" : string.Empty) + Say.Count(upstream.Used);

    /// <summary>What is counted against, in sentences.</summary>
    public static string Describe(UpstreamBudget budget)
    {
        var preset = budget.Preset;
        var share = (preset.Unit, preset.GrowsTo) switch
        {
            (UpstreamUnit.Gateway, _) when budget.Addresses > 1 => $"{Say.Count(budget.Limit)} connections to each destination, {Say.Count(budget.Ports)} for each of {Say.Count(budget.Addresses)} addresses",
            (UpstreamUnit.Gateway, _) => $"{Say.Count(budget.Limit)} connections to each destination by one address",
            (_, { }) when preset.Ports is { } first => $"{Say.Count(first)} ports for this machine at first and up to {Say.Count(budget.Limit)} as they are used, towards each destination; what grows faster than they are given is dropped",
            _ => $"{Say.Count(budget.Limit)} ports for this machine, towards each destination",
        };
        var hold = budget.HoldSeconds switch
        {
            null => "how long it holds a port after the close is not published: TIME-WAIT stands for that",
            { } seconds when budget.IsAtLeast => string.Create(CultureInfo.InvariantCulture, $"it holds a port for {seconds} s after the close and TIME-WAIT tells of 60, so at least so many are used as are counted"),
            { } seconds => string.Create(CultureInfo.InvariantCulture, $"it holds a port for {seconds} s after the close"),
        };
        var others = preset.Unit == UpstreamUnit.Gateway ? "; other machines behind the same gateway are not seen" : string.Empty;
        return $"{preset.Name}: {share}; {hold}{others}";
    }

    /// <summary>Where the figures come from.</summary>
    public static string Origin(UpstreamBudget budget) => $"{budget.Preset.Source} (as of {budget.Preset.AsOf}); for {MachineText.Clean(budget.Networks.Text)}";

    /// <summary>What a person may want to set, once the cloud is known; null where there is nothing to say.</summary>
    public static string? Suggest(CloudPlatform? cloud) => cloud is null
        ? null
        : $"this looks like {cloud.Machine}: {cloud.Condition}; \"--upstream {cloud.PresetId}\" counts against that";
}
