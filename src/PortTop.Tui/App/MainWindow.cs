using System.Drawing;
using PortTop.Tui.Bars;
using PortTop.Tui.Detail;
using PortTop.Tui.Events;
using PortTop.Tui.Keys;
using PortTop.Tui.Nat;
using PortTop.Tui.Owners;
using PortTop.Tui.Pages;
using PortTop.Tui.Pools;
using PortTop.Tui.State;
using PortTop.Tui.States;
using PortTop.Tui.Themes;
using PortTop.Tui.WarRoom;
using PortTop.Tui.Widgets;
using Terminal.Gui.App;
using Terminal.Gui.Input;
using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;

namespace PortTop.Tui.App;

/// <summary>
/// The window that has all of the screen: line 1, the screen or the page that is shown, and the keys. Keys make a new state, and the views
/// show it.
/// </summary>
public sealed class MainWindow : Runnable
{
    private readonly TitleBar _title = new();
    private readonly Footer _footer = new() { Y = Pos.AnchorEnd(1) };
    private readonly TinyView _tiny = new() { Height = Dim.Fill(), Visible = false };
    private readonly Dictionary<ScreenKind, ScreenPart> _screens = [];
    private readonly Dictionary<PageKind, LinesView> _pages = [];
    private View? _shown;
    private PageKind _page;
    private IApplication? _application;

    /// <summary>A window with a state to begin with.</summary>
    public MainWindow(UiState state)
    {
        Border.Settings &= ~BorderSettings.TerminalTitle;
        SetScheme(Looks.Scheme);
        Add(_title, _footer, _tiny);
        State = state;
        IsRunningChanged += (_, isRunning) => Begin(isRunning.Value);
    }

    /// <summary>What is shown.</summary>
    public UiState State { get; private set; }

    /// <summary>Somebody pressed a key.</summary>
    public event EventHandler? KeyPressed;

    /// <summary>Everything is to be drawn anew.</summary>
    public event EventHandler? RedrawAsked;

    private Size ScreenSize => Screens.Of(this);

    /// <summary>Shows another state.</summary>
    public void Show(UiState state)
    {
        State = state;
        var isTiny = TinyView.IsFor(ScreenSize);
        if (isTiny != _tiny.Visible)
        {
            (_tiny.Visible, _title.Visible, _footer.Visible) = (isTiny, !isTiny, !isTiny);
            SetNeedsDraw();
        }

        if (isTiny)
        {
            Turn(null);
            _tiny.Show(state);
            return;
        }

        View view = state.Page == PageKind.None ? ScreenOf(state.Screen) : PageOf(state.Page);
        Turn(view);
        if (view is ScreenPart part)
        {
            part.Show(state);
        }

        var page = view as LinesView;
        if (state.Page != _page)
        {
            _page = state.Page;
            page?.Rewind();
        }

        page?.Show(state);
        _title.Show(state);
        _footer.Page = page;
        _footer.Panels = view is DetailScreen detail ? detail.Pages : (0, 1);
        _footer.Show(state);
    }

    /// <summary>The terminal has another size.</summary>
    public void Resized()
    {
        if (TinyView.IsFor(ScreenSize))
        {
            State = Filtering.Drop(State);
        }

        Show(State with { });
    }

    /// <summary>Text that was pasted goes into the line that is being written, and presses no key.</summary>
    private void Paste(object? sender, PasteEventArgs paste)
    {
        paste.Handled = true;
        KeyPressed?.Invoke(this, EventArgs.Empty);
        if (State.Prompt is not null)
        {
            Field?.Insert(paste.Text);
        }
    }

    /// <inheritdoc/>
    protected override bool OnClearingViewport() => true;

    /// <summary>Every key that no field takes is the window's: what Terminal.Gui would do with one by itself it does not do.</summary>
    protected override bool OnKeyDown(Key key)
    {
        if (State.Prompt is null || KeyMap.Find(key) == UiAction.Redraw)
        {
            Press(key);
        }

        return true;
    }

    private void Begin(bool isRunning)
    {
        if (!isRunning)
        {
            _application?.Keyboard.KeyDown -= Notice;
            _application?.Paste -= Paste;
            return;
        }

        // Before any view takes a key.
        _application = App!;
        _application.Keyboard.KeyDown += Notice;
        _application.Paste += Paste;
        Show(State);
    }

    private void Notice(object? sender, Key key) => KeyPressed?.Invoke(this, EventArgs.Empty);

    private FilterField? Field => (_shown as ScreenPart)?.SubViews.OfType<FilterBar>().FirstOrDefault()?.Field;

    private IScroller? Scroller => _shown switch
    {
        LinesView page => page,
        DetailScreen detail => detail.Panels,
        PoolsScreen pools => pools.Table,
        OwnersScreen owners => owners.Table,
        StatesScreen states => states.Table,
        _ => null,
    };

    private void Press(Key key)
    {
        if (DetailPanels.IsShown(State) && key.AsRune.Value is >= '1' and <= '9' && !key.IsCtrl && !TinyView.IsFor(ScreenSize))
        {
            Apply(state => DetailPanels.PressDigit(state, (DetailPanel)(key.AsRune.Value - '0')));
            return;
        }

        if (KeyMap.Find(key) is not { } action)
        {
            return;
        }

        if (action == UiAction.Redraw)
        {
            RedrawAsked?.Invoke(this, EventArgs.Empty);
        }

        if (TinyView.IsFor(ScreenSize))
        {
            Apply(state => UiReducer.ActUnseen(state, action));
        }
        else if (Moves.Is(action))
        {
            Move(action);
        }
        else if (action == UiAction.OtherPanels && DetailPanels.IsShown(State) && _footer.Panels.Pages > 1)
        {
            var (page, pages) = _footer.Panels;
            Apply(state => DetailPanels.ShowPage(state, (page + 1) % pages));
        }
        else if (action == UiAction.NextSort && _shown is PoolsScreen { Sorts: var sorts })
        {
            Apply(state => UiReducer.SortBy(state, Following(sorts, state.AreGroupsShown ? state.GroupSort : state.Sort)));
        }
        else
        {
            Apply(state => UiReducer.Act(state, action));
        }
    }

    private void Move(UiAction action)
    {
        if (State.Note is not null)
        {
            Apply(static state => state with { Note = null });
        }

        // Keys that came at once act on what the ones before have shown: it must know how much of it is shown.
        if (NeedsLayout)
        {
            Layout(ScreenSize);
        }

        Scroller?.Move(action);
        if (Scroller is not RowsView)
        {
            // What tells how far it is scrolled.
            Apply(static state => state with { });
        }
    }

    private static string Following(IReadOnlyList<string> sorts, string sort)
    {
        var at = -1;
        for (var i = 0; i < sorts.Count; i++)
        {
            at = sorts[i] == sort ? i : at;
        }

        return sorts[(at + 1) % sorts.Count];
    }

    private void Apply(Func<UiState, UiState> change) => Show(change(State));

    private void Turn(View? view)
    {
        if (ReferenceEquals(view, _shown))
        {
            return;
        }

        if (_shown is not null)
        {
            _shown.Visible = false;
        }

        _shown = view;
        if (view is not null)
        {
            view.Visible = true;
            view.SetNeedsDraw();
            view.SetFocus();
        }
    }

    private ScreenPart ScreenOf(ScreenKind kind)
    {
        if (!_screens.TryGetValue(kind, out var screen))
        {
            screen = _screens[kind] = kind switch
            {
                ScreenKind.States => new StatesScreen(Apply),
                ScreenKind.Owners => new OwnersScreen(Apply),
                ScreenKind.Detail => new DetailScreen(),
                ScreenKind.WarRoom => new WarRoomScreen(),
                _ => new PoolsScreen(Apply),
            };
            Place(screen);
        }

        return screen;
    }

    private LinesView PageOf(PageKind kind)
    {
        if (!_pages.TryGetValue(kind, out var page))
        {
            page = _pages[kind] = kind switch
            {
                PageKind.Why => new WhyPage(),
                PageKind.Chat => new ChatPage(),
                PageKind.Ports => new PortsPage(),
                PageKind.Nat => new NatPage(),
                PageKind.Probe => new ProbePage(),
                PageKind.Events => new EventsPage(),
                _ => new HelpPage(),
            };
            Place(page);
        }

        return page;
    }

    /// <summary>Between line 1 and the keys.</summary>
    private void Place(View view)
    {
        view.Y = 1;
        view.Height = Dim.Fill(1);
        view.Visible = false;
        Add(view);
    }
}
