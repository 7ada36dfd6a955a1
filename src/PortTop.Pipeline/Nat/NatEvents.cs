using System.Globalization;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Tells when connection tracking begins to drop flows.</summary>
internal sealed class NatEvents
{
    /// <summary>What was not dropped for so long is over.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(PoolFailures.HoldSeconds);

    private DateTimeOffset? _insertFailed;
    private DateTimeOffset? _tableFull;

    /// <summary>What this poll saw begin.</summary>
    internal IEnumerable<PortEvent> Take(Snapshot snapshot)
    {
        if (snapshot.Nat is not { } nat)
        {
            yield break;
        }

        var failed = RateOf(snapshot, "natInsertFailed");
        if (failed > 0 && Begins(ref _insertFailed, snapshot.Time))
        {
            yield return new PortEvent(snapshot.Time, PortEventKind.NatDropping, Text($"insert_failed {failed:0.#}/s: flows for which source NAT finds no port time out without an error"));
        }

        if (nat.IsTableTight && RateOf(snapshot, "natDropped") > failed && Begins(ref _tableFull, snapshot.Time))
        {
            yield return new PortEvent(snapshot.Time, PortEventKind.TrackingFull, Text($"{nat.Entries:N0} of {nat.MaxEntries:N0} entries (nf_conntrack_max): new flows are dropped"));
        }
    }

    private static bool Begins(ref DateTimeOffset? last, DateTimeOffset now)
    {
        var begins = last is not { } before || now - before > Quiet;
        last = now;
        return begins;
    }

    private static double RateOf(Snapshot snapshot, string id) => snapshot.Counters.FirstOrDefault(sample => sample.Counter.Id == id).Rate ?? 0;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
