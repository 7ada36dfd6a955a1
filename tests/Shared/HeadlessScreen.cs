using System.Collections.Concurrent;
using System.Text;
using PortTop.Tui.App;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.Time;

namespace PortTop.Tests.Shared;

/// <summary>
/// The whole screen without a terminal: what a terminal would send goes in as bytes, what it would show comes out as cells, and time is
/// advanced by hand.
/// </summary>
internal sealed class HeadlessScreen : IDisposable
{
    /// <summary>Starting Terminal.Gui takes longer than most of what is done with it.</summary>
    private static readonly ConcurrentBag<(TuiHost Host, VirtualTimeProvider Time)> Idle = [];

    private readonly VirtualTimeProvider _time;
    private readonly TuiHost _host;
    private readonly SessionToken _session;

    /// <summary>A screen with a state to begin with.</summary>
    internal HeadlessScreen(UiState state, int width, int height)
    {
        if (!Idle.TryTake(out var idle))
        {
            idle.Time = new VirtualTimeProvider();
            idle.Host = new TuiHost(width, height, idle.Time);
        }

        (_host, _time) = idle;
        _host.Resize(width, height);
        _host.App.ClearScreenNextIteration = true;
        Window = new MainWindow(state);
        _session = _host.Begin(Window);
    }

    /// <summary>The window.</summary>
    internal MainWindow Window { get; }

    /// <summary>What is shown.</summary>
    internal UiState State => Window.State;

    /// <summary>What the terminal would show.</summary>
    internal CellGrid Cells { get; } = new(1, 1);

    /// <summary>Shows another state.</summary>
    internal HeadlessScreen Show(UiState state)
    {
        Window.Show(state);
        return this;
    }

    /// <summary>The terminal sends something.</summary>
    internal HeadlessScreen Type(ReadOnlySpan<byte> bytes)
    {
        _host.Feed(bytes);
        _host.Work();
        return this;
    }

    /// <summary>The terminal sends something, and then nothing for long enough that a lone ESC is the Escape key.</summary>
    internal HeadlessScreen Type(string text) => Type(Encoding.UTF8.GetBytes(text)).Wait(.06);

    /// <summary>A key, as Terminal.Gui's parser would make it.</summary>
    internal HeadlessScreen Press(Key key)
    {
        _host.App.Keyboard.RaiseKeyDownEvent(key);
        return this;
    }

    /// <summary>Time goes on, and nothing comes.</summary>
    internal HeadlessScreen Wait(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _host.Work();
        return this;
    }

    /// <summary>The terminal has another size.</summary>
    internal HeadlessScreen Resize(int width, int height)
    {
        _host.Resize(width, height);
        Window.Resized();
        return this;
    }

    /// <summary>Draws what asks for it, into <see cref="Cells"/>.</summary>
    internal HeadlessScreen Draw()
    {
        _host.Draw();
        _host.ReadFrame(Cells);
        return this;
    }

    /// <summary>Draws everything anew, onto a blank screen.</summary>
    internal HeadlessScreen Redraw()
    {
        _host.App.ClearScreenNextIteration = true;
        return Draw();
    }

    /// <summary>What the terminal would show, as lines of text.</summary>
    internal string Text()
    {
        Draw();
        var text = new StringBuilder();
        for (var y = 0; y < Cells.Height; y++)
        {
            text.Append(Cells.RowText(y)).Append('\n');
        }

        return text.ToString();
    }

    public void Dispose()
    {
        Wait(6);
        _host.App.End(_session);
        Window.Dispose();
        Idle.Add((_host, _time));
    }
}
