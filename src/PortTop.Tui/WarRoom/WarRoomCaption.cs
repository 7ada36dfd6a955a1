using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.WarRoom;

/// <summary>The row that tells what the figure is, and what is not seen where all seems well.</summary>
internal sealed class WarRoomCaption(WarRoomScreen room) : StateView
{
    /// <inheritdoc/>
    protected override void Paint(CellGrid cells) => Draw(State, cells, room.Verdict, 0);

    private static void Draw(UiState state, CellGrid grid, WarRoomVerdict verdict, int row)
    {
        var pen = new Pen(grid, WarRoomSizes.Left, row, grid.Width);
        var isDoubtful = verdict.Sign.Length == 0 && !verdict.IsAged && state.Snapshot is { Source.Unseen.Count: > 0 };
        switch (verdict.Figure)
        {
            case WarRoomFigure.Age:
                pen.Text(" ", Role.Banner);
                pen.Duration(state.Now - state.Snapshot!.Time, Role.Banner);
                pen.Clipped(AgeWords(state), Role.Banner, state.Glyphs);
                break;
            case WarRoomFigure.Countdown:
                pen.Text("until full: ", Role.Muted);
                DrawPool(ref pen, state, verdict.Pool!);
                break;
            case WarRoomFigure.FailureRate:
                pen.Clipped("so many connect() calls a second find no port", Role.Muted, state.Glyphs);
                break;
            case WarRoomFigure.FullFor:
                pen.Text("without a free port: ", Role.Muted);
                DrawPool(ref pen, state, verdict.Pool!);
                break;
            case WarRoomFigure.NextFailure:
                pen.Text("works, and fails again in so long: ", Role.Muted);
                DrawPool(ref pen, state, verdict.Pool!);
                break;
            case WarRoomFigure.Share:
                pen.Text(isDoubtful ? "as far as seen, used at most: " : "used at most: ", isDoubtful ? Role.Notice : Role.Muted);
                DrawPool(ref pen, state, verdict.Pool!);
                break;
            default:
                break;
        }

        if (isDoubtful)
        {
            DrawUnseen(ref pen, state, state.Snapshot!.Source.Unseen);
        }
    }

    /// <summary>Whose it is, towards where, and in which namespace.</summary>
    internal static void DrawPool(ref Pen pen, UiState state, PoolSample pool, Role role = Role.Title)
    {
        Span<char> text = stackalloc char[96];
        if (pool.IsElsewhere)
        {
            pen.Clipped(pool.Namespace, role, state.Glyphs);
            pen.Text(" ");
        }

        if (pool.Holder is { } holder)
        {
            pen.Clipped(text[..OwnerText.WriteName(holder.Owner, text)], role, state.Glyphs);
            pen.Text(" ");
            pen.Text(pool.Key.HasDestination ? state.Glyphs.Arrow : string.Empty, role);
            pen.Text(pool.Key.HasDestination ? " " : string.Empty);
        }

        pen.Clipped(text[..PoolAddressText.WriteDestination(pool, text)], role, state.Glyphs);
    }

    private static string AgeWords(UiState state) => state switch
    {
        { IsPast: true } => " ago it was so; Esc comes back to now ",
        { IsPaused: true } => " old: nothing is read; Space goes on ",
        { Trouble: not null } => " old: polls fail, nobody knows how it stands now ",
        _ => " old: no poll came since, nobody knows how it stands now ",
    };

    private static void DrawUnseen(ref Pen pen, UiState state, IReadOnlyList<Unseen> unseen)
    {
        const string Words = "not seen: ";
        const int LeastRoom = 20;
        if (pen.X > WarRoomSizes.Left)
        {
            pen.Skip(3);
        }

        if (pen.Room < LeastRoom)
        {
            return;
        }

        pen.Text(Words, Role.Notice);
        for (var i = 0; i < unseen.Count && pen.Room > 0; i++)
        {
            pen.Text(i > 0 ? ", " : string.Empty, Role.Notice);
            pen.Clipped(unseen[i].What, Role.Notice, state.Glyphs);
        }
    }
}
