using PortTop.Model;

namespace PortTop.Kernel.Logs;

/// <summary>Reads the logs that somebody asked for, in turn and within bounds, on the thread that polls. It opens no other file.</summary>
public sealed class LogTable : ILogTable, IDisposable
{
    /// <summary>So much is read at a poll at most: a noisy log is read on at the next.</summary>
    private const long MostBytes = 1 << 28;

    /// <summary>So much of the time since the reading before may be spent, and never longer or less long than this.</summary>
    private const double Share = 0.2;

    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);

    private readonly LogBuffer _buffer = new();
    private readonly TimeProvider _clock;
    private readonly ILogReader[] _readers;
    private int _turn;
    private long _last;

    /// <summary>Watches logs; nothing is opened but the kernel's before the first reading.</summary>
    /// <param name="paths">
    /// Paths of files, and <see cref="ILogTable.KernelLog"/> for the kernel's log. One that is named twice is read once.
    /// </param>
    /// <param name="roots">Where the kernel's log is.</param>
    /// <param name="clock">Measures how long reading takes.</param>
    public LogTable(IEnumerable<string> paths, KernelRoots roots, TimeProvider clock)
    {
        _clock = clock;
        _last = clock.GetTimestamp();
        _readers = [.. paths.Distinct().Select(path => path == ILogTable.KernelLog ? (ILogReader)new KernelLog(roots.KernelLog) : new LogTail(path))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<LogReading> Read()
    {
        // Each has its share first; what is left is for those that have more, a different one first each time.
        var longest = TimeSpan.FromTicks(Math.Clamp((long)(_clock.GetElapsedTime(_last).Ticks * Share), Shortest.Ticks, Longest.Ticks));
        _last = _clock.GetTimestamp();
        var unread = new List<ILogReader>();
        foreach (var reader in _readers)
        {
            if (!reader.Work(_buffer, new LogAllowance(_clock, MostBytes / 2 / _readers.Length, longest / 2 / _readers.Length)))
            {
                unread.Add(reader);
            }
        }

        var rest = new LogAllowance(_clock, MostBytes / 2, longest / 2);
        _turn++;
        for (var i = 0; i < unread.Count; i++)
        {
            _ = unread[(i + _turn) % unread.Count].Work(_buffer, rest);
        }

        return Array.ConvertAll(_readers, static reader => reader.Take());
    }
}
