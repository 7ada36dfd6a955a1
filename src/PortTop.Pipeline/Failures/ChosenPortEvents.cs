using System.Globalization;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>
/// Tells when a process begins to collide on ports that it chose by itself: once, until it was quiet for a while. It is no lack of ports.
/// </summary>
internal sealed class ChosenPortEvents
{
    /// <summary>After so many seconds without a failure the next one is news.</summary>
    private const double QuietSeconds = 60;

    /// <summary>So many are told at one poll; of more only how many there were.</summary>
    private const int MostAtOnce = 5;

    private const string Reason = "EADDRNOTAVAIL: the port and target are in use already";

    private readonly Dictionary<(int Process, ulong Start), double> _last = [];
    private double _clock;

    /// <summary>Takes what failed since the poll before.</summary>
    /// <param name="failures">The system calls; null where they are not watched.</param>
    /// <param name="moment">The poll.</param>
    /// <param name="addresses">The local addresses: without one of IPv6 there is one reason alone.</param>
    internal IReadOnlyList<PortEvent> Take(
        IReadOnlyList<SyscallFailures>? failures, PollMoment moment, IReadOnlyList<LocalAddress> addresses)
    {
        _clock += moment.Seconds ?? 0;
        foreach (var (process, _) in _last.Where(pair => _clock - pair.Value >= QuietSeconds).ToArray())
        {
            _ = _last.Remove(process);
        }

        var isIPv4Alone = addresses.Count > 0 && addresses.All(static local => local.Address.IsIPv4);
        var begun = new List<PortEvent>();
        var collisions = (failures ?? []).Where(static failure => failure.Kind == SyscallFailureKind.ChosenPort);
        foreach (var failure in collisions.OrderByDescending(static failure => failure.Count))
        {
            var key = (failure.ProcessId, failure.Process?.StartTicks ?? 0);
            if (!_last.ContainsKey(key))
            {
                begun.Add(Happened(Describe(failure, moment, isIPv4Alone)));
            }

            _last[key] = _clock;
        }

        var more = string.Create(CultureInfo.InvariantCulture, $"and {begun.Count - MostAtOnce:N0} more processes");
        return begun.Count <= MostAtOnce ? begun : [.. begun.Take(MostAtOnce), Happened(more)];

        PortEvent Happened(string text) => new(moment.Now, PortEventKind.ChosenPort, text) { BeganBefore = moment.IsFirst };
    }

    private static string Describe(SyscallFailures failure, PollMoment moment, bool isIPv4Alone)
    {
        var who = failure.Process?.Name ?? "a process that ended";
        var otherwise = isIPv4Alone ? string.Empty : " (or IPv6 has no source address)";
        var how = moment.Seconds is > 0 and var seconds
            ? string.Create(CultureInfo.InvariantCulture, $"{failure.Count / seconds:0.#}/s")
            : string.Create(CultureInfo.InvariantCulture, $"{failure.Count:N0} times");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{who}[{failure.ProcessId}]: connect() from a chosen port fails, {Reason}{otherwise}, {how}");
    }
}
