using PortTop.Model;

namespace PortTop.Tests.Pipeline;

/// <summary>One log, in which a test writes lines that have a sign.</summary>
internal sealed class ScriptedLogs : ILogTable
{
    private long _total;
    private long _told;

    /// <summary>Happens at each reading.</summary>
    internal Action? Reading { get; set; }

    public IReadOnlyList<LogReading> Read()
    {
        Reading?.Invoke();
        var added = _total - _told;
        _told = _total;
        return [new LogReading("/var/log/app.log", null, _total == 0 ? [] : [new LogCount(LogSign.All[0], _total, added, $"line {_total}")])];
    }

    internal void Add(int lines) => _total += lines;
}
