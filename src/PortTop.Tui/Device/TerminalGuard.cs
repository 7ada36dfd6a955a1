using System.Runtime.InteropServices;

namespace PortTop.Tui.Device;

/// <summary>
/// Gives the terminal back on every way out: signals, an exception on any thread, the end of the process. The terminal is given
/// back here and now, on the thread that is told, because the screen's own thread may be the one that is stuck.
/// </summary>
internal sealed class TerminalGuard : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>SIGUSR1, SIGUSR2 and SIGALRM (signal(7)), which nobody sends on purpose but which end a process all the same.</summary>
    private static readonly int[] OtherDeadlySignals = [10, 12, 14];

    private readonly TerminalDevice _device;
    private Action? _quit;
    private Action? _resize;
    private Action? _resume;
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>
    /// Guards from now on. Until there is a screen (<see cref="Serve"/>) an interrupt ends the program, and nobody needs to draw anything
    /// anew.
    /// </summary>
    /// <param name="device">The terminal.</param>
    internal TerminalGuard(TerminalDevice device)
    {
        _device = device;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnEnd),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnEnd),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnEnd),
            .. Array.ConvertAll(OtherDeadlySignals, number => PosixSignalRegistration.Create((PosixSignal)number, OnEnd)),
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, OnSuspend),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, OnContinue),
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _resize?.Invoke()),
        ];
    }

    /// <summary>There is a screen now, which is told of signals.</summary>
    /// <param name="quit">Asks the screen to end.</param>
    /// <param name="resize">Tells the screen that its size may be another.</param>
    /// <param name="resume">Tells the screen that the terminal was taken again and is blank.</param>
    internal void Serve(Action quit, Action resize, Action resume)
    {
        _resize = resize;
        _resume = resume;
        _quit = quit;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
    }

    /// <summary>Ctrl-C ends the screen as q does; a screen that does not end by itself is ended.</summary>
    private void OnInterrupt(PosixSignalContext context)
    {
        if (_quit is not { } quit)
        {
            OnEnd(context);
            return;
        }

        context.Cancel = true;
        quit();
        _ = Task.Delay(Patience).ContinueWith(_ => End(context.Signal), TaskScheduler.Default);
    }

    private void OnEnd(PosixSignalContext context)
    {
        context.Cancel = true;
        End(context.Signal);
    }

    /// <summary>Ends with the status that a shell gives to a process ended by the signal: 128 and its number (signal(7)).</summary>
    private void End(PosixSignal signal)
    {
        _device.LeaveForGood();
        var number = signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGQUIT => 3,
            PosixSignal.SIGTERM => 15,
            _ => (int)signal,
        };
        Environment.Exit(128 + number);
    }

    private void OnSuspend(PosixSignalContext context)
    {
        context.Cancel = true;
        _device.Leave();
        TerminalDevice.StopProcess();

        // Where there is no shell to come back from, the process was not stopped and nobody will say that it goes on.
        _device.Retake();
        _resume?.Invoke();
    }

    /// <summary>
    /// The terminal is taken again only here, when the shell has let the program go on: also after a SIGSTOP, of which nothing was heard.
    /// </summary>
    private void OnContinue(PosixSignalContext context)
    {
        // Not cancelled, the runtime would afterwards set the terminal as it was when the program began (pal_console.c).
        context.Cancel = true;
        _device.Retake();
        _resume?.Invoke();
    }

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => _device.LeaveForGood();

    private void OnProcessExit(object? sender, EventArgs e) => _device.LeaveForGood();
}
