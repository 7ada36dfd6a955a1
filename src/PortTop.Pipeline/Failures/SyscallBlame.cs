using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Says which pools failing system calls belong to. The call tells its error and its process, not its address: it counts for a pool only
/// where that has hardly a port left, and so its error means what it may mean.
/// </summary>
internal static class SyscallBlame
{
    /// <summary>Adds the failures of bind() and of UDP to the pools that have hardly a port left.</summary>
    /// <param name="failures">The system calls; null where they are not watched.</param>
    /// <param name="desk">Takes what fails.</param>
    /// <param name="samples">The pools.</param>
    /// <param name="now">The time of the poll.</param>
    /// <param name="name">Names the owners of a pool anew, those that fail among them.</param>
    internal static void Apply(
        IReadOnlyList<SyscallFailures>? failures, OwnerDesk desk, List<PoolSample> samples, DateTimeOffset now, Func<PoolSample, PoolSample> name)
    {
        if (failures is null)
        {
            return;
        }

        foreach (var failure in failures)
        {
            var worst = samples.Where(sample => MayMean(failure.Kind, sample)).OrderByDescending(static sample => sample.Ledger.Used).FirstOrDefault();
            if (worst is not null)
            {
                desk.Failures.Add(worst.Key, failure.Count, desk.Book.OfAttempt(failure.ProcessId, now, failure.Process), isEstimated: true);
            }
        }

        for (var i = 0; i < samples.Count; i++)
        {
            if (!samples[i].Key.HasDestination)
            {
                samples[i] = name(Tell(samples[i], desk));
            }
        }
    }

    private static PoolSample Tell(PoolSample sample, OwnerDesk desk)
    {
        var failures = desk.Failures.Of(sample.Key);
        var told = sample with { Failures = failures, Status = sample.Status with { IsFailing = failures is not null, IsFailingNow = failures is { IsNow: true } } };
        return told with { Failed = desk.Failures.RateOf(told.Key, failures) };
    }

    private static bool MayMean(SyscallFailureKind kind, PoolSample sample) => sample.Ledger.UsedRatio >= PoolFailures.MayFailRatio && kind switch
    {
        SyscallFailureKind.Again => sample.Key.Protocol == Protocol.Udp,
        SyscallFailureKind.Bind or SyscallFailureKind.Listen => sample.Key is { Protocol: Protocol.Tcp, Kind: PoolKind.Bind },
        _ => false,
    };
}
