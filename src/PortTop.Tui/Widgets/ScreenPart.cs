using PortTop.Tui.State;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Widgets;

/// <summary>Parts that stand together and cover all of their place: a screen, or the panels of one.</summary>
public abstract class ScreenPart : View
{
    /// <summary>A place that is filled.</summary>
    protected ScreenPart()
    {
        Width = Dim.Fill();
        Height = Dim.Fill();
        CanFocus = true;
    }

    /// <summary>Shows a state in all of its parts.</summary>
    internal virtual void Show(UiState state)
    {
        foreach (var view in SubViews)
        {
            switch (view)
            {
                case StateView part:
                    part.Show(state);
                    break;
                case ScreenPart parts:
                    parts.Show(state);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Puts parts below each other from the top, each below the one before.</summary>
    protected void Stack(params ReadOnlySpan<View> parts)
    {
        View? above = null;
        foreach (var part in parts)
        {
            part.Y = above is null ? 0 : Pos.Bottom(above);
            Add(part);
            above = part;
        }
    }

    /// <summary>The parts cover all of it.</summary>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingText(DrawContext? context) => true;
}
