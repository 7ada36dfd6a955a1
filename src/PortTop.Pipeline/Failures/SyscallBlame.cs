using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Says which pools failing system calls belong to. The call tells its error and its process, not its address: it counts for a pool only where that
/// has nothing left, and so its error means what it may mean.
/// </summary>
internal static class SyscallBlame
{
    /// <summary>Adds the failures of bind() and of UDP to the pools that are used up.</summary>
    internal static void Apply(IReadOnlyList<SyscallFailures>? failures, OwnerDesk desk, List<PoolSample> samples, DateTimeOffset now)
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
                desk.Failures.Add(worst.Key, failure.Count, desk.Book.OfProcess(failure.ProcessId, now, failure.Process));
            }
        }

        for (var i = 0; i < samples.Count; i++)
        {
            if (!samples[i].Key.HasDestination)
            {
                var named = samples[i] with { Failures = desk.Failures.Of(samples[i].Key) };
                samples[i] = named with
                {
                    Failed = desk.Failures.RateOf(named),
                    Status = named.Status with { IsFailing = named.Failures is not null && named.Status.Condition == PoolCondition.Full },
                };
            }
        }
    }

    private static bool MayMean(SyscallFailureKind kind, PoolSample sample) => sample.Ledger.Free <= 0 && kind switch
    {
        SyscallFailureKind.Again => sample.Key.Protocol == Protocol.Udp,
        SyscallFailureKind.Bind or SyscallFailureKind.Listen => sample.Key is { Protocol: Protocol.Tcp, Kind: PoolKind.Bind },
        _ => false,
    };
}
