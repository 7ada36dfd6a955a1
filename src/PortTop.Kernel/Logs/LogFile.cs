using System.Runtime.InteropServices;
using PortTop.Kernel.Interop;

namespace PortTop.Kernel.Logs;

/// <summary>An open log file and how far it was read.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Who is so far behind never catches up: the newest part is worth more.</summary>
    private const long MostBehind = 1 << 30;

    /// <summary>So much of the newest part is read after that.</summary>
    private const long Kept = 1 << 23;

    /// <summary>Holes are looked for where so much waits to be read.</summary>
    private const long LargeEnough = 1 << 20;

    private readonly SafeFileDescriptor _file;
    private readonly LogScanner _scanner;

    private LogFile(SafeFileDescriptor file, FileStatus status, LogScanner scanner)
    {
        _file = file;
        _scanner = scanner;
        Status = status;
    }

    /// <summary>What it is.</summary>
    internal FileStatus Status { get; private set; }

    /// <summary>How far it was read, in bytes.</summary>
    internal long Position { get; private set; }

    /// <summary>The bytes that were passed over.</summary>
    internal long Skipped { get; private set; }

    /// <summary>The bytes that wait to be read.</summary>
    internal long Behind => Math.Max(0, Status.Size - Position);

    /// <summary>Opens a regular file at its beginning, without waiting; null with the reason where that fails.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="scanner">Takes what is read of it.</param>
    /// <param name="problem">Why it cannot be opened; null when it can.</param>
    internal static LogFile? Open(string path, LogScanner scanner, out string? problem)
    {
        // Between a look at it and this it may have become a pipe: O_NONBLOCK waits for no writer, and O_NOCTTY takes no terminal.
        var file = LibC.open(path, LibC.O_RDONLY | LibC.O_NONBLOCK | LibC.O_NOCTTY | LibC.O_CLOEXEC);
        FileStatus status = default;
        var error = file.IsInvalid ? Marshal.GetLastPInvokeError() : FileStatus.Of(file, out status);
        problem = error != 0 ? LogProblem.Of(error) : status.IsRegular ? null : LogProblem.OfKind(status);
        if (problem is null)
        {
            return new LogFile(file, status, scanner);
        }

        file.Dispose();
        return null;
    }

    /// <summary>
    /// The file of that path when it has all that was read of this one: logrotate's copytruncate left it. It is read on where this one was
    /// cut; null when it is none.
    /// </summary>
    internal LogFile? TryCopy(string path)
    {
        if (FileStatus.Of(path, out var status) != 0 || !status.IsRegular || status.Size < Position || status.IsSameFile(Status) || Open(path, _scanner, out _) is not { } copy)
        {
            return null;
        }

        if (!_scanner.Recent.IsEmpty && copy.HasBefore(Position, _scanner.Recent))
        {
            copy.Position = Position;
            return copy;
        }

        copy.Dispose();
        return null;
    }

    /// <summary>Goes to its end: what stands there already is no news.</summary>
    internal void GoToEnd() => GoTo(Status.Size);

    /// <summary>True when what was read does not stand there any more: the file was truncated, and perhaps written again.</summary>
    internal bool IsRewritten()
    {
        Look();
        return Status.Size < Position || !HasBefore(Position, _scanner.Recent);
    }

    /// <summary>Reads on within the allowance. True when it came to the end.</summary>
    /// <param name="buffer">Room for pieces.</param>
    /// <param name="allowance">How much may be read.</param>
    /// <param name="error">The error of read(2), 0 for none.</param>
    internal bool ReadOn(LogBuffer buffer, LogAllowance allowance, out int error)
    {
        Look();
        PassOver();
        while (allowance.Next is > 0 and var most)
        {
            var read = Read(buffer.Piece[..most], Position, out error);
            if (read <= 0)
            {
                return true;
            }

            allowance.Use(read);
            _scanner.Scan(buffer, read);
            Position += read;
        }

        error = 0;
        return Behind == 0;
    }

    private void Look()
    {
        if (FileStatus.Of(_file, out var status) == 0)
        {
            Status = status;
        }
    }

    /// <summary>
    /// Passes over holes, which copytruncate leaves where a program writes on at its old place, and over what nobody can catch up with.
    /// </summary>
    private void PassOver()
    {
        if (Behind < LargeEnough)
        {
            return;
        }

        // ENXIO: no data up to the end. A file system without holes answers with the place itself, or EINVAL.
        var data = LibC.lseek(_file, (nint)Position, LibC.SEEK_DATA);
        if (data > Position || (data < 0 && Marshal.GetLastPInvokeError() == Errno.ENXIO))
        {
            GoTo(data < 0 ? Status.Size : data);
        }

        if (Behind > MostBehind)
        {
            var before = Position;
            GoTo(Status.Size - Kept);
            Skipped += Position - before;
        }
    }

    private void GoTo(long position)
    {
        Span<byte> before = stackalloc byte[LogScanner.Memory];
        before = before[..(int)Math.Min(before.Length, position)];
        var read = Read(before, position - before.Length, out _);
        _scanner.Begin(before[..Math.Max(0, read)]);
        Position = position - before.Length + Math.Max(0, read);
    }

    private bool HasBefore(long position, ReadOnlySpan<byte> text)
    {
        Span<byte> found = stackalloc byte[LogScanner.Memory];
        found = found[..text.Length];
        return found.IsEmpty || (Read(found, position - found.Length, out _) == found.Length && found.SequenceEqual(text));
    }

    private int Read(Span<byte> buffer, long position, out int error)
    {
        nint read;
        do
        {
            read = LibC.pread(_file, buffer, buffer.Length, (nint)position);
            error = read < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == Errno.EINTR);

        return (int)read;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
