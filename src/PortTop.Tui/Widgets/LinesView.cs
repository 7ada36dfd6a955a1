using System.Drawing;
using PortTop.Tui.Device;
using PortTop.Tui.Keys;
using PortTop.Tui.State;

namespace PortTop.Tui.Widgets;

/// <summary>A page of text that scrolls.</summary>
internal abstract class LinesView : StateView, IScroller
{
    private IReadOnlyList<PageLine> _lines = [];
    private UiState? _of;
    private int _width;

    /// <summary>How many lines are shown at once.</summary>
    internal int PageSize => Math.Max(1, ScreenSize.Height - 2);

    /// <summary>The lines of the page, wrapped to the width of the screen.</summary>
    internal IReadOnlyList<PageLine> Lines
    {
        get
        {
            var width = ScreenSize.Width;
            if (!ReferenceEquals(_of, State) || _width != width)
            {
                (_of, _width) = (State, width);
                _lines = Write(State, ScreenSize);
            }

            return _lines;
        }
    }

    /// <summary>The first line that is shown.</summary>
    internal int Top { get; private set; }

    /// <summary>From the first line on again.</summary>
    internal void Rewind() => Top = 0;

    /// <inheritdoc/>
    public void Move(UiAction action)
    {
        Top = Math.Clamp(Moves.Move(Top, action, PageSize, Lines.Count), 0, Math.Max(0, Lines.Count - PageSize));
        Repaint();
    }

    /// <summary>Writes the lines of a state for a screen of that size.</summary>
    protected abstract IReadOnlyList<PageLine> Write(UiState state, Size screen);

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        Top = Math.Clamp(Top, 0, Math.Max(0, Lines.Count - PageSize));
        for (var i = 0; i < cells.Height && Top + i < Lines.Count; i++)
        {
            var line = Lines[Top + i];
            var pen = new Pen(cells, 1, i, cells.Width);
            pen.Text(line.Key, line.KeyRole);
            pen.MoveTo(line.TextColumn);
            pen.Text(line.Text, line.TextRole);
        }
    }
}
