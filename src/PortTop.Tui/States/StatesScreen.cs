using PortTop.Tui.Bars;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.States;

/// <summary>
/// Who is in which state: the TCP states with their course, and below them who has most sockets in the selected one, towards where, and for
/// how long.
/// </summary>
internal sealed class StatesScreen : ScreenPart
{
    /// <summary>A heading, a leader, the rule and the note stay below the states.</summary>
    private const int Below = 4;

    private readonly StatesTable _states;
    private readonly StatePoolsTable _leaders;
    private bool _areLeadersChosen;

    /// <summary>The screen.</summary>
    /// <param name="apply">Takes what is chosen.</param>
    internal StatesScreen(Apply apply)
    {
        var scope = new FilterBar(apply);
        Action<int?> choose = row => apply(state => UiReducer.Choose(state, row));
        _states = new StatesTable(choose);
        _leaders = new StatePoolsTable(choose);
        var rule = new StateRule();
        var note = new StatesNote { Y = Pos.AnchorEnd() };
        _states.Height = Dim.Func(above => 1 + Math.Clamp(Frame.Height - above!.Frame.Bottom - 1 - Below, 1, MostStates), scope);
        _leaders.Height = Dim.Func(below => Math.Max(0, below!.Frame.Y - rule.Frame.Bottom), note);
        Stack(new VerdictBar(), new MessageBar(), scope, _states, rule, _leaders);
        Add(note);
    }

    /// <summary>The table that keys move through.</summary>
    internal RowsView Table => _areLeadersChosen ? _leaders : _states;

    private int MostStates => App?.Screen.Height switch { >= Screens.TallHeight => 11, >= Screens.NormalHeight => 7, _ => 4 };

    /// <inheritdoc/>
    internal override void Show(UiState state)
    {
        _areLeadersChosen = state.AreLeadersChosen;
        base.Show(state);
    }
}
