using System.Drawing;
using System.Text;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;
using Terminal.Gui.Drivers;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Widgets;

/// <summary>
/// A view of live figures: it paints what it shows into cells. Only cells that differ go into Terminal.Gui's buffer, and none is marked as
/// changed: the buffer is read by the host. So nothing is cleared first, and Terminal.Gui encodes nothing. A view that nothing lies over
/// puts its cells there itself, as often as a figure changes; all else, places and dialogs and focus, is drawn by Terminal.Gui.
/// </summary>
public abstract class CellView : View
{
    private static readonly string[] Ascii = [.. Enumerable.Range(0, 128).Select(static code => ((char)code).ToString())];

    /// <summary>Characters beyond ASCII as texts, each made once. Views are drawn on one thread.</summary>
    [ThreadStatic]
    private static Dictionary<int, string>? _others;

    private CellGrid _shown = new(1, 1);
    private CellGrid _next = new(1, 1);

    /// <summary>Draws the content onto blank cells, which have the size of the view.</summary>
    protected abstract void Paint(CellGrid cells);

    /// <summary>What the view shows may be something else now: it is drawn where it is.</summary>
    protected void Repaint()
    {
        // Terminal.Gui draws what is shown again, and what has a place again.
        var size = Viewport.Size;
        if (!Visible || size.Width < 1 || size.Height < 1)
        {
            return;
        }

        if (NeedsDraw || NeedsLayout)
        {
            SetNeedsDraw();
            return;
        }

        PaintOnto(_next, size);
        if (_next.IsSameAs(_shown))
        {
            return;
        }

        if (!IsUncovered())
        {
            SetNeedsDraw();
            return;
        }

        (_shown, _next) = (_next, _shown);
        Put(_shown, App!.Driver!.GetOutputBuffer(), ViewportToScreen(Point.Empty));
    }

    /// <summary>No field of its own, no dialog and no menu has some of its cells, and all above it is laid out.</summary>
    private bool IsUncovered()
    {
        if (SubViews.Count > 0 || App is not { Driver: not null, SessionStack.Count: 1 } || App.Popovers?.GetActivePopover() is not null)
        {
            return false;
        }

        for (var view = SuperView; view is not null; view = view.SuperView)
        {
            if (view.NeedsDraw || view.NeedsLayout || !view.Visible)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Every cell is written: nothing is cleared first.</summary>
    protected sealed override bool OnClearingViewport() => true;

    /// <summary>There is no text: nothing is formatted.</summary>
    protected sealed override bool OnDrawingText(DrawContext? context) => true;

    /// <inheritdoc/>
    protected sealed override bool OnDrawingContent(DrawContext? context)
    {
        var size = Viewport.Size;
        if (size.Width < 1 || size.Height < 1 || App?.Driver is not { } driver)
        {
            return true;
        }

        PaintOnto(_next, size);
        (_shown, _next) = (_next, _shown);
        Put(_shown, driver.GetOutputBuffer(), ViewportToScreen(Point.Empty));
        return true;
    }

    /// <summary>Paints as a refresh does, and draws nothing: for what measures painting.</summary>
    internal void PaintOnly() => PaintOnto(_next, Viewport.Size);

    private void PaintOnto(CellGrid grid, Size size)
    {
        if (grid.Width != size.Width || grid.Height != size.Height)
        {
            grid.Resize(size.Width, size.Height);
        }
        else
        {
            grid.Clear();
        }

        Paint(grid);
    }

    /// <summary>Puts cells into the buffer, where nothing lies over them.</summary>
    internal static void Put(CellGrid grid, IOutputBuffer buffer, Point origin)
    {
        var contents = buffer.Contents!;

        // Where a dialog lies over the view the clip has a hole.
        var clip = buffer.Clip is { } region && !region.Contains(new Rectangle(origin, new Size(grid.Width, grid.Height))) ? region : null;
        for (var y = Math.Max(0, -origin.Y); y < grid.Height && origin.Y + y < buffer.Rows; y++)
        {
            var row = grid.Row(y);
            for (var x = Math.Max(0, -origin.X); x < row.Length && origin.X + x < buffer.Cols; x++)
            {
                if (clip is not null && !clip.Contains(origin.X + x, origin.Y + y))
                {
                    continue;
                }

                var isCut = clip is not null && x + 1 < row.Length && row[x + 1].Rune == Cell.Continuation
                    && !clip.Contains(origin.X + x + 1, origin.Y + y);
                var text = TextOf(isCut || row[x].Rune == Cell.Continuation ? ' ' : row[x].Rune);
                var look = Looks.Of(row[x].Style);
                ref var cell = ref contents[origin.Y + y, origin.X + x];
                if ((!ReferenceEquals(cell.Grapheme, text) && cell.Grapheme != text) || cell.Attribute != look)
                {
                    cell = new Terminal.Gui.Drawing.Cell(look, false, text);
                }
            }
        }
    }

    private static string TextOf(int rune)
    {
        if (rune < Ascii.Length)
        {
            return Ascii[rune];
        }

        _others ??= [];
        return _others.TryGetValue(rune, out var text) ? text : _others[rune] = new Rune(rune).ToString();
    }
}
