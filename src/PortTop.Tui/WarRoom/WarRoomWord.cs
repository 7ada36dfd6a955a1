using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.WarRoom;

/// <summary>The word that tells how it stands, in the largest letters that there is room for.</summary>
/// <param name="room">The war room.</param>
internal sealed class WarRoomWord(WarRoomScreen room) : StateView
{
    /// <inheritdoc/>
    protected override int Rows => room.Sizes.WordRows;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => DrawWord(State, cells, room.Verdict, room.Sizes);

    /// <summary>The word, with its sign and, where it has no rows of its own, the figure, as far as there is room.</summary>
    private static void DrawWord(UiState state, CellGrid grid, WarRoomVerdict verdict, WarRoomSizes layout)
    {
        Span<char> text = stackalloc char[48];
        var role = verdict.Role;
        var rows = BigText.Rows(layout.WordScale);
        var room = grid.Width - (2 * WarRoomSizes.Left);
        WarRoomBand.Fill(grid, 0, rows, role);
        var length = Compose(state, verdict, layout, room, text);
        BigText.Draw(grid, WarRoomSizes.Left, 0, text[..length], layout.WordScale, role, state.Glyphs);
        var width = BigText.Width(text[..length], layout.WordScale);
        var scale = layout.ClockScale == 0 && state.Demo is not null
            ? BigText.Scale(WarRoomBand.DemoWord, room - width - WarRoomSizes.Gap, rows) : 0;
        if (scale > 0)
        {
            WarRoomBand.DrawDemo(grid, 0, scale, state.Glyphs);
        }
    }

    /// <summary>Writes the longest of the texts that fit: with sign and figure, with the figure, with the sign, the word alone.</summary>
    private static int Compose(UiState state, WarRoomVerdict verdict, WarRoomSizes layout, int room, Span<char> text)
    {
        var width = BigText.Width(verdict.Word, layout.WordScale);
        var sign = verdict.Sign.Length == 0 ? 0 : BigText.Width(verdict.Sign, layout.WordScale) + BigText.Width(" ", layout.WordScale)
            + (2 * layout.WordScale);
        var figure = BigText.Width(verdict.Template, layout.WordScale) + BigText.Width(" ", layout.WordScale) + (2 * layout.WordScale);
        var isInline = !layout.HasFigureBand && verdict.Figure != WarRoomFigure.None;
        var withFigure = isInline && width + figure <= room;
        var withSign = sign > 0 && width + sign + (withFigure ? figure : 0) <= room;
        if (isInline && !withFigure && verdict.IsFullIn)
        {
            // A countdown without its time is none: then the time, with one word if need be.
            const string In = "IN ";
            var start = BigText.Width(In, layout.WordScale) + BigText.Width(verdict.Template, layout.WordScale) + layout.WordScale <= room
                ? Append(In, text) : 0;
            return start + verdict.WriteFigure(state, text[start..]);
        }

        var written = 0;
        written += Append(withSign ? verdict.Sign : string.Empty, text[written..]);
        written += Append(withSign ? " " : string.Empty, text[written..]);
        written += Append(verdict.Word, text[written..]);
        if (withFigure)
        {
            text[written++] = ' ';
            written += verdict.WriteFigure(state, text[written..]);
        }

        return written;
    }

    private static int Append(string part, Span<char> text)
    {
        part.CopyTo(text);
        return part.Length;
    }
}
