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

    /// <summary>Puts a table, or several of which one is shown, between what stands above it and what stands at the bottom.</summary>
    /// <param name="above">The last part above.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="rule">The rule below them. It tells what a table shows, and so is shown after it.</param>
    /// <param name="summary">What stands below the rule.</param>
    private protected void PutBetween(View above, RowsView[] tables, TableRule rule, StateView summary)
    {
        summary.Y = Pos.AnchorEnd();
        rule.Y = Pos.Func(below => below!.Frame.Y - rule.RowsAskedFor, summary);
        Add(summary);
        foreach (var table in tables)
        {
            table.Y = Pos.Bottom(above);
            table.Height = Dim.Func(below => Math.Max(0, below!.Frame.Y - above.Frame.Bottom), rule);
            Add(table);
        }

        Add(rule);
    }

    /// <summary>The parts cover all of it.</summary>
    protected override bool OnClearingViewport() => true;

    /// <inheritdoc/>
    protected override bool OnDrawingText(DrawContext? context) => true;
}
