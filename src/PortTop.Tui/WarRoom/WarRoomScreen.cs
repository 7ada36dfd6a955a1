using System.Drawing;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;
using Terminal.Gui.ViewBase;

namespace PortTop.Tui.WarRoom;

/// <summary>
/// The war room: the verdict and the worst countdown in letters that can be read from five metres, the fullest pools as bars, the last
/// events, a clock. Nothing blinks, and what is not how it stands now looks so.
/// </summary>
internal sealed class WarRoomScreen : ScreenPart
{
    private readonly MessageBar _message = new();
    private readonly VerdictBar _verdict = new();
    private UiState _state = new();
    private (UiState? State, Size Screen) _measured;
    private WarRoomSizes _sizes;

    /// <summary>The screen.</summary>
    internal WarRoomScreen()
    {
        var events = new WarRoomEvents(this) { Height = Dim.Fill() };
        Stack(_message, new WarRoomWord(this), _verdict, new WarRoomNumber(this), new WarRoomCaption(this), new WarRoomBars(this), events);
    }

    /// <summary>What is told in large letters.</summary>
    internal WarRoomVerdict Verdict { get; private set; }

    /// <summary>How large.</summary>
    internal WarRoomSizes Sizes
    {
        get
        {
            var screen = Screens.Of(this);
            if (!ReferenceEquals(_measured.State, _state) || _measured.Screen != screen)
            {
                _measured = (_state, screen);
                _sizes = new WarRoomSizes(Verdict, screen);
            }

            return _sizes;
        }
    }

    /// <summary>Of the past nothing shines.</summary>
    internal void Age(CellGrid cells)
    {
        for (var row = 0; row < cells.Height && Verdict.IsAged; row++)
        {
            cells.Restyle(0, row, cells.Width, (int)Role.Muted);
        }
    }

    /// <inheritdoc/>
    internal override void Show(UiState state)
    {
        _state = state;
        Verdict = WarRoomVerdict.Of(state);

        // A message says by itself that it is old, but for that of a poll that is only late.
        _message.IsMuted = Verdict.IsAged && Verdict.Word == WarRoomVerdict.Stale;
        _verdict.IsMuted = Verdict.IsAged;
        base.Show(state);
    }
}
