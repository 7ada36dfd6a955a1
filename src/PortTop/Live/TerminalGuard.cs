using System.Runtime.InteropServices;
using PortTop.Terminal;

namespace PortTop.Live;

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
    private readonly Action _quit;
    private readonly Action _resume;
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Guards from now on.</summary>
    /// <param name="device">The terminal.</param>
    /// <param name="quit">Asks the screen to end.</param>
    /// <param name="resize">Tells the screen that its size may be another.</param>
    /// <param name="resume">Tells the screen that the terminal was taken again and is blank.</param>
    internal TerminalGuard(TerminalDevice device, Action quit, Action resize, Action resume)
    {
        _device = device;
        _quit = quit;
        _resume = resume;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnEnd),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnEnd),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnEnd),
            .. OtherDeadlySignals.Select(number => PosixSignalRegistration.Create((PosixSignal)number, OnEnd)),
            PosixSignalRegistration.Create(PosixSignal.SIGTSTP, OnSuspend),
            PosixSignalRegistration.Create(PosixSignal.SIGCONT, OnContinue),
            PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => resize()),
        ];
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
        context.Cancel = true;
        _quit();
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
        _resume();
    }

    /// <summary>The terminal is taken again only here, when the shell has let the program go on: also after a SIGSTOP, of which nothing was heard.</summary>
    private void OnContinue(PosixSignalContext context)
    {
        // Not cancelled, the runtime would afterwards set the terminal as it was when the program began (pal_console.c).
        context.Cancel = true;
        _device.Retake();
        _resume();
    }

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e) => _device.LeaveForGood();

    private void OnProcessExit(object? sender, EventArgs e) => _device.LeaveForGood();
}
