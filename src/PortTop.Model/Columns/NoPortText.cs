namespace PortTop.Model;

/// <summary>A namespace in which no port can be given to anybody: who holds them, and who suffers. Plain ASCII.</summary>
public static class NoPortText
{
    /// <summary>
    /// "no usable port: all 100 of 40000-40099 are reserved, listening or bound; sidecar[2677] has bound 100, shop[2678] fails 49/s".
    /// </summary>
    public static string Describe(Snapshot starved)
    {
        var range = starved.Ports.Range;
        var text = $"no usable port: all {Say.Count(range.Size)} of {range.Low}-{range.High} are reserved, listening or bound";
        var who = string.Join(", ", new[] { Holder(starved), Sufferer(starved) }.OfType<string>());
        return who.Length > 0 ? $"{text}; {who}" : text;
    }

    /// <summary>"sidecar[2677] has bound 100"; null where nobody is known.</summary>
    public static string? Holder(Snapshot starved)
        => Most(starved, static owner => owner.Bound) is { } holder
        ? $"{OwnerText.Describe(holder.Owner)} has bound {Say.Count(holder.Bound)}" : null;

    /// <summary>"shop[2678] fails 49/s"; null where nobody is seen to.</summary>
    public static string? Sufferer(Snapshot starved)
    {
        if (Most(starved, static owner => owner.Failed ?? 0) is { } owner)
        {
            return $"{OwnerText.Describe(owner.Owner)} fails {Say.Rate(owner.Failed!.Value)}";
        }

        // Before the second poll there is no rate.
        PoolOwner? most = null;
        foreach (var pool in starved.Pools)
        {
            most = pool.Failing is { } failing && failing.Failures > (most?.Failures ?? 0) ? failing : most;
        }

        return most is null ? null : $"{OwnerText.Describe(most.Owner)} fails";
    }

    /// <summary>Who has bound most; null where nobody has.</summary>
    public static OwnerSample? Most(Snapshot snapshot, Func<OwnerSample, double> weight)
    {
        OwnerSample? most = null;
        for (var i = 0; i < snapshot.Owners.Owners.Count; i++)
        {
            var owner = snapshot.Owners.Owners[i];
            most = weight(owner) > (most is null ? 0 : weight(most)) ? owner : most;
        }

        return most;
    }
}
