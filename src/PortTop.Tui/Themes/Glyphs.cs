namespace PortTop.Tui.Themes;

/// <summary>The characters beyond ASCII that screens use, or what stands for them.</summary>
public sealed class Glyphs
{
    private Glyphs()
    {
    }

    /// <summary>For terminals that show Unicode one column wide.</summary>
    public static Glyphs Unicode { get; } = new()
    {
        Arrow = "→",
        Marker = "▸",
        Ellipsis = "…",
        Dash = "–",
        Minus = "−",
        Crumb = "›",
        Up = '▴',
        Down = '▾',
        Rule = '─',
        Junction = '┬',
        Separator = '│',
        Tick = '┊',
        Parts = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
        Levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
        Shades = ['▒', '▓', '█', '░'],
        StateFillings = ['█', '▓', '▒', '░'],
        Halves = ['▀', '▄', '█'],
        MapFillings = ['R', 'B', '▓', '▒', '█', '▄', '?', '░', '·'],
    };

    /// <summary>For all others.</summary>
    public static Glyphs Ascii { get; } = new()
    {
        Arrow = "->",
        Marker = ">",
        Ellipsis = "~",
        Dash = "-",
        Minus = "-",
        Crumb = ">",
        Up = '^',
        Down = 'v',
        Rule = '-',
        Junction = '+',
        Separator = '|',
        Tick = ':',
        Parts = ['#'],
        Levels = ['_', '.', '-', '=', '#'],
        Shades = ['x', '%', '#', '.'],
        StateFillings = ['#', '%', '=', '.'],
        Halves = ['"', 'm', '#'],
        MapFillings = ['R', 'B', '%', '=', '#', '+', '?', ':', '.'],
    };

    /// <summary>From source to destination.</summary>
    public required string Arrow { get; init; }

    /// <summary>Before the selected row.</summary>
    public required string Marker { get; init; }

    /// <summary>Where text was left out; one column.</summary>
    public required string Ellipsis { get; init; }

    /// <summary>Between the ends of a range.</summary>
    public required string Dash { get; init; }

    /// <summary>Before a term that is taken away.</summary>
    public required string Minus { get; init; }

    /// <summary>Between the steps of a path.</summary>
    public required string Crumb { get; init; }

    /// <summary>The order of a column turned round.</summary>
    public required char Up { get; init; }

    /// <summary>The order of a column as it comes.</summary>
    public required char Down { get; init; }

    /// <summary>A horizontal line.</summary>
    public required char Rule { get; init; }

    /// <summary>A horizontal line with a branch downwards.</summary>
    public required char Junction { get; init; }

    /// <summary>A vertical line.</summary>
    public required char Separator { get; init; }

    /// <summary>The mark of the half on a bar.</summary>
    public required char Tick { get; init; }

    /// <summary>The heights that a cell can show, the lowest first.</summary>
    public required IReadOnlyList<char> Levels { get; init; }

    /// <summary>Parts of a bar's cell, from the smallest to the whole.</summary>
    public required IReadOnlyList<char> Parts { get; init; }

    /// <summary>The fillings of the bar of states: TIME-WAIT, CLOSE-WAIT, ESTAB, all others.</summary>
    public required IReadOnlyList<char> StateFillings { get; init; }

    /// <summary>The fillings of the range map, in the order of the uses of a port.</summary>
    public required IReadOnlyList<char> MapFillings { get; init; }

    /// <summary>The fillings of the range bar: reserved, held, used, free.</summary>
    public required IReadOnlyList<char> Shades { get; init; }

    /// <summary>The upper half of a cell, the lower half, and the whole.</summary>
    public required IReadOnlyList<char> Halves { get; init; }
}
