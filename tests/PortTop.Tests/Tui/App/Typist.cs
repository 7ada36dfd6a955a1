using System.Text;
using PortTop.Tui.App;
using Terminal.Gui.Time;
using Terminal.Gui.Views;
using Key = Terminal.Gui.Input.Key;

namespace PortTop.Tests.Tui;

/// <summary>Types into Terminal.Gui what a terminal would send, and tells which keys it makes of that.</summary>
internal sealed class Typist : IDisposable
{
    private readonly VirtualTimeProvider _time = new();
    private readonly TuiHost _host;
    private readonly Window _window;

    internal Typist()
    {
        _host = new TuiHost(80, 24, _time);
        _window = new Window(Presses);
        _host.App.Paste += (_, paste) =>
        {
            Pasted += paste.Text;
            paste.Handled = true;
        };
        _host.Begin(_window);
    }

    /// <summary>The presses so far.</summary>
    internal List<Key> Presses { get; } = [];

    /// <summary>What was pasted so far.</summary>
    internal string Pasted { get; private set; } = string.Empty;

    /// <summary>Something of a sequence is awaited.</summary>
    internal bool IsWaiting => _host.Timeout is not null;

    /// <summary>The column of the next report of the cursor's place.</summary>
    internal int? Reported { get; private set; }

    internal void AwaitReport() => _host.ExpectCursorReport(column => Reported = column);

    internal Typist Type(ReadOnlySpan<byte> bytes)
    {
        _host.Feed(bytes);
        _host.Work();
        return this;
    }

    internal Typist Type(string text) => Type(Encoding.UTF8.GetBytes(text));

    /// <summary>Time goes on, and nothing comes.</summary>
    internal Typist Wait(double seconds)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        _host.Work();
        return this;
    }

    public void Dispose()
    {
        _host.Dispose();
        _window.Dispose();
    }

    private sealed class Window(List<Key> presses) : Runnable
    {
        protected override bool OnKeyDown(Key key)
        {
            presses.Add(key);
            return true;
        }
    }
}
