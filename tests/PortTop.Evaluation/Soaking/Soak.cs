using System.Reactive.Linq;
using System.Reactive.Subjects;
using PortTop.Fuzzing;
using PortTop.Pipeline;
using PortTop.Simulation;
using PortTop.Tests.Shared;
using PortTop.Tui.App;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Evaluation.Soaking;

/// <summary>
/// The whole way from a poll and a key to the bytes for a terminal, for as long as one likes, with random keys and sizes: a made-up
/// machine, the real pipeline, the real screens, and a terminal that shows what was sent. In the time of the machine, so as fast as it can.
/// </summary>
internal sealed class Soak : IDisposable
{
    private const int MostKeys = 5;
    private const int PollsPerResize = 12;

    private static readonly DateTimeOffset Start = new(2026, 1, 31, 2, 10, 0, TimeSpan.Zero);
    private static readonly (int Width, int Height)[] UsualSizes = [(120, 40), (80, 24), (60, 15), (200, 60), (400, 120), (40, 12), (39, 11), (1, 1)];

    private readonly System.Reactive.Concurrency.HistoricalScheduler _scheduler = new(Start);
    private readonly BehaviorSubject<Interest> _interest;
    private readonly IDisposable _subscription;
    private readonly TimeSpan _interval;
    private readonly Random _random;
    private readonly RandomKeys _keys;
    private readonly HeadlessScreen _screen;
    private readonly Palette _palette;
    private FrameEncoder _encoder = new(1, 1);
    private VirtualTerminal _terminal = new(1, 1);

    /// <summary>Sets the stage.</summary>
    /// <param name="scenario">The scenario that is played.</param>
    /// <param name="interval">The time between polls.</param>
    /// <param name="seed">Where chance begins.</param>
    internal Soak(string scenario, TimeSpan interval, int seed)
    {
        _interval = interval;
        _random = new Random(seed);
        _keys = new RandomKeys(_random);
        _palette = new Palette(Roles.Names.Select(static name => Style.TryParse(name == "selected" ? "reverse" : "bold", out var style, out _) ? style : default), ColorDepth.True);
        _screen = new HeadlessScreen(new UiState { Host = "soak", Demo = scenario, Now = Start }, 80, 24);
        _screen.Window.KeyPressed += (_, _) => Presses++;
        _screen.Window.RedrawAsked += (_, _) => Forget();
        _interest = new BehaviorSubject<Interest>(new Interest(interval));
        var machines = ScenarioCatalog.Find(scenario)!.Build(new ScenarioSettings(seed, Start));
        var source = new SimulatedHost(machines, "soak", () => (_scheduler.Now - Start).TotalSeconds);
        _subscription = new Monitor(source, _scheduler, static () => TimeSpan.Zero, WatchBudget.Of(1)).Watch(_interest).Subscribe(Take);
    }

    /// <summary>How many polls came.</summary>
    internal int Polls { get; private set; }

    /// <summary>How many keys were pressed.</summary>
    internal int Presses { get; private set; }

    /// <summary>The polls that failed, with their reasons: none is expected.</summary>
    internal List<string> Failures { get; } = [];

    /// <summary>The bytes that were sent.</summary>
    internal long Bytes { get; private set; }

    public void Dispose()
    {
        _screen.Dispose();
        _subscription.Dispose();
        _interest.Dispose();
    }

    /// <summary>One interval: a poll, some keys, perhaps another size, and a frame after each.</summary>
    internal void Step()
    {
        // A screen that is paused, or looks at the past, goes on sometime; one that somebody left begins anew.
        _screen.Show(State with { IsQuitting = false, IsPaused = State.IsPaused && _random.Next(20) > 0 });
        _scheduler.AdvanceBy(_interval);
        _screen.Show(UiReducer.Tick(State, _scheduler.Now));
        Draw();
        for (var keys = _random.Next(MostKeys); keys > 0; keys--)
        {
            Press();
            Draw();
        }

        if (_random.Next(PollsPerResize) == 0)
        {
            Resize();
            Draw();
        }

        var wanted = new Interest(_interval, State.IsPaused, State.Opened) { SeesNat = true };
        if (wanted != _interest.Value)
        {
            _interest.OnNext(wanted);
        }
    }

    /// <summary>What is shown.</summary>
    private UiState State => _screen.State;

    /// <summary>What the terminal shows where it differs from the same views drawn afresh; null where it does not.</summary>
    internal string? Difference()
    {
        var grid = _screen.Redraw().Cells;
        var fresh = new VirtualTerminal(grid.Width, grid.Height);
        fresh.Feed(new FrameEncoder(grid.Width, grid.Height).Encode(grid, _palette));
        for (var y = 0; y < grid.Height; y++)
        {
            for (var x = 0; x < grid.Width; x++)
            {
                if (Seen(fresh[x, y]) != Seen(_terminal[x, y]))
                {
                    return $"at {x},{y} of {grid.Width}x{grid.Height} after {Polls} polls: \"{_terminal[x, y]}\" and not \"{fresh[x, y]}\"\n{grid.RowText(y)}";
                }
            }
        }

        return null;
    }

    /// <summary>A bold blank looks like any other; one in reverse does not.</summary>
    private static (string Text, string Style) Seen((string Text, string Style) cell) => cell.Text == " " && !cell.Style.Contains('7', StringComparison.Ordinal) ? (" ", string.Empty) : cell;

    private void Take(PollOutcome outcome)
    {
        _screen.Show(Outcomes.Take(State, outcome));
        Polls += outcome is PollSucceeded ? 1 : 0;
        if (outcome is PollFailed { Reason: var reason })
        {
            Failures.Add(reason);
        }
    }

    private void Press()
    {
        _screen.Type(_keys.Next());
        if (_random.Next(3) == 0)
        {
            _screen.Wait(6);
        }
    }

    private void Resize()
    {
        var (width, height) = _random.Next(2) == 0 ? UsualSizes[_random.Next(UsualSizes.Length)] : (_random.Next(1, 250), _random.Next(1, 80));
        _screen.Resize(width, height).Draw();
        Forget();
    }

    /// <summary>A terminal of another size has something on it, and nobody knows what.</summary>
    private void Forget()
    {
        _terminal = new VirtualTerminal(_screen.Cells.Width, _screen.Cells.Height);
        _encoder.Forget();
    }

    private void Draw()
    {
        var (width, height) = (_screen.Cells.Width, _screen.Cells.Height);
        var grid = _screen.Draw().Cells;
        if (grid.Width != width || grid.Height != height)
        {
            _terminal = new VirtualTerminal(grid.Width, grid.Height);
            _encoder = new FrameEncoder(grid.Width, grid.Height);
        }

        var bytes = _encoder.Encode(grid, _palette);
        Bytes += bytes.Length;
        _terminal.Feed(bytes);
        _terminal.EndFrame();
    }
}
