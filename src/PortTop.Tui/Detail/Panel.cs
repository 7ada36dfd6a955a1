using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>A panel of the detail: a title with its number, and what it shows below; enlarged, with a text that scrolls.</summary>
/// <param name="panels">The panels that it is one of.</param>
/// <param name="kind">Which.</param>
internal abstract class Panel(PanelsView panels, DetailPanel kind) : StateView
{
    /// <summary>Which panel it is.</summary>
    internal DetailPanel Kind => kind;

    /// <summary>How many lines there are to scroll through where it is enlarged.</summary>
    internal virtual int LineCount => panels.Texts.Lines.Count;

    /// <summary>How many of them are shown at once.</summary>
    internal virtual int PageSize => Math.Max(0, Box.Rows - PanelText.HeadRows(panels.Shown, Box, LineCount));

    /// <summary>The panels that it is one of.</summary>
    protected PanelsView Panels => panels;

    /// <summary>It has the whole screen.</summary>
    protected bool IsLarge => State.Panel == kind;

    /// <summary>Enlarged, it has a text.</summary>
    protected virtual bool HasText => true;

    /// <summary>Its cells.</summary>
    protected PanelBox Box => new(Viewport.Width, Math.Max(0, Viewport.Height - 1), Frame.X > 0);

    /// <summary>Draws what it shows beside others.</summary>
    /// <param name="cells">The panel.</param>
    /// <param name="box">Its place in them.</param>
    /// <param name="title">The column behind the title.</param>
    protected abstract void PaintBody(CellGrid cells, PanelBox box, int title);

    /// <summary>Draws what stands above the text where it is enlarged.</summary>
    protected virtual void PaintHead(CellGrid cells, PanelBox box)
    {
    }

    /// <inheritdoc/>
    protected sealed override void Paint(CellGrid cells)
    {
        var box = Box;
        var title = PanelTitle.Draw(State, cells, kind, box);
        if (!IsLarge || !HasText)
        {
            PaintBody(cells, box, title);
            return;
        }

        var head = PanelText.HeadRows(State, box, panels.Texts.Lines.Count);
        if (head > 0)
        {
            PaintHead(cells, box with { Rows = head });
        }

        PanelText.Draw(State, cells, box, head, panels.Top, panels.Texts.Lines, title);
    }
}
