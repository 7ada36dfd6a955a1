using System.Globalization;
using System.Text;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;
using Terminal.Gui.App;
using Terminal.Gui.Drivers;
using Terminal.Gui.Time;
using Terminal.Gui.Views;
using Key = Terminal.Gui.Input.Key;

namespace PortTop.Tui.App;

/// <summary>
/// Terminal.Gui without a terminal: bytes that were read go in, timers run, views are laid out and drawn into its buffer, and the buffer is
/// read as cells. The owner of the terminal decides when, and writes what differs. <see cref="QuietStart"/> tells how it is started.
/// </summary>
public sealed class TuiHost : IDisposable
{
    /// <summary>
    /// What Terminal.Gui asks at its start, and nobody has sent: an answer to it must not swallow a key that looks alike.
    /// </summary>
    private static readonly string[] UnsentQuestions = ["c", "u", "R", "t"];

    private readonly ITimeProvider _time;
    private readonly InputProcessorImpl<char> _input;
    private readonly SequenceFramer _framer;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly char[] _characters = new char[1024];
    private readonly Queue<char> _read = [];
    private DateTime _lastByte;

    /// <summary>Starts it.</summary>
    /// <param name="width">Columns of the screen.</param>
    /// <param name="height">Rows of the screen.</param>
    /// <param name="time">The clock of timers and of a lone ESC.</param>
    public TuiHost(int width, int height, ITimeProvider time)
    {
        _time = time;
        App = QuietStart.Begin(time);

        // Suspending is the shell's and the guard's affair: Terminal.Gui would reset a terminal that it does not own.
        App.Keyboard.KeyBindings.Remove(Key.Z.WithCtrl);
        _input = (InputProcessorImpl<char>)App.Driver!.GetInputProcessor();
        _framer = new SequenceFramer(_input.InputQueue, PressEscape);
        foreach (var question in UnsentQuestions)
        {
            _input.GetParser().StopExpecting(question, null, persistent: false);
        }

        App.Driver.SetScreenSize(width, height);
        EndInputThread();
    }

    /// <summary>The application.</summary>
    public IApplication App { get; }

    /// <summary>How long nothing has to be done unless something comes in; null for as long as one likes.</summary>
    public TimeSpan? Timeout
    {
        get
        {
            var pending = _framer.Patience - (_time.Now - _lastByte);
            return App.TimedEvents is TimedEvents timers && timers.CheckTimers(out var milliseconds)
                && TimeSpan.FromMilliseconds(milliseconds) is var timer && (pending is null || timer < pending) ? timer : pending;
        }
    }

    /// <summary>Shows a window; it is drawn by the next <see cref="Draw"/>.</summary>
    public SessionToken Begin(Runnable window) => App.Begin(window)!;

    /// <summary>Calls back with the column of the next report of the cursor's place (CPR, ECMA-48 8.3.14).</summary>
    public void ExpectCursorReport(Action<int> report)
    {
        _framer.AwaitsReport = true;
        _input.GetParser().ExpectResponse(
            "R",
            null,
            answer =>
            {
                var column = answer.AsSpan(answer.AsSpan().LastIndexOf(';') + 1).TrimEnd('R');
                report(int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0);
            },
            null,
            persistent: false);
    }

    /// <summary>Takes what the terminal sent. It is worked off by the next <see cref="Work"/>.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            _decoder.Convert(bytes, _characters, flush: false, out var taken, out var count, out _);
            foreach (var character in _characters.AsSpan(0, count))
            {
                _read.Enqueue(character);
            }

            bytes = bytes[taken..];
        }

        _lastByte = _time.Now;
    }

    /// <summary>The screen has another size.</summary>
    public void Resize(int width, int height)
    {
        if (width != App.Driver!.Cols || height != App.Driver.Rows)
        {
            App.Driver.SetScreenSize(width, height);
            App.ClearScreenNextIteration = true;
        }
    }

    /// <summary>Works off what is due, polls among it, and then what came in.</summary>
    public void Work()
    {
        App.TimedEvents!.RunTimers();
        if (_read.Count == 0 && _framer.Patience is { } patience && _time.Now - _lastByte >= patience)
        {
            _framer.GiveUp();
        }

        while (_read.TryDequeue(out var character))
        {
            _framer.Take(character);
        }

        _input.ProcessQueue();
        while (App.SessionStack!.TryPeek(out var session) && session.Runnable is { StopRequested: true })
        {
            App.End(session);
        }
    }

    /// <summary>Lays out and draws what asks for it.</summary>
    public void Draw() => App.LayoutAndDraw();

    /// <summary>Reads what is drawn; the grid takes the screen's size.</summary>
    public void ReadFrame(CellGrid grid)
    {
        var buffer = App.Driver!.GetOutputBuffer();
        if (grid.Width != buffer.Cols || grid.Height != buffer.Rows)
        {
            grid.Resize(buffer.Cols, buffer.Rows);
        }

        var contents = buffer.Contents!;
        for (var y = 0; y < buffer.Rows; y++)
        {
            for (var x = 0; x < buffer.Cols;)
            {
                ref var cell = ref contents[y, x];
                x += Math.Max(1, grid.Write(x, y, cell.Grapheme, Looks.StyleOf(cell.Attribute)));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            App.Dispose();
        }
        catch (AggregateException)
        {
            // The input thread was ended by force.
        }
    }

    /// <summary>Behind what was typed before it.</summary>
    private void PressEscape()
    {
        _input.ProcessQueue();
        App.Keyboard.RaiseKeyDownEvent(Key.Esc);
    }

    /// <summary>
    /// The thread that would read the terminal looks for input fifty times a second and finds none. It ends where it has no place for what
    /// it has read.
    /// </summary>
    private void EndInputThread()
    {
        SpinWait.SpinUntil(() => _input.InputImpl is not null, TimeSpan.FromSeconds(1));
        _input.InputImpl?.Initialize(null!);
        (_input.InputImpl as ITestableInput<char>)?.InjectInput(' ');
    }
}
