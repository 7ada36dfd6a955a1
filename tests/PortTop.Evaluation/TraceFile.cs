using System.Globalization;
using PortTop.Model;

namespace PortTop.Evaluation;

/// <summary>A recorded course of one pool: a line "# capacity=… poll_s=… tw_reuse_delay_s=…", a header, and a line for each poll.</summary>
internal sealed class TraceFile
{
    private static readonly string[] Columns =
    [
        "t_seconds", "arrivals", "tw_entered", "tw_overdue", "first_seen_closed", "pre_active", "pre_closed", "age_hist", "age_closed_hist", "tw_hist",
    ];

    private readonly string _path;
    private readonly string[] _lines;
    private readonly Dictionary<string, int> _columns = [];

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is no trace; the message names the line.</exception>
    internal TraceFile(string path)
    {
        _path = path;
        _lines = File.ReadAllLines(path);
        if (_lines.Length < 2 || !_lines[0].StartsWith("# ", StringComparison.Ordinal))
        {
            throw Wrong(0, "expected \"# capacity=… poll_s=… tw_reuse_delay_s=…\" and a header");
        }

        var facts = _lines[0][2..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static fact => fact.Split('=', 2)).ToDictionary(static fact => fact[0], static fact => fact.Length > 1 ? fact[1] : string.Empty);
        Capacity = Number(0, facts.GetValueOrDefault("capacity", string.Empty));
        Interval = Number(0, facts.GetValueOrDefault("poll_s", string.Empty));
        ReuseDelay = facts.GetValueOrDefault("tw_reuse_delay_s", string.Empty) is { Length: > 0 } delay ? Number(0, delay) : null;
        var names = _lines[1].Split(',');
        for (var i = 0; i < names.Length; i++)
        {
            _columns[names[i]] = i;
        }

        if (Columns.FirstOrDefault(column => !_columns.ContainsKey(column)) is { } missing)
        {
            throw Wrong(1, "no column " + missing);
        }
    }

    /// <summary>The ports of the pool.</summary>
    internal double Capacity { get; }

    /// <summary>Seconds between polls.</summary>
    internal double Interval { get; }

    /// <summary>Seconds in TIME-WAIT after which a port is given out again, null for never.</summary>
    internal double? ReuseDelay { get; }

    /// <summary>The polls. Each fills <paramref name="counts"/> anew.</summary>
    /// <exception cref="FormatException">A line is wrong; the message names it.</exception>
    internal IEnumerable<double> Read(FlowCounts counts)
    {
        for (var i = 2; i < _lines.Length; i++)
        {
            var fields = _lines[i].Split(',');
            counts.Clear();
            counts.Arrivals = Count(i, fields, "arrivals");
            counts.FirstSeenClosed = Count(i, fields, "first_seen_closed");
            counts.EnteredTimeWait = Count(i, fields, "tw_entered") - counts.FirstSeenClosed;
            counts.AddOverdue(Count(i, fields, "tw_overdue"));
            counts.UnknownAge = Count(i, fields, "pre_active");
            counts.UnknownAgeLeft = Count(i, fields, "pre_closed");
            Histogram(i, fields, "age_hist", AgeBins.Count, (bin, sockets) => counts.Ages[bin] = (ushort)sockets);
            Histogram(i, fields, "age_closed_hist", AgeBins.Count, (bin, sockets) => counts.Left[bin] = (ushort)sockets);
            Histogram(i, fields, "tw_hist", FlowCounts.TimeWaitSeconds, counts.AddReleases);
            yield return Number(i, Field(i, fields, "t_seconds"));
        }
    }

    private void Histogram(int line, string[] fields, string column, int length, Action<int, int> add)
    {
        var parts = Field(line, fields, column).Split(';');
        if (parts.Length != length)
        {
            throw Wrong(line, $"{column} has {parts.Length} counts and should have {length}");
        }

        for (var i = 0; i < parts.Length; i++)
        {
            add(i, (int)Number(line, parts[i]));
        }
    }

    private int Count(int line, string[] fields, string column) => (int)Number(line, Field(line, fields, column));

    private string Field(int line, string[] fields, string column)
        => _columns[column] < fields.Length ? fields[_columns[column]] : throw Wrong(line, "too few columns");

    private double Number(int line, string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(line, $"\"{text}\" is no number");

    private FormatException Wrong(int line, string problem) => new($"{_path}, line {line + 1}: {problem}");
}
