using System.Reactive.Linq;
using System.Reactive.Subjects;
using PortTop.Configuration;
using PortTop.Demo;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Tui.App;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Live;

/// <summary>The live screen: keys and polls make states, states make frames. One thread draws; another polls.</summary>
internal sealed class LiveScreen : IDisposable
{
    /// <summary>Keys within so many seconds are one sign that somebody is there.</summary>
    private const int AttendedSeconds = 10;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The clock of a fast demo is drawn no more often than a person can follow.</summary>
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(50);

    private readonly TerminalSession _terminal;
    private readonly TerminalDevice _device;
    private readonly ThemeRack _themes;
    private readonly FramePump _frames;
    private readonly TuiHost _host;
    private readonly MainWindow _window;
    private readonly byte[] _bytes = new byte[1024];
    private readonly CellGrid _grid = new(1, 1);
    private readonly bool _mayChooseGlyphs;
    private readonly DemoStage? _demo;
    private readonly TimeProvider _clock;
    private int _attended;
    private int _copies;
    private string _theme;
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
    internal LiveScreen(TerminalSession terminal, ThemeRack themes, Palette palette, UiState state, bool mayChooseGlyphs,
        DemoStage? demo = null)
    {
        _demo = demo;
        _clock = demo?.Clock ?? TimeProvider.System;
        _terminal = terminal;
        _device = terminal.Device;
        _themes = themes;
        _frames = new FramePump(_device, palette);
        _mayChooseGlyphs = mayChooseGlyphs;
        var (width, height) = _device.Size();
        _host = new TuiHost(width, height, new MonotonicTime());
        _window = new MainWindow(state);
        _theme = state.Theme;
        _window.KeyPressed += (_, _) => Attend();
        _window.RedrawAsked += (_, _) => _isForgotten = true;
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
            _host.ExpectCursorReport(TakeWidth);
        }

        _host.Begin(_window);
        _host.App.TimedEvents!.Added += (_, _) => _device.Wake();
        Draw();
        Settle();
        _window.Show(_window.State with { ThemeNames = _themes.Names(_window.State.Theme) });
        RunPolling(machine, budget, upstream, preferences);
        _device.Leave();
        return _window.State;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _host.Dispose();
        _window.Dispose();
    }

    /// <summary>Apart, so that nothing of Rx is loaded before the first frame is out.</summary>
    private void RunPolling(Func<IMachineSource> open, WatchBudget budget, UpstreamBudget? upstream, Preferences preferences)
    {
        using var machine = new LateMachine(open);
        using var own = _demo is null ? new ThreadScheduler("polls") : null;
        using var interest = new BehaviorSubject<Interest>(InterestOf(_window.State));
        var monitor = _demo is null
            ? new Monitor(machine, own!, static () => Environment.CpuUsage.TotalTime, budget, upstream, preferences)
            : new Monitor(machine, _demo.Scheduler, DemoStage.ProcessorTime, budget, upstream, preferences);
        using var subscription = monitor.Watch(interest)
            .ObserveOn(new LoopScheduler(_host.App))
            .Subscribe(outcome => _window.Show(Outcomes.Take(_window.State, outcome)));
        while (!_window.State.IsQuitting && !_isQuitting)
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

            Read(events);
            if (InterestOf(_window.State) != interest.Value)
            {
                interest.OnNext(InterestOf(_window.State));
            }
        }
    }

    private Interest InterestOf(UiState state)
        => new(state.Interval, state.IsPaused, LookedAt(state))
        {
            SeesNat = state.Page == PageKind.Nat || state.Opened is { IsNat: true },
            Probe = state.Probing.Request,
            Attended = _attended,
            Ports = state.Filter.SourcePorts,
        };

    private static PoolKey? LookedAt(UiState state) => state.Page switch
    {
        PageKind.Why => state.Explained ?? state.Explanation?.Pool?.Key,
        PageKind.Probe => state.Probing.Pool,
        _ => state.Screen == ScreenKind.Detail ? state.Opened : null,
    };

    /// <summary>Until the clock on the screen changes, or until something is due before that.</summary>
    private TimeSpan NextTimeout()
    {
        var tick = (Second - TimeSpan.FromTicks(_clock.GetUtcNow().Ticks % Second.Ticks)) / (_demo?.Speed ?? 1);
        tick = tick > ShortestTick ? tick : ShortestTick;
        return _host.Timeout is not { } timeout || timeout > tick ? tick : timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero;
    }

    /// <summary>Takes what came, in the order of time: polls, then keys.</summary>
    private void Read(TerminalEvents events)
    {
        _window.Show(UiReducer.Tick(_window.State, _clock.GetUtcNow(), TimeProvider.System.GetUtcNow()));
        if (events.HasFlag(TerminalEvents.Input))
        {
            int length;
            while ((length = _device.Read(_bytes)) > 0)
            {
                _host.Feed(_bytes.AsSpan(0, length));
            }
        }

        if (events.HasFlag(TerminalEvents.Room))
        {
            _frames.Continue();
        }

        Draw();
    }

    private void Attend()
        => _attended = (int)(TimeProvider.System.GetTimestamp() / TimeProvider.System.TimestampFrequency / AttendedSeconds);

    /// <summary>What a key asked for beside another picture.</summary>
    private void Serve()
    {
        var state = _window.State;
        if (state.Theme != _theme)
        {
            _theme = state.Theme;
            UseTheme(state.Theme);
        }

        if (state.Copies > _copies && MayCopy)
        {
            _frames.Send(TerminalSequences.Copy(string.Join('\n', state.Chat)));
        }

        _copies = state.Copies;
    }

    /// <summary>Draws with a theme from now on; what is wrong with it is said.</summary>
    private void UseTheme(string name)
    {
        var problems = new List<string>();
        _frames.Use(_themes.Load(name, problems));
        if (problems.Count > 0)
        {
            _window.Show(_window.State with { Notices = [.. problems.Union(_window.State.Notices)], AreNoticesShown = true });
        }
    }

    /// <summary>
    /// The answer to the question that was asked at the start: one glyph was written at column 1, and at column 3 it is two columns
    /// wide here.
    /// </summary>
    private void TakeWidth(int column)
    {
        _window.Show(column == 3 ? _window.State with { Glyphs = Glyphs.Ascii } : _window.State);
        _isForgotten = true;
    }

    private void Draw()
    {
        // The kernel tells a program in the background of no other size.
        if (_isResized || _isForgotten)
        {
            _isResized = false;
            _isForgotten = true;
            var (width, height) = _device.Size();
            _host.Resize(width, height);
            _window.Resized();
        }

        _host.Work();
        Serve();
        _host.Draw();
        if (_isForgotten)
        {
            _isForgotten = false;
            _frames.Forget();
        }

        if (!_frames.IsBusy)
        {
            _host.ReadFrame(_grid);
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
