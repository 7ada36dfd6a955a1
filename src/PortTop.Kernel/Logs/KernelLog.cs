using System.Buffers.Text;
using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;
using PortTop.Model;

namespace PortTop.Kernel.Logs;

/// <summary>
/// The kernel's own log. A record is "priority,sequence,microseconds,flags;text" and a line end, then lines of its device that begin with a
/// blank.
/// </summary>
internal sealed class KernelLog : ILogReader
{
    /// <summary>A record is never longer (PRINTK_MESSAGE_MAX of the kernel's printk, and CONSOLE_EXT_LOG_MAX before it).</summary>
    private const int LongestRecord = 8192;

    private readonly LogCounts _counts = new();
    private readonly LogScanner _scanner;
    private readonly IKernelRecords? _records;
    private readonly byte[] _record = new byte[LongestRecord];
    private string? _problem;
    private long? _next;
    private long _lost;

    /// <summary>Opens the kernel's log at its end.</summary>
    /// <param name="path">Where it is.</param>
    internal KernelLog(string path)
        : this(KernelRecords.Open(path, out var error))
    {
        _problem = error switch
        {
            0 => null,
            Errno.EPERM or Errno.EACCES => "needs CAP_SYSLOG, or root (kernel.dmesg_restrict is 1): \"sudo porttop\"",
            Errno.ENOENT => $"{path} is not there; containers have none, the host has",
            _ => $"{path} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}",
        };
    }

    /// <summary>Reads records that somebody else opened; null for none.</summary>
    internal KernelLog(IKernelRecords? records)
    {
        _records = records;
        _scanner = new LogScanner(_counts);
    }

    /// <inheritdoc/>
    public void Dispose() => _records?.Dispose();

    /// <inheritdoc/>
    public LogReading Take() => new(ILogTable.KernelLog, _problem, _counts.Take()) { Skipped = _lost };

    /// <inheritdoc/>
    public bool Work(LogBuffer buffer, LogAllowance allowance)
    {
        var filled = 0;
        var error = 0;
        while (_records is not null && error is 0 or Errno.EPIPE && !allowance.IsUsedUp)
        {
            var length = _records.Read(_record, out error);
            allowance.Use(length);
            filled += Take(_record.AsSpan(0, length), buffer.Piece[filled..]);
            if (filled > LogBuffer.PieceLength - LongestRecord)
            {
                _scanner.Scan(buffer, filled);
                filled = 0;
            }

            if (length == 0 && error == 0)
            {
                break;
            }
        }

        _scanner.Scan(buffer, filled);
        _problem = error is 0 or Errno.EAGAIN or Errno.EPIPE ? _problem : "cannot be read: " + Marshal.GetPInvokeErrorMessage(error);
        return _records is null || error is not (0 or Errno.EPIPE);
    }

    /// <summary>
    /// Puts the text of a record with its line end into <paramref name="piece"/> and returns its length; what was overwritten before it
    /// shows in its number.
    /// </summary>
    private int Take(ReadOnlySpan<byte> record, Span<byte> piece)
    {
        var text = record.IndexOf((byte)';') + 1;
        var number = record.IndexOf((byte)',') + 1;
        if (text == 0 || number == 0 || number > text || !Utf8Parser.TryParse(record[number..text], out long sequence, out _))
        {
            return 0;
        }

        _lost += Math.Max(0, sequence - (_next ?? sequence));
        _next = sequence + 1;
        record[text..].CopyTo(piece);
        return record.Length - text;
    }
}
