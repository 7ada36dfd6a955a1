using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using PortTop.Configuration;
using PortTop.Demo;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Terminal;
using PortTop.Views;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Live;

/// <summary>The live screen: keys and polls make states, states make frames. One thread draws; another polls.</summary>
internal sealed class LiveScreen
{
    /// <summary>Keys within so many seconds are one sign that somebody is there.</summary>
    private const int AttendedSeconds = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The clock of a fast demo is drawn no more often than a person can follow.</summary>
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(50);

    private readonly TakenTerminal _terminal;
    private readonly TerminalDevice _device;
    private readonly ThemeRack _themes;
    private readonly FramePump _frames;
    private readonly KeyReader _keys;
    private readonly CellGrid _grid = new(1, 1);
    private readonly bool _mayChooseGlyphs;
    private readonly DemoStage? _demo;
    private readonly TimeProvider _clock;
    private readonly ConcurrentQueue<PollOutcome> _outcomes = new();
    private UiState _state;
    private int _attended;
    private bool _isWidthAsked;
    private volatile bool _isResized = true;
    private volatile bool _isForgotten;
    private volatile bool _isQuitting;

    /// <summary>A screen that is not shown yet.</summary>
    /// <param name="terminal">The terminal.</param>
    /// <param name="themes">The themes that there are.</param>
    /// <param name="palette">The looks to begin with.</param>
    /// <param name="state">The state to begin with.</param>
    /// <param name="mayChooseGlyphs">True when a terminal that draws ambiguous characters two columns wide may have ASCII instead.</param>
    /// <param name="demo">The demo that is shown; null for the machine itself.</param>
    internal LiveScreen(TakenTerminal terminal, ThemeRack themes, Palette palette, UiState state, bool mayChooseGlyphs, DemoStage? demo = null)
    {
        _demo = demo;
        _clock = demo?.Clock ?? TimeProvider.System;
        _terminal = terminal;
        _device = terminal.Device;
        _themes = themes;
        _frames = new FramePump(_device, palette);
        _keys = new KeyReader(_device);
        _state = state;
        _mayChooseGlyphs = mayChooseGlyphs;
    }

    /// <summary>False where a text for the clipboard would be printed.</summary>
    internal bool MayCopy { get; init; } = true;

    /// <summary>
    /// What the program does for itself once its first frame is out, before another thread of its own begins: threads inherit what it sets.
    /// </summary>
    internal Action Settle { get; init; } = static () => { };

    /// <summary>Runs until the person leaves or the terminal is gone, and returns the last state.</summary>
    /// <param name="machine">Opens the machine; called on the polling thread, after the first frame.</param>
    /// <param name="budget">How much of one core the program may use.</param>
    /// <param name="upstream">The NAT that pools are counted against; null for none.</param>
    /// <param name="preferences">What the person holds to be near trouble, and how addresses are called.</param>
    internal UiState Run(Func<IMachineSource> machine, WatchBudget budget, UpstreamBudget? upstream, Preferences preferences)
    {
        _terminal.Guard.Serve(Quit, Resize, Resume);
        if (_mayChooseGlyphs)
        {
            _device.Write(TerminalSequences.MeasureAmbiguousWidth);
            _isWidthAsked = true;
        }

        Draw();
        Settle();
        _state = _state with { ThemeNames = _themes.Names(_state.Theme) };
        RunPolling(machine, budget, upstream, preferences);
        _device.Leave();
        return _state;
    }

    /// <summary>Apart, so that nothing of Rx is loaded before the first frame is out.</summary>
    private void RunPolling(Func<IMachineSource> open, WatchBudget budget, UpstreamBudget? upstream, Preferences preferences)
    {
        using var machine = new LateMachine(open);
        using var own = _demo is null ? new EventLoopScheduler() : null;
        using var interest = new BehaviorSubject<Interest>(InterestOf(_state));
        var monitor = _demo is null
            ? new Monitor(machine, own!, static () => Environment.CpuUsage.TotalTime, budget, upstream, preferences)
            : new Monitor(machine, _demo.Scheduler, DemoStage.ProcessorTime, budget, upstream, preferences);
        using var subscription = monitor.Watch(interest).Subscribe(outcome =>
        {
            _outcomes.Enqueue(outcome);
            _device.Wake();
        });
        while (!_state.IsQuitting && !_isQuitting)
        {
            var events = _device.Wait(NextTimeout(), _frames.IsBusy);
            if (events.HasFlag(TerminalEvents.Gone))
            {
                return;
            }

            if (_device.TryRetake())
            {
                _isForgotten = true;
            }

            Take(events);
            if (InterestOf(_state) != interest.Value)
            {
                interest.OnNext(InterestOf(_state));
            }

            Draw();
        }
    }

    private Interest InterestOf(UiState state)
        => new(state.Interval, state.IsPaused, state.Page == PageKind.Why ? state.Explained ?? state.Explanation?.Pool?.Key : state.Page == PageKind.Probe ? state.Probing.Pool : state.Screen == ScreenKind.Detail ? state.Opened : null)
        {
            SeesNat = state.Page == PageKind.Nat || state.Opened is { IsNat: true },
            Probe = state.Probing.Request,
            Attended = _attended,
        };

    /// <summary>Until the clock on the screen changes, or until a lone ESC is the Escape key.</summary>
    private TimeSpan NextTimeout()
    {
        var tick = (Second - TimeSpan.FromTicks(_clock.GetUtcNow().Ticks % Second.Ticks)) / (_demo?.Speed ?? 1);
        tick = tick > ShortestTick ? tick : ShortestTick;
        return _keys.Timeout is { } timeout && timeout < tick ? timeout : tick;
    }

    private void Take(TerminalEvents events)
    {
        _state = UiReducer.Tick(_state, _clock.GetUtcNow(), TimeProvider.System.GetUtcNow());
        while (_outcomes.TryDequeue(out var outcome))
        {
            _state = outcome switch
            {
                PollSucceeded succeeded => UiReducer.Arrive(_state, succeeded.Snapshot),
                OwnersRead read => UiReducer.ReadOwners(_state, read.Snapshot),
                DetailRead read => UiReducer.ReadDetail(_state, read.Detail),
                ProbeAnswered asked => KernelQuestion.Answer(_state, asked.Request, asked.Answer, asked.Time),
                PollFailed failed => UiReducer.Fail(_state, new Trouble(failed.Reason, failed.NextTry)),
                _ => throw new UnreachableException(),
            };
        }

        foreach (var press in _keys.Read(events.HasFlag(TerminalEvents.Input)))
        {
            Press(press);
        }

        if (events.HasFlag(TerminalEvents.Room))
        {
            _frames.Continue();
        }
    }

    private void Press(KeyPress press)
    {
        if (press.Key == Key.CursorReport)
        {
            TakeWidth(press.Number);
            return;
        }

        _attended = (int)(TimeProvider.System.GetTimestamp() / TimeProvider.System.TimestampFrequency / AttendedSeconds);
        if (UiReducer.IsRedraw(press))
        {
            _isForgotten = true;
        }

        var (copies, theme) = (_state.Copies, _state.Theme);
        _state = UiReducer.Press(_state, press);
        if (_state.Theme != theme)
        {
            UseTheme(_state.Theme);
        }

        if (_state.Copies > copies && MayCopy)
        {
            _frames.Send(TerminalSequences.Copy(string.Join('\n', _state.Chat)));
        }
    }

    /// <summary>Draws with a theme from now on; what is wrong with it is said.</summary>
    private void UseTheme(string name)
    {
        var problems = new List<string>();
        _frames.Use(_themes.Load(name, problems));
        if (problems.Count > 0)
        {
            _state = _state with { Notices = [.. problems.Union(_state.Notices)], AreNoticesShown = true };
        }
    }

    /// <summary>
    /// The answer to the question that was asked at the start: one glyph was written at column 1, and at column 3 it is two columns
    /// wide here. A second answer is none: xterm sends the same for F3 with a modifier.
    /// </summary>
    private void TakeWidth(int column)
    {
        if (_isWidthAsked)
        {
            _isWidthAsked = false;
            _state = column == 3 ? _state with { Glyphs = Glyphs.Ascii } : _state;
            _isForgotten = true;
        }
    }

    private void Draw()
    {
        if (_isForgotten || _isResized)
        {
            _isForgotten = false;
            _isResized = false;
            var (width, height) = _device.Size();
            _state = UiReducer.Resize(_state, width, height);
            _frames.Forget();
        }

        if (!_frames.IsBusy)
        {
            Screen.Draw(_state, _grid);
            _frames.Show(_grid);
        }
    }

    private void Quit()
    {
        _isQuitting = true;
        _device.Wake();
    }

    private void Resize()
    {
        _isResized = true;
        _device.Wake();
    }

    private void Resume()
    {
        _isForgotten = true;
        _device.Wake();
    }
}
