using System.Drawing;
using PortTop.Tui.State;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.Widgets;

/// <summary>
/// A part of a screen: as wide as its screen, as high as what it has to say, and drawn again where a state says something else.
/// </summary>
public abstract class StateView : CellView
{
    /// <summary>A part that asks for its rows.</summary>
    protected StateView()
    {
        Width = Dim.Fill();
        Height = Dim.Func(_ => Rows);
    }

    /// <summary>The state that is shown.</summary>
    protected UiState State { get; private set; } = new();

    /// <summary>The rows that it asks for; none where it has nothing to say.</summary>
    protected virtual int Rows => 1;

    /// <summary>The whole screen.</summary>
    protected Size ScreenSize => Screens.Of(this);

    /// <summary>The rows that it asks for, for what is reckoned before the layout.</summary>
    internal int RowsAskedFor => Rows;

    /// <summary>Another state is to be shown.</summary>
    protected virtual void Renew()
    {
    }

    /// <summary>Shows a state.</summary>
    internal void Show(UiState state)
    {
        if (ReferenceEquals(state, State))
        {
            return;
        }

        State = state;
        Renew();
        if (Height is DimFunc && Frame.Height != Rows)
        {
            SuperView?.SetNeedsLayout();
        }

        Repaint();
    }
}
