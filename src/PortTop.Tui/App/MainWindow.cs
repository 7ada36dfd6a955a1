using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using GuiKey = Terminal.Gui.Input.Key;

namespace PortTop.Tui.App;

/// <summary>The window that has all of the screen: keys make a new state, and a state makes the picture.</summary>
public sealed class MainWindow : Runnable
{
    private readonly ScreenView _screen = new() { Width = Dim.Fill(), Height = Dim.Fill() };

    /// <summary>A window with a state to begin with.</summary>
    public MainWindow(UiState state)
    {
        Border.Settings &= ~BorderSettings.TerminalTitle;
        SetScheme(Looks.Scheme);
        Add(_screen);
        State = state;
        _screen.Show(state);
    }

    /// <summary>What is shown.</summary>
    public UiState State { get; private set; }

    /// <summary>Somebody pressed a key.</summary>
    public event EventHandler? KeyPressed;

    /// <summary>Everything is to be drawn anew.</summary>
    public event EventHandler? RedrawAsked;

    /// <summary>Shows another state.</summary>
    public void Show(UiState state)
    {
        State = state;
        _screen.Show(state);
    }

    /// <summary>Text that was pasted: it goes into the line that is being written, and presses no key.</summary>
    public void Paste(string text)
    {
        KeyPressed?.Invoke(this, EventArgs.Empty);
        foreach (var character in text.EnumerateRunes())
        {
            Show(State.Prompt is null ? State : UiReducer.Press(State, new KeyPress(Key.Character, character) { IsPasted = true }));
        }
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <summary>Every key is the window's: what Terminal.Gui would do with one by itself it does not do.</summary>
    protected override bool OnKeyDown(GuiKey key)
    {
        KeyPressed?.Invoke(this, EventArgs.Empty);
        if (KeyPress.From(key) is { } press)
        {
            if (UiReducer.IsRedraw(press))
            {
                RedrawAsked?.Invoke(this, EventArgs.Empty);
            }

            Show(UiReducer.Press(State, press));
        }

        return true;
    }
}
