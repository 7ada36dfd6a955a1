using System.Runtime.InteropServices;

namespace PortTop.Commands;

/// <summary>
/// Standard output or standard error by write(2), which moves the offset that a shell's redirections share. <see cref="FileStream"/>
/// writes at offsets of its own, over what others have written; and <see cref="Console"/> passes over a reader that is gone, and once
/// touched it sets the terminal as it likes whenever the process goes on after a stop.
/// </summary>
internal sealed partial class StandardStream : Stream
{
    private const int STDOUT_FILENO = 1;
    private const int STDERR_FILENO = 2;
    private const int EINTR = 4;
    private const int EAGAIN = 11;
    private const int EPIPE = 32;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly int _descriptor;

    private StandardStream(int descriptor) => _descriptor = descriptor;

    /// <summary>Lines for people. Where they cannot be written nobody is there to be told of it: they are dropped.</summary>
    internal static TextWriter Errors { get; } = TextWriter.Synchronized(new StreamWriter(new StandardStream(STDERR_FILENO)) { AutoFlush = true });

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Standard output as bytes.</summary>
    internal static StandardStream Output() => new(STDOUT_FILENO);

    /// <summary>Standard output as text, each line written at once.</summary>
    internal static StreamWriter OutputText() => new(Output()) { AutoFlush = true };

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is buffered.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="ReaderGoneException">Nobody reads any more.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            var written = write(_descriptor, buffer, buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[(int)written..];
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case EINTR:
                    break;
                case not EAGAIN when _descriptor == STDERR_FILENO:
                    return;
                case EAGAIN:
                    // Whoever shares the pipe made it non-blocking: wait for the reader all the same.
                    Thread.Sleep(Pause);
                    break;
                case EPIPE:
                    throw new ReaderGoneException();
                default:
                    throw new IOException("standard output cannot be written: " + Marshal.GetLastPInvokeErrorMessage());
            }
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int descriptor, ReadOnlySpan<byte> buffer, nint length);
}
