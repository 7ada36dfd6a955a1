using System.Text;
using PortTop.Tui.App;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using Terminal.Gui.Time;

namespace PortTop.Tests.Shared;

/// <summary>
/// The whole screen without a terminal: what a terminal would send goes in as bytes, what it would show comes out as cells, and time is
/// advanced by hand.
/// </summary>
internal sealed class HeadlessScreen : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly TuiHost _host;

    /// <summary>A screen with a state to begin with.</summary>
    internal HeadlessScreen(UiState state, int width, int height)
    {
        _host = new TuiHost(width, height, _time);
        _host.App.Paste += (_, paste) =>
        {
            Window!.Paste(paste.Text);
            paste.Handled = true;
        };
        Window = new MainWindow(UiReducer.Resize(state, width, height));
        _host.Begin(Window);
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
        return Show(UiReducer.Resize(State, width, height));
    }

    /// <summary>Draws what asks for it, into <see cref="Cells"/>.</summary>
    internal HeadlessScreen Draw()
    {
        _host.Draw();
        _host.ReadFrame(Cells);
        return this;
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
        _host.Dispose();
        Window.Dispose();
    }
}
