using System.Drawing;
using System.Globalization;
using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Events;

/// <summary>The time line, the newest first, and what the kernel counts.</summary>
internal sealed class EventsPage : LinesView
{
    private const int CounterColumn = 30;

    /// <inheritdoc/>
    protected override IReadOnlyList<PageLine> Write(UiState state, Size screen)
    {
        var lines = new PageLines(screen.Width);
        if (state.Snapshot is not { } snapshot)
        {
            return lines.All;
        }

        lines.Section("Events, the newest first", snapshot.Events.Reverse().Select(happened => Event(happened, state)).DefaultIfEmpty((string.Empty, "nothing has happened since porttop started", Role.Muted)));
        lines.Section("What failed", Failures(snapshot, state));
        lines.Section("What logs say", LogLines.Of(state, time => Clock(time, state)));
        lines.Section("What the kernel counts" + (snapshot.Namespaces.Count > 1 ? ", in " + state.Ground!.Source.Namespace : string.Empty), state.Ground!.Counters.Select(Counter), CounterColumn);
        return lines.All;
    }

    private static (string Key, string Text, Role Role) Event(PortEvent happened, UiState state)
    {
        var pool = happened.Pool is { } key ? PoolAddressText.Describe(key, state.Snapshot!.Preferences.Aliases.Of(key), state.Glyphs.Arrow) + "   " : string.Empty;
        var place = happened.Namespace is { } name ? name + "  " : string.Empty;
        var before = happened.BeganBefore ? "; it was so before porttop started" : string.Empty;
        return (Clock(happened.Time, state), $"{PortEventText.Word(happened.Kind),-11}  {place}{pool}{happened.Text}{before}", RoleOf(happened.Kind));
    }

    internal static Role RoleOf(PortEventKind kind) => kind switch
    {
        PortEventKind.Full or PortEventKind.Failing or PortEventKind.NatDropping or PortEventKind.TrackingFull => Role.Full,
        PortEventKind.Recovered or PortEventKind.PollRecovered => Role.Steady,
        PortEventKind.DescriptorsNear or PortEventKind.UpstreamNear or PortEventKind.LogSign or PortEventKind.ChosenPort => Role.AtRisk,
        PortEventKind.PollFailed or PortEventKind.RangeChanged => Role.Notice,
        _ => Role.Plain,
    };

    private static IEnumerable<(string Key, string Text)> Failures(Snapshot snapshot, UiState state)
    {
        if (snapshot.Failures is not { } failures)
        {
            yield return ("connect()", snapshot.Source.Unseen.FirstOrDefault(static unseen => unseen.What == "failures")?.Why ?? "not watched");
            yield break;
        }

        yield return ("connect()", string.Create(
            CultureInfo.InvariantCulture,
            $"{(failures.IsEstimated ? "~" : string.Empty)}{failures.Total:N0} found no port since porttop started{(failures.Rate is { } rate ? $", {rate:0.#}/s now" : string.Empty)}"));
        if (failures.Lost > 0)
        {
            yield return (string.Empty, string.Create(
                CultureInfo.InvariantCulture,
                $"of {failures.Lost:N0} of them target and process are unknown: they came faster than they could be read"));
        }

        foreach (var pool in snapshot.Pools.Where(static pool => pool.Failures is not null))
        {
            yield return (string.Empty, PoolAddressText.Describe(pool, state.Glyphs.Arrow) + "   " + Failing(pool, pool.Failures!.Value, state));
        }
    }

    private static string Failing(PoolSample pool, PoolFailures failures, UiState state)
    {
        var now = failures switch
        {
            { IsNow: true, Rate: { } rate } => string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s now"),
            { IsNow: true } => "now",
            _ => string.Create(CultureInfo.InvariantCulture, $"last {failures.SecondsAgo:0} s ago"),
        };
        var about = failures.IsEstimated ? "about " : string.Empty;
        var who = string.Join(", ", pool.Owners.Where(static owner => owner.Failures > 0).OrderByDescending(static owner => owner.Failures).Take(3).Select(static owner => string.Create(
            CultureInfo.InvariantCulture, $"{OwnerText.Describe(owner.Owner)} {owner.Failures:N0}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{pool.Key.ErrorName} {now}, {about}{failures.Total:N0} since {(failures.BeganBefore ? "at least " : string.Empty)}{Clock(failures.Since, state)}{(who.Length > 0 ? ": " + who : string.Empty)}");
    }

    private static string Clock(DateTimeOffset time, UiState state) => state.IsLocalTime
        ? time.LocalDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
        : time.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static (string Key, string Text, Role Role) Counter(CounterSample sample)
    {
        var value = sample switch
        {
            { Counter.IsGauge: true } => string.Create(CultureInfo.InvariantCulture, $"{sample.Value:N0}"),
            { Rate: { } rate } => string.Create(CultureInfo.InvariantCulture, $"{rate:0.#}/s ({sample.Value:N0} in all)"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sample.Value:N0} in all"),
        };
        return (sample.Counter.Name, $"{value}   {sample.Counter.Meaning}", sample.Rate > 0 ? Role.Notice : Role.Plain);
    }
}
