using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>
/// The terminal: taken for a full screen and given back as it was. It is opened anew as /dev/tty, so that waiting without
/// blocking changes nothing for the shell that shares standard output. <see cref="Enter"/>, <see cref="Leave"/> and
/// <see cref="Wake"/> may be called from any thread at any time.
/// </summary>
public sealed class TerminalDevice : IDisposable
{
    private const string ControllingTerminal = "/dev/tty";

    /// <summary>The same terminal in a root that has no /dev, opened anew too.</summary>
    private const string StandardOutput = "/proc/self/fd/1";

    /// <summary>poll(2) tells of a terminal that is gone whatever it is asked for.</summary>
    private const int HangUpOnly = 0;

    private static readonly TimeSpan LeavePatience = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly byte[] _before = new byte[Termios.Length];
    private readonly int _tty;
    private readonly int _wake;
    private volatile bool _isEntered;
    private volatile bool _isInBackground;
    private bool _isClosed;
    private volatile bool _isGivenBackForGood;

    private TerminalDevice(int tty, int wake)
    {
        _tty = tty;
        _wake = wake;
    }

    /// <summary>True when standard output is a terminal.</summary>
    public static bool IsOutputTerminal => LibC.isatty(1) == 1;

    /// <summary>Opens the terminal and remembers how it was set. Nothing changes yet.</summary>
    /// <exception cref="TerminalException">There is none.</exception>
    public static TerminalDevice Open()
    {
        var tty = Open(ControllingTerminal);
        if (tty < 0)
        {
            var error = LastError();
            tty = IsOutputTerminal ? Open(StandardOutput) : -1;
            if (tty < 0)
            {
                throw new TerminalException(
                    "there is no terminal to draw on (/dev/tty: " + error + "); \"porttop -b\" writes lines instead");
            }
        }

        var wake = LibC.eventfd(0, LibC.EFD_CLOEXEC | LibC.EFD_NONBLOCK);
        var device = new TerminalDevice(tty, wake);
        if (wake < 0 || LibC.tcgetattr(tty, device._before) != 0)
        {
            var error = LastError();
            device.Dispose();
            throw new TerminalException("the terminal cannot be asked for its settings (" + error + "); \"porttop -b\" writes lines instead");
        }

        return device;
    }

    private static int Open(string path) => LibC.open(path, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);

    /// <summary>Takes the terminal: alternate screen, no cursor, keys one by one.</summary>
    public void Enter()
    {
        lock (_lock)
        {
            if (_isEntered || _isClosed || _isGivenBackForGood)
            {
                return;
            }

            Span<byte> settings = stackalloc byte[Termios.Length];
            _before.CopyTo(settings);
            Termios.MakeUnbuffered(settings);
            LibC.tcsetattr(_tty, LibC.TCSANOW, settings);
            _isEntered = true;
            FatalSignals.Take(_tty, _before);
            WriteFully(TerminalSequences.Enter);
        }
    }

    /// <summary>
    /// Takes the terminal after the process was stopped and goes on: the shell has set it to its own liking in the meantime,
    /// whether or not it had been given back. A process that goes on in the background leaves it to the shell.
    /// </summary>
    public void Retake()
    {
        lock (_lock)
        {
            Leave();
            _isInBackground = !IsForeground;
            if (!_isInBackground)
            {
                Enter();
            }
        }
    }

    /// <summary>
    /// True when the process went on in the background and has come to the foreground since; the terminal is taken then. A shell
    /// that brings a running job to the foreground sends no signal, so it has to be looked for.
    /// </summary>
    public bool TryRetake()
    {
        if (!_isInBackground || !IsForeground)
        {
            return false;
        }

        Retake();
        return true;
    }

    /// <summary>Gives the terminal back as it was before <see cref="Enter"/>; does nothing when that has been done.</summary>
    public void Leave()
    {
        // Someone who holds the lock for so long is stuck; the person wants the terminal back all the same.
        var isLocked = _lock.TryEnter(LeavePatience);
        try
        {
            if (!_isEntered)
            {
                return;
            }

            _isEntered = false;
            WriteFully(TerminalSequences.Leave);

            // In the background the shell has set the line already, and touching it would stop this process (SIGTTOU).
            if (IsForeground)
            {
                // What was typed ahead, and replies of the terminal, are not for the shell.
                LibC.tcflush(_tty, LibC.TCIFLUSH);
                LibC.tcsetattr(_tty, LibC.TCSANOW, _before);
            }

            FatalSignals.Release();
        }
        finally
        {
            if (isLocked)
            {
                _lock.Exit();
            }
        }
    }

    /// <summary>Gives the terminal back and never takes it again, whoever asks: the process is about to end.</summary>
    public void LeaveForGood()
    {
        _isGivenBackForGood = true;
        Leave();
    }

    /// <summary>The size of the terminal in columns and rows; 80x24 where it does not tell.</summary>
    public (int Width, int Height) Size()
    {
        Span<ushort> size = stackalloc ushort[4];
        return LibC.ioctl(_tty, LibC.TIOCGWINSZ, size) == 0 && size[0] > 0 && size[1] > 0 ? (size[1], size[0]) : (80, 24);
    }

    /// <summary>
    /// Writes what there is room for and returns how much that was. While the terminal is given back everything is swallowed.
    /// </summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            return _isEntered ? TryWrite(bytes) : bytes.Length;
        }
    }

    /// <summary>
    /// Reads what there is, without waiting; 0 when there is nothing, or while the terminal is given back: what is typed then is for the
    /// shell.
    /// </summary>
    public int Read(Span<byte> buffer) => _isEntered ? (int)Math.Max(0, LibC.read(_tty, buffer, buffer.Length)) : 0;

    /// <summary>Waits for keys, for <see cref="Wake"/>, and on request for room to write.</summary>
    /// <param name="timeout">The longest to wait.</param>
    /// <param name="forRoom">True to end when there is room to write.</param>
    public TerminalEvents Wait(TimeSpan timeout, bool forRoom)
    {
        Span<PollDescriptor> descriptors =
        [
            new PollDescriptor { Descriptor = _tty, Events = (short)(_isEntered ? LibC.POLLIN | (forRoom ? LibC.POLLOUT : 0) : HangUpOnly) },
            new PollDescriptor { Descriptor = _wake, Events = LibC.POLLIN },
        ];
        var milliseconds = (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue);
        if (LibC.poll(descriptors, (nuint)descriptors.Length, milliseconds) <= 0)
        {
            return TerminalEvents.None;
        }

        var events = TerminalEvents.None;
        events |= (descriptors[0].Returned & LibC.POLLIN) != 0 ? TerminalEvents.Input : TerminalEvents.None;
        events |= (descriptors[0].Returned & LibC.POLLOUT) != 0 ? TerminalEvents.Room : TerminalEvents.None;
        events |= (descriptors[0].Returned & (LibC.POLLHUP | LibC.POLLERR)) != 0 ? TerminalEvents.Gone : TerminalEvents.None;
        if ((descriptors[1].Returned & LibC.POLLIN) != 0)
        {
            events |= TerminalEvents.Woken;
            Span<byte> counter = stackalloc byte[8];
            _ = LibC.read(_wake, counter, counter.Length);
        }

        return events;
    }

    /// <summary>Ends a wait of another thread.</summary>
    public void Wake() => LibC.write(_wake, BitConverter.GetBytes(1UL), 8);

    /// <summary>
    /// Stops this process as ^Z does and returns when it goes on. It does so by the signal's default action, and not by SIGSTOP,
    /// because the kernel spares a process that no shell could ever let go on (an orphaned process group, setpgid(2)).
    /// </summary>
    public static void StopProcess()
    {
        // struct sigaction of every architecture fits; all zero it is the default action.
        const int SigactionLength = 256;
        Span<byte> defaultAction = stackalloc byte[SigactionLength];
        Span<byte> before = stackalloc byte[SigactionLength];
        defaultAction.Clear();
        if (LibC.sigaction(LibC.SIGTSTP, defaultAction, before) == 0)
        {
            LibC.raise(LibC.SIGTSTP);
            LibC.sigaction(LibC.SIGTSTP, before, []);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leave();
        lock (_lock)
        {
            if (!_isClosed)
            {
                _isClosed = true;
                LibC.close(_tty);
                LibC.close(_wake);
            }
        }
    }

    private bool IsForeground => LibC.tcgetpgrp(_tty) == LibC.getpgrp();

    private static string LastError() => Marshal.GetLastPInvokeErrorMessage();

    private int TryWrite(ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            var written = LibC.write(_tty, bytes, bytes.Length);
            if (written >= 0)
            {
                return (int)written;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != LibC.EINTR)
            {
                // A full link takes more later; on one that is gone, the wait says so.
                return error == LibC.EAGAIN ? 0 : bytes.Length;
            }
        }
    }

    /// <summary>Writes all, waiting for a slow link but not for ever: what clogs it is thrown away first.</summary>
    private void WriteFully(ReadOnlySpan<byte> bytes)
    {
        for (var attempt = 0; !bytes.IsEmpty && attempt < 4; attempt++)
        {
            bytes = bytes[TryWrite(bytes)..];
            if (bytes.IsEmpty)
            {
                return;
            }

            Span<PollDescriptor> descriptors = [new PollDescriptor { Descriptor = _tty, Events = LibC.POLLOUT }];
            if (LibC.poll(descriptors, 1, (int)LeavePatience.TotalMilliseconds) == 0)
            {
                LibC.tcflush(_tty, LibC.TCOFLUSH);
            }
        }
    }
}
