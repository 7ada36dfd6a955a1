using System.Drawing;
using PortTop.Model;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Nat;

/// <summary>
/// Source NAT of this machine: the connection tracking table, what it drops, the rules with their ranges, the pools with who is behind.
/// </summary>
internal sealed class NatPage : LinesView
{
    /// <summary>So many pools are told.</summary>
    private const int MostPools = 100;

    /// <summary>So many clients of each.</summary>
    private const int MostClients = 4;

    private const int CounterColumn = 24;
    private const int TextColumn = 3;

    private static readonly string[] Counters = ["natInsertFailed", "natDropped", "natEarlyDropped"];

    /// <inheritdoc/>
    protected override IReadOnlyList<PageLine> Write(UiState state, Size screen)
    {
        var lines = new PageLines(screen.Width);
        if (state.Snapshot is not { } snapshot)
        {
            return lines.All;
        }

        var tracking = Tracking(snapshot);
        if (tracking.Length == 0)
        {
            lines.Section("Source NAT", [(string.Empty, $"no connection tracking in {(snapshot.Namespaces.Count > 1 ? "any of these network namespaces" : "this network namespace")}: nothing is translated here, unless by eBPF")]);
            lines.Section("What is not seen", Unseen(snapshot));
            return lines.All;
        }

        lines.Section("Pools of source NAT, the worst first", Pools(snapshot, tracking, state), TextColumn);
        foreach (var ground in tracking)
        {
            var place = snapshot.Namespaces.Count > 1 ? ", in " + ground.Source.Namespace : string.Empty;
            lines.Section("Connection tracking" + place, Table(ground.Nat!));
            lines.Section("What it drops" + place, ground.Counters.Where(static sample => Counters.Contains(sample.Counter.Id)).Select(Counter), CounterColumn);
            lines.Section("Rules of source NAT" + place, Rules(ground.Nat!, ground.Ports.Range), TextColumn);
        }

        lines.Section("Sockets of this machine itself", NatWords.OwnSockets.Select(static text => (string.Empty, text, Role.Muted)), TextColumn);
        lines.Section("What is not seen", Unseen(snapshot));
        return lines.All;
    }

    /// <summary>
    /// The namespaces that track connections, those with the worst pools first; of several those that have flows or rules, and otherwise
    /// the first.
    /// </summary>
    private static Snapshot[] Tracking(Snapshot snapshot)
    {
        if (snapshot.Namespaces.Count <= 1)
        {
            return snapshot.Nat is null ? [] : [snapshot];
        }

        Snapshot[] all = [.. snapshot.Namespaces.Select(static place => place.Reading).OfType<Snapshot>().Where(static reading => reading.Nat is not null)];
        Snapshot[] busy = [.. all.Where(static reading => reading.Nat is { Entries: > 0 } or { Rules.Count: > 0 })];
        var worst = snapshot.Pools.Where(static pool => pool.Key.IsNat).Select(static pool => pool.Key.NetworkNamespace).Distinct().ToList();
        return busy.Length == 0 ? all[..Math.Min(1, all.Length)] : [.. busy.OrderBy(reading => worst.IndexOf(reading.Source.NetworkNamespace) is >= 0 and var row ? row : int.MaxValue)];
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Table(NatReading nat)
    {
        yield return (
            "entries",
            nat.MaxEntries is > 0 and var most ? NatWords.Text($"{nat.Entries:N0} of {most:N0} (nf_conntrack_max), {100.0 * nat.Entries / most:0.#} %") : NatWords.Text($"{nat.Entries:N0}"),
            nat.IsTableTight ? Role.AtRisk : Role.Plain);
        if (nat.Age is { } age)
        {
            yield return ("flows", NatWords.Text($"{nat.Flows:N0} of TCP and UDP, {nat.Translated:N0} with a translated source, in {nat.Pools:N0} {(nat.Pools == 1 ? "pool" : "pools")}"), Role.Plain);
            yield return (
                "read",
                NatWords.Text($"{age.TotalSeconds:0.#} s before this poll, in {nat.Cost.TotalMilliseconds:0} ms{(nat.Every is { TotalSeconds: >= 1 } every ? $"; every {every.TotalSeconds:0} s, to stay within the budget" : string.Empty)}"),
                Role.Plain);
        }
    }

    private static (string Key, string Text, Role Role) Counter(CounterSample sample) => (
        sample.Counter.Name,
        NatWords.Text($"{(sample.Rate is { } rate ? $"{rate:0.#}/s, " : string.Empty)}{sample.Value:N0} in all   {sample.Counter.Meaning}"),
        sample.Rate > 0 ? Role.Full : Role.Plain);

    private static IEnumerable<(string Key, string Text, Role Role)> Pools(Snapshot snapshot, Snapshot[] tracking, UiState state)
    {
        var pools = snapshot.Pools.Where(static pool => pool.Nat is not null).Take(MostPools).ToArray();
        foreach (var pool in pools)
        {
            var (use, ledger, role) = (pool.Nat!, pool.Ledger, pool.Status.Condition >= PoolCondition.AtRisk ? Roles.Of(pool.Status.Condition) : Role.Plain);
            yield return ((pool.IsElsewhere ? pool.Namespace + "  " : string.Empty) + PoolAddressText.Describe(pool, state.Glyphs.Arrow), string.Empty, role);
            yield return (
                string.Empty,
                NatWords.Text($"{ledger.Used:N0} of {ledger.Range:N0} ports ({use.Range.Low}-{use.Range.High}), {ledger.Free:N0} free{(pool.Failed is > 0 and var failed ? $"; ~{failed:0.#} packets/s dropped" : string.Empty)}{(use.SearchFailure > 0 ? "; " + NatWords.Search(use) : string.Empty)}"),
                role);
            yield return (string.Empty, "behind: " + NatWords.Clients(use, MostClients), Role.Muted);
        }

        if (pools.Length == 0)
        {
            yield return (string.Empty, tracking.All(static ground => ground.Nat!.Age is null) ? "not read yet, or not to be read: see what is not seen" : "no flow has a translated source", Role.Muted);
        }
        else if (tracking.Sum(static ground => ground.Nat!.Pools) is var all && all > pools.Length)
        {
            yield return (string.Empty, NatWords.Text($"and {all - pools.Length:N0} more, with more ports left"), Role.Muted);
        }
    }

    private static IEnumerable<(string Key, string Text, Role Role)> Rules(NatReading nat, PortRange ephemeral)
    {
        if (nat.Rules is not { } rules)
        {
            yield return (string.Empty, "not read: see what is not seen", Role.Muted);
            yield break;
        }

        foreach (var rule in rules)
        {
            yield return (string.Empty, NatRuleText.Describe(rule), Role.Plain);
            yield return (string.Empty, $"    {NatWords.Place(rule)}: {NatRuleText.Range(rule)}; {NatRuleText.Overlap(rule, ephemeral)}, which NAT ignores", Role.Muted);
        }

        if (rules.Count == 0)
        {
            yield return (string.Empty, "none", Role.Muted);
        }
    }

    private static IEnumerable<(string Key, string Text)> Unseen(Snapshot snapshot)
        => snapshot.Source.Unseen.Where(static unseen => unseen.What.Contains("NAT", StringComparison.Ordinal)).Select(static unseen => (unseen.What, unseen.Why));
}
