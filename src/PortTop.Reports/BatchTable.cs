using System.Globalization;
using PortTop.Model;

namespace PortTop.Reports;

/// <summary>A poll as lines of text, as <c>top -b</c> has it: a heading, then a line a pool.</summary>
public static class BatchTable
{
    /// <summary>So many sockets on a port that the filter asks about are told: JSON tells all.</summary>
    private const int MostOccupants = 8;

    /// <summary>Writes one poll and an empty line.</summary>
    /// <param name="snapshot">The poll.</param>
    /// <param name="pools">Its pools in the order wanted.</param>
    /// <param name="output">Where to.</param>
    /// <param name="filter">What left out the others; null for nothing.</param>
    public static void Write(Snapshot snapshot, IReadOnlyList<PoolSample> pools, TextWriter output, PoolFilter? filter = null)
    {
        var source = snapshot.Source;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"porttop {MachineText.Clean(source.Host)} {MachineText.Clean(source.Namespace)} {snapshot.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}  poll {snapshot.Poll}, {snapshot.Cost.PollMilliseconds:0.0} ms by {source.Collector}, every {snapshot.Interval.TotalSeconds:0.#} s"));
        output.WriteLine("Verdict   " + SummaryText.Verdict(snapshot, snapshot.Time));
        if (snapshot.Namespaces.Count > 0)
        {
            output.WriteLine("Spaces    " + MachineText.Clean(NamespaceText.Summary(snapshot.Namespaces)));
        }

        var where = snapshot.Namespaces.Count > 1 ? "in " + MachineText.Clean(source.Namespace) + ": " : string.Empty;
        output.WriteLine("Ports     " + where + SummaryText.Range(snapshot));
        output.WriteLine("On them   " + where + SummaryText.States(snapshot.States));
        output.WriteLine("Not seen  " + (source.Unseen.Count == 0 ? "-" : string.Join(", ", source.Unseen.Select(static unseen => unseen.What))));
        if (filter is { IsEmpty: false })
        {
            output.WriteLine("Filter    " + FilterText.Describe(filter, pools.Count, snapshot.Pools, snapshot.Time));
        }

        foreach (var unseen in source.Unseen.Where(static unseen => unseen.What is Unseen.Namespaces or "logs"))
        {
            output.WriteLine("Note      " + MachineText.Clean(unseen.ToString()));
        }

        if (OutsideText.Describe(snapshot.Outside) is { } outside)
        {
            output.WriteLine("Outside   " + outside);
        }

        foreach (var lookup in snapshot.LookupsEverywhere)
        {
            output.WriteLine("Port      " + MachineText.Clean(PortLookupText.Headline(lookup)));
            foreach (var found in lookup.Occupants.Take(MostOccupants))
            {
                output.WriteLine($"          {MachineText.Clean(PortLookupText.Who(lookup, found))}, {PortLookupText.How(found)}");
            }
        }

        if (snapshot.Upstream is { } upstream)
        {
            output.WriteLine("Upstream  " + UpstreamText.Describe(upstream));
        }

        foreach (var knob in snapshot.Surroundings.Knobs.Where(static knob => knob.Drift != KnobDrift.None))
        {
            output.WriteLine($"Sysctl    {knob.Name} = {MachineText.Clean(KnobText.Show(knob.Running))}: {MachineText.Clean(KnobText.Remark(knob))}");
        }

        if (snapshot.Failures is { } failures)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Failures  {(failures.IsEstimated ? "~" : string.Empty)}{failures.Total:N0} connect() calls without a port since the start"
                + $"{(failures.Rate is { } rate ? $", {rate:0.#}/s" : string.Empty)}"
                + $"{(failures.Lost > 0 ? $"; of {failures.Lost:N0} nothing else is known" : string.Empty)}"));
        }

        foreach (var owner in snapshot.Owners.Owners.Where(static owner => owner.Descriptors is { IsNear: true }))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Limit     {MachineText.Clean(OwnerText.Describe(owner.Owner))} has {owner.Descriptors!.Value.Used:N0} of {owner.Descriptors.Value.Soft:N0} descriptors; at the limit it fails with EMFILE"));
        }

        foreach (var (log, sign) in snapshot.Logs.SelectMany(static log => log.Signs.Select(sign => (log, sign))))
        {
            output.WriteLine($"Log       {MachineText.Clean(log.Reading.Path)}: {LogText.Describe(sign)}; last: {MachineText.Clean(sign.Count.Line)}");
        }

        foreach (var happened in snapshot.NewEvents)
        {
            output.WriteLine($"Event     {PortEventText.Word(happened.Kind)}  {(happened.Namespace is { } place ? MachineText.Clean(place) + "  " : string.Empty)}{(happened.Pool is { } pool ? PoolAddressText.Describe(pool, snapshot.Preferences.Aliases.Of(pool), "->") + "  " : string.Empty)}{MachineText.Clean(happened.Text)}");
        }

        foreach (var note in source.Notes)
        {
            output.WriteLine("Note      " + MachineText.Clean(note));
        }

        if (snapshot.Interval > snapshot.WantedInterval)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Note      polls every {snapshot.Interval.TotalSeconds:0.#} s instead of {snapshot.WantedInterval.TotalSeconds:0.#} s, to keep the budget"));
        }

        WritePools(snapshot, pools, output);
        output.WriteLine();
    }

    private static void WritePools(Snapshot snapshot, IReadOnlyList<PoolSample> pools, TextWriter output)
    {
        Span<char> value = stackalloc char[64];
        Span<int> widths = stackalloc int[PoolColumns.All.Count];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = PoolColumns.All[i].Header.Length;
            foreach (var pool in pools)
            {
                widths[i] = Math.Max(widths[i], PoolColumns.All[i].Write(pool, snapshot.Time, value));
            }
        }

        for (var row = -1; row < pools.Count; row++)
        {
            for (var i = 0; i < widths.Length; i++)
            {
                var column = PoolColumns.All[i];
                ReadOnlySpan<char> text = row < 0 ? column.Header : value[..column.Write(pools[row], snapshot.Time, value)];
                WriteField(output, text, widths[i], column.Alignment, isLast: i == widths.Length - 1);
            }

            output.WriteLine();
        }
    }

    private static void WriteField(TextWriter output, ReadOnlySpan<char> text, int width, ColumnAlignment alignment, bool isLast)
    {
        var padding = new string(' ', width - text.Length);
        if (alignment == ColumnAlignment.Right)
        {
            output.Write(padding);
            output.Write(text);
        }
        else
        {
            output.Write(text);
            output.Write(isLast ? string.Empty : padding);
        }

        output.Write(isLast ? string.Empty : "  ");
    }
}
