using System.Globalization;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;

namespace PortTop.Tui.WarRoom;

/// <summary>
/// The war room: the verdict and the worst countdown in letters that can be read from five metres, the fullest pools as bars, the last
/// events, a clock. Nothing blinks, and what is not how it stands now looks so.
/// </summary>
internal static class WarRoomScreen
{
    private const string DemoWord = "DEMO";

    internal static void Draw(UiState state, CellGrid grid)
    {
        var verdict = WarRoomVerdict.Of(state);
        var layout = new WarRoomLayout(state, verdict);
        MessageLine.Draw(state, grid, layout.MessageRow);
        Verdict.Draw(state, grid, layout.VerdictRow);
        WarRoomBars.Draw(state, grid, layout);
        WarRoomEvents.Draw(state, grid, layout);
        if (verdict.IsAged)
        {
            // Of the past nothing shines. A message says by itself that it is old, but for that of a poll that is only late.
            if (verdict.Word == WarRoomVerdict.Stale && layout.MessageRow > 0)
            {
                grid.Restyle(0, layout.MessageRow, grid.Width, (int)Role.Muted);
            }

            for (var row = layout.VerdictRow; row < layout.FooterRow; row++)
            {
                grid.Restyle(0, row, grid.Width, (int)Role.Muted);
            }
        }

        DrawWord(state, grid, verdict, layout);
        if (layout.HasFigureBand)
        {
            DrawFigure(state, grid, verdict, layout);
        }

        WarRoomCaption.Draw(state, grid, verdict, layout.CaptionRow);
        TitleLine.Draw(state, grid);
        Footer.Draw(state, grid, layout.FooterRow);
    }

    /// <summary>The word, with its sign and, where it has no rows of its own, the figure, as far as there is room.</summary>
    private static void DrawWord(UiState state, CellGrid grid, WarRoomVerdict verdict, WarRoomLayout layout)
    {
        Span<char> text = stackalloc char[48];
        var role = verdict.Role;
        var rows = BigText.Rows(layout.WordScale);
        var room = grid.Width - (2 * WarRoomLayout.Left);
        Paint(grid, layout.WordRow, rows, role);
        var length = Compose(state, verdict, layout, room, text);
        BigText.Draw(grid, WarRoomLayout.Left, layout.WordRow, text[..length], layout.WordScale, role, state.Glyphs);
        var width = BigText.Width(text[..length], layout.WordScale);
        var scale = layout.ClockScale == 0 && state.Demo is not null ? BigText.Scale(DemoWord, room - width - WarRoomLayout.Gap, rows) : 0;
        if (scale > 0)
        {
            DrawDemo(grid, layout.WordRow, scale, state.Glyphs);
        }
    }

    /// <summary>Writes the longest of the texts that fit: with sign and figure, with the figure, with the sign, the word alone.</summary>
    private static int Compose(UiState state, WarRoomVerdict verdict, WarRoomLayout layout, int room, Span<char> text)
    {
        var width = BigText.Width(verdict.Word, layout.WordScale);
        var sign = verdict.Sign.Length == 0 ? 0 : BigText.Width(verdict.Sign, layout.WordScale) + BigText.Width(" ", layout.WordScale) + (2 * layout.WordScale);
        var figure = BigText.Width(verdict.Template, layout.WordScale) + BigText.Width(" ", layout.WordScale) + (2 * layout.WordScale);
        var isInline = !layout.HasFigureBand && verdict.Figure != WarRoomFigure.None;
        var withFigure = isInline && width + figure <= room;
        var withSign = sign > 0 && width + sign + (withFigure ? figure : 0) <= room;
        if (isInline && !withFigure && verdict.IsFullIn)
        {
            // A countdown without its time is none: then the time, with one word if need be.
            const string In = "IN ";
            var start = BigText.Width(In, layout.WordScale) + BigText.Width(verdict.Template, layout.WordScale) + layout.WordScale <= room ? Append(In, text) : 0;
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

    /// <summary>The figure at the left, the clock at the right; of a demo that it is one, because its time is made up.</summary>
    private static void DrawFigure(UiState state, CellGrid grid, WarRoomVerdict verdict, WarRoomLayout layout)
    {
        Span<char> text = stackalloc char[24];
        var role = verdict.IsAged || verdict.Pool is null ? verdict.Role : Roles.Of(verdict.Pool.Status.Condition);
        role = verdict.Figure == WarRoomFigure.FailureRate ? Role.Full : role;
        var length = verdict.WriteFigure(state, text);
        Paint(grid, layout.FigureRow, BigText.Rows(layout.FigureScale), Role.Plain);
        Paint(grid, layout.FigureRow, BigText.Rows(layout.FigureScale), role, WarRoomLayout.Left + BigText.Width(verdict.Template, layout.FigureScale) + 1);
        if (BigText.Width(text[..length], layout.FigureScale) <= grid.Width - WarRoomLayout.Left)
        {
            BigText.Draw(grid, WarRoomLayout.Left, layout.FigureRow, text[..length], layout.FigureScale, role, state.Glyphs);
        }

        if (layout.ClockScale == 0)
        {
            return;
        }

        if (state.Demo is not null)
        {
            DrawDemo(grid, layout.FigureRow, layout.ClockScale, state.Glyphs);
            return;
        }

        var shown = state.IsLocalTime ? state.Now.LocalDateTime : state.Now.UtcDateTime;
        if (shown.TryFormat(text, out length, "HH:mm:ss", CultureInfo.InvariantCulture))
        {
            var x = grid.Width - WarRoomLayout.Left - BigText.Width(WarRoomLayout.ClockTemplate, layout.ClockScale);
            BigText.Draw(grid, x, layout.FigureRow, text[..length], layout.ClockScale, Role.Muted, state.Glyphs);
        }
    }

    private static void DrawDemo(CellGrid grid, int row, int scale, Glyphs glyphs)
    {
        var width = BigText.Width(DemoWord, scale);
        var x = grid.Width - WarRoomLayout.Left - width;
        for (var i = 0; i < BigText.Rows(scale); i++)
        {
            grid.Fill(x - 1, row + i, width + 2, ' ', (int)Role.Banner);
        }

        BigText.Draw(grid, x, row, DemoWord, scale, Role.Banner, glyphs);
    }

    /// <summary>Gives a band the background of its role, where the theme has one.</summary>
    private static void Paint(CellGrid grid, int row, int rows, Role role, int columns = int.MaxValue)
    {
        for (var i = 0; i < rows; i++)
        {
            grid.Fill(0, row + i, Math.Min(columns, grid.Width), ' ', (int)role);
        }
    }
}
