namespace PortTop.Model;

/// <summary>Peers close and the application here does not: a defect of the application, however full the pool is.</summary>
internal sealed class CloseWaitLeakRule : ICauseRule
{
    private const int Fewest = 50;
    private const double LeastShare = .25;

    /// <summary>Who closes a little later has none that are older.</summary>
    private const double LongSeconds = 60;

    /// <inheritdoc/>
    public Cause? Find(DiagnosisFacts facts)
    {
        var count = facts.CloseWait;
        if (count < Fewest || count < LeastShare * facts.Alive || !(facts.IsTroubled || IsStaying(facts)))
        {
            return null;
        }

        var growth = facts.Pool.CloseWaitGrowth;
        var evidence = new List<string>
        {
            $"{Say.Count(count)} of {Say.Count(facts.Alive)} connections are in CLOSE-WAIT{(growth > 0 ? $", {Say.Rate(growth.Value)} more" : string.Empty)}: the server closed, the application did not",
        };
        if (Ages(facts) is { } ages)
        {
            evidence.Add(ages);
        }

        return new Cause(CauseKind.CloseWaitLeak, .6 + (.38 * Math.Min(1, facts.ShareOf(count))), $"{DiagnosisFacts.Name(facts.Leaker ?? facts.Pool.Holder)} does not close what its peers closed", evidence);
    }

    /// <summary>They grow and grow, or are known to have been so for long.</summary>
    private static bool IsStaying(DiagnosisFacts facts)
        => facts.Pool.CloseWaitGrowth > 0 || (Silences(facts) is { Length: > 0 } silences && silences[silences.Length / 2] > LongSeconds);

    private static string? Ages(DiagnosisFacts facts)
        => Silences(facts) is { Length: > 0 } silences
            ? $"half of them have been so for {Say.Time(silences[silences.Length / 2])} or more, the oldest for {Say.Time(silences[^1])}"
            : null;

    /// <summary>
    /// For how many seconds the peers of those that were read are silent, the shortest first: about as long as they are in CLOSE-WAIT.
    /// </summary>
    private static double[] Silences(DiagnosisFacts facts)
    {
        if (facts.Snapshot.Detail is not { } detail || detail.Key != facts.Pool.Key)
        {
            return [];
        }

        double[] silences = [.. detail.Sockets.Where(static socket => socket is { State: TcpState.CloseWait, SilentMilliseconds: > 0 }).Select(static socket => socket.SilentMilliseconds / 1000.0)];
        Array.Sort(silences);
        return silences;
    }
}
