using System.Drawing;
using PortTop.Tui.Keys;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Detail;

/// <summary>The nine panels of a pool: as many as there is room for, in pages, or one of them enlarged, which scrolls.</summary>
internal sealed class PanelsView : ScreenPart, IScroller
{
    private const int TwoPanelWidth = 76;

    private readonly Panel[] _panels;
    private readonly BlankView _rest = new();
    private readonly Rectangle[] _wanted;
    private readonly Rectangle[] _placed;
    private UiState _state = new();
    private (int Row, int Height) _left;
    private DetailTexts _texts = DetailTexts.None;
    private (Model.Snapshot?, Model.Diagnosis?, Model.PoolSample?, DetailPanel, Themes.Glyphs?, Size) _written;
    private (DetailPanel Panel, int Opening, int Page) _scrolled;

    /// <summary>The panels.</summary>
    internal PanelsView()
    {
        _panels =
        [
            new LedgerPanel(this), new DemandPanel(this), new UsePanel(this), new ComingPanel(this), new RangeMapPanel(this),
            new OwnersPanel(this), new KnobsPanel(this), new RemediesPanel(this), new SocketsPanel(this), new BesidePanel(this),
        ];
        (_wanted, _placed) = (new Rectangle[_panels.Length], new Rectangle[_panels.Length]);
        foreach (var panel in _panels)
        {
            panel.Visible = false;
        }

        Add([.. _panels, _rest]);
    }

    /// <summary>What the panels say in words.</summary>
    internal DetailTexts Texts
    {
        get
        {
            var screen = Screens.Of(this);
            var written = (_state.Snapshot, _state.Explanation, _state.OpenedPool, _state.Panel, _state.Glyphs, screen);
            if (_written != written)
            {
                _written = written;
                _texts = DetailTexts.Of(_state, screen);
            }

            return _texts;
        }
    }

    /// <summary>The state that is shown, also before each panel has it.</summary>
    internal UiState Shown => _state;

    /// <summary>The first line of the enlarged panel, or the first socket.</summary>
    internal int Top { get; private set; }

    private Panel Scrolled => _panels[(_state.Panel == DetailPanel.All ? (int)DetailPanel.Sockets : (int)_state.Panel) - 1];

    /// <inheritdoc/>
    public void Move(UiAction action)
    {
        Top = Moves.Move(Top, action, Math.Max(1, Scrolled.PageSize), Scrolled.LineCount);
        Settle();
        SetNeedsDraw();
    }

    /// <summary>The page of panels that a place of that size shows, from 0, and how many there are.</summary>
    internal (int Page, int Pages) PagesOn(Size place)
    {
        if (_state.Panel != DetailPanel.All)
        {
            return (0, 1);
        }

        PanelRows.FindPage(RowsOn(place), place.Height, _state.DetailPage, out var page, out var pages);
        return (page, pages);
    }

    private PanelRow[] RowsOn(Size place) => PanelRows.Of(_state.Opened is { IsNat: true }, place.Width >= TwoPanelWidth, place.Height);

    /// <inheritdoc/>
    internal override void Show(UiState state)
    {
        var isMoved = (state.Panel, state.DetailPage, state.Opened) != (_state.Panel, _state.DetailPage, _state.Opened);
        _state = state;
        if (_scrolled != (state.Panel, state.Openings, state.DetailPage))
        {
            _scrolled = (state.Panel, state.Openings, state.DetailPage);
            Top = 0;
        }

        if (isMoved)
        {
            SetNeedsLayout();
        }
        else
        {
            Settle();
        }

        base.Show(state);
    }

    /// <summary>Puts the panels where they belong, before Terminal.Gui lays them out.</summary>
    protected override void OnSubViewLayout(LayoutEventArgs args)
    {
        Array.Clear(_wanted);
        if (_state.Panel != DetailPanel.All)
        {
            Put(_state.Panel, 0, 0, Frame.Width, Frame.Height);
            Leave(Frame.Height);
        }
        else
        {
            PutPage();
        }

        for (var i = 0; i < _panels.Length; i++)
        {
            if (_wanted[i] != _placed[i])
            {
                _placed[i] = _wanted[i];
                var (panel, place) = (_panels[i], _wanted[i]);
                (panel.X, panel.Y, panel.Width, panel.Height) = (place.X, place.Y, place.Width, place.Height);
                panel.Visible = !place.IsEmpty;
            }
        }

        base.OnSubViewLayout(args);
    }

    /// <inheritdoc/>
    protected override void OnSubViewsLaidOut(LayoutEventArgs args)
    {
        Settle();
        base.OnSubViewsLaidOut(args);
    }

    private void PutPage()
    {
        ReadOnlySpan<PanelRow> rows = RowsOn(Frame.Size);
        var (first, end) = PanelRows.FindPage(rows, Frame.Height, _state.DetailPage, out _, out _);
        rows = rows[first..end];
        Span<int> heights = stackalloc int[rows.Length];
        PanelRows.Share(rows, Frame.Height, heights);
        var y = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var (left, right, _, _) = rows[i];
            var width = right == DetailPanel.All ? Frame.Width : Frame.Width / 2;
            Put(left, 0, y, width, 1 + heights[i]);
            if (right != DetailPanel.All)
            {
                Put(right, width, y, Frame.Width - width, 1 + heights[i]);
            }

            y += 1 + heights[i];
        }

        Leave(y);
    }

    private void Put(DetailPanel kind, int x, int y, int width, int height) => _wanted[(int)kind - 1] = new Rectangle(x, y, width, height);

    /// <summary>What no panel has is blank.</summary>
    private void Leave(int y)
    {
        if (_left != (y, Frame.Height))
        {
            _left = (y, Frame.Height);
            (_rest.Y, _rest.Height, _rest.Visible) = (y, Math.Max(0, Frame.Height - y), y < Frame.Height);
        }
    }

    private void Settle() => Top = Math.Clamp(Top, 0, Math.Max(0, Scrolled.LineCount - Math.Max(1, Scrolled.PageSize)));
}
