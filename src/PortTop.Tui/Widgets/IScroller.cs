using PortTop.Tui.Keys;

namespace PortTop.Tui.Widgets;

/// <summary>What keys move through: a list of rows, or lines of a text.</summary>
internal interface IScroller
{
    /// <summary>Moves.</summary>
    /// <param name="action">One of <see cref="Moves"/>.</param>
    void Move(UiAction action);
}
