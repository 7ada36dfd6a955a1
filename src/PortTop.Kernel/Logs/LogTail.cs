using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Logs;

/// <summary>Follows a named log file by its inode: through rotation by renaming, through copytruncate, and while it is not there.</summary>
/// <param name="path">
/// Where it is. What stands there when the first look is taken is read from its end, whatever comes there later from its beginning.
/// </param>
internal sealed class LogTail(string path) : ILogReader
{
    /// <summary>
    /// A program may write into the file that was renamed until it is told to open the new one: so many readings without a word, and it is
    /// left.
    /// </summary>
    private const int Patience = 60;

    private readonly LogCounts _counts = new();

    /// <summary>What stood there at first and was not opened yet.</summary>
    private FileStatus? _before;
    private bool _mayBeOld;
    private bool _hasLooked;
    private LogFile? _file;
    private LogFile? _old;
    private int _silence;
    private long _skipped;
    private string? _problem;

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _old?.Dispose();
    }

    /// <inheritdoc/>
    public LogReading Take() => new(MachineText.Clean(path), _problem, _counts.Take())
    {
        Skipped = _skipped + (_file?.Skipped ?? 0) + (_old?.Skipped ?? 0),
        Behind = (_file?.Behind ?? 0) + (_old?.Behind ?? 0),
    };

    /// <inheritdoc/>
    public bool Work(LogBuffer buffer, LogAllowance allowance)
    {
        // Looked at before it is read: what was written into the old file before the new one came is met then.
        var error = FileStatus.Of(path, out var status);
        if (!_hasLooked)
        {
            _hasLooked = true;
            _before = error == 0 ? status : null;
            _mayBeOld = error is not (0 or Errno.ENOENT or Errno.ENOTDIR);
        }

        _problem = error != 0 ? LogProblem.Of(error) : status.IsRegular ? null : LogProblem.OfKind(status);
        if (_file?.IsRewritten() == true)
        {
            StartAgain();
        }

        if (!ReadOld(buffer, allowance) || !ReadFile(buffer, allowance))
        {
            return false;
        }

        return _problem is not null || _file?.Status.IsSameFile(status) == true || !Open() || ReadFile(buffer, allowance);
    }

    private bool ReadFile(LogBuffer buffer, LogAllowance allowance)
    {
        if (_file is null)
        {
            return true;
        }

        var isAtEnd = _file.ReadOn(buffer, allowance, out var error);
        _problem = error == 0 ? _problem : LogProblem.Of(error);
        if (isAtEnd && _file.Status.Links == 0)
        {
            // Nobody else can read it any more, and it takes room on the disk as long as it is open.
            Leave(_file);
            _file = null;
        }

        return isAtEnd;
    }

    private bool ReadOld(LogBuffer buffer, LogAllowance allowance)
    {
        if (_old is null)
        {
            return true;
        }

        var before = _old.Position;
        var isAtEnd = _old.ReadOn(buffer, allowance, out _);
        _silence = _old.Position > before ? 0 : _silence + 1;
        if (isAtEnd && (_silence > Patience || _old.Status.Links == 0))
        {
            Drop();
        }

        return isAtEnd;
    }

    /// <summary>Opens what stands there now. Returns false where that fails.</summary>
    private bool Open()
    {
        if (LogFile.Open(path, new LogScanner(_counts), out _problem) is not { } next)
        {
            return false;
        }

        if (_file is null && (_mayBeOld || _before?.IsSameFile(next.Status) == true))
        {
            next.GoToEnd();
        }

        _before = null;
        _mayBeOld = false;
        Leave(_file);
        _file = next;
        return true;
    }

    /// <summary>The file was cut: what was written before that is in the copy that logrotate made beside it.</summary>
    private void StartAgain()
    {
        var cut = _file!;
        var copy = LogCopies.Near(path).Select(cut.TryCopy).FirstOrDefault(static found => found is not null);
        _file = LogFile.Open(path, new LogScanner(_counts), out _);
        _skipped += cut.Skipped;
        cut.Dispose();
        if (copy is not null)
        {
            Leave(copy);
        }
    }

    /// <summary>Keeps a file for what may still be written into it, in the place of an older one.</summary>
    private void Leave(LogFile? file)
    {
        if (file is not null)
        {
            Drop();
            _old = file;
            _silence = 0;
        }
    }

    private void Drop()
    {
        _skipped += _old?.Skipped ?? 0;
        _old?.Dispose();
        _old = null;
    }
}
