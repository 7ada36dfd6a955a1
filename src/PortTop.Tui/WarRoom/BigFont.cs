namespace PortTop.Tui.WarRoom;

/// <summary>
/// Letters that can be read across a room: dots, seven rows high. All figures and the letters of units are five dots wide, so that a
/// number that changes keeps its place. Capitals; of the small letters only the units d, h, m and s.
/// </summary>
internal static class BigFont
{
    /// <summary>The height of every letter in dots.</summary>
    internal const int Height = 7;

    private static readonly Dictionary<char, BigLetter> Letters = new()
    {
        [' '] = BigLetter.Parse(".. .. .. .. .. .. .."),
        ['0'] = BigLetter.Parse(".###. #...# #...# #...# #...# #...# .###."),
        ['1'] = BigLetter.Parse("..#.. .##.. ..#.. ..#.. ..#.. ..#.. .###."),
        ['2'] = BigLetter.Parse(".###. #...# ....# ...#. ..#.. .#... #####"),
        ['3'] = BigLetter.Parse("####. ....# ....# .###. ....# ....# ####."),
        ['4'] = BigLetter.Parse("...#. ..##. .#.#. #..#. ##### ...#. ...#."),
        ['5'] = BigLetter.Parse("##### #.... ####. ....# ....# #...# .###."),
        ['6'] = BigLetter.Parse(".###. #.... #.... ####. #...# #...# .###."),
        ['7'] = BigLetter.Parse("##### ....# ...#. ...#. ..#.. ..#.. ..#.."),
        ['8'] = BigLetter.Parse(".###. #...# #...# .###. #...# #...# .###."),
        ['9'] = BigLetter.Parse(".###. #...# #...# .#### ....# ....# .###."),
        ['A'] = BigLetter.Parse(".###. #...# #...# ##### #...# #...# #...#"),
        ['B'] = BigLetter.Parse("####. #...# #...# ####. #...# #...# ####."),
        ['C'] = BigLetter.Parse(".###. #...# #.... #.... #.... #...# .###."),
        ['D'] = BigLetter.Parse("####. #...# #...# #...# #...# #...# ####."),
        ['E'] = BigLetter.Parse("##### #.... #.... ####. #.... #.... #####"),
        ['F'] = BigLetter.Parse("##### #.... #.... ####. #.... #.... #...."),
        ['G'] = BigLetter.Parse(".###. #...# #.... #.### #...# #...# .###."),
        ['H'] = BigLetter.Parse("#...# #...# #...# ##### #...# #...# #...#"),
        ['I'] = BigLetter.Parse("### .#. .#. .#. .#. .#. ###"),
        ['J'] = BigLetter.Parse("....# ....# ....# ....# #...# #...# .###."),
        ['K'] = BigLetter.Parse("#...# #..#. #.#.. ##... #.#.. #..#. #...#"),
        ['L'] = BigLetter.Parse("#.... #.... #.... #.... #.... #.... #####"),
        ['M'] = BigLetter.Parse("#...# ##.## #.#.# #.#.# #...# #...# #...#"),
        ['N'] = BigLetter.Parse("#...# ##..# ##..# #.#.# #..## #..## #...#"),
        ['O'] = BigLetter.Parse(".###. #...# #...# #...# #...# #...# .###."),
        ['P'] = BigLetter.Parse("####. #...# #...# ####. #.... #.... #...."),
        ['Q'] = BigLetter.Parse(".###. #...# #...# #...# #.#.# #..#. .##.#"),
        ['R'] = BigLetter.Parse("####. #...# #...# ####. #.#.. #..#. #...#"),
        ['S'] = BigLetter.Parse(".#### #.... #.... .###. ....# ....# ####."),
        ['T'] = BigLetter.Parse("##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#.."),
        ['U'] = BigLetter.Parse("#...# #...# #...# #...# #...# #...# .###."),
        ['V'] = BigLetter.Parse("#...# #...# #...# #...# #...# .#.#. ..#.."),
        ['W'] = BigLetter.Parse("#...# #...# #...# #.#.# #.#.# ##.## #...#"),
        ['X'] = BigLetter.Parse("#...# #...# .#.#. ..#.. .#.#. #...# #...#"),
        ['Y'] = BigLetter.Parse("#...# #...# .#.#. ..#.. ..#.. ..#.. ..#.."),
        ['Z'] = BigLetter.Parse("##### ....# ...#. ..#.. .#... #.... #####"),
        ['d'] = BigLetter.Parse("....# ....# .#### #...# #...# #...# .####"),
        ['h'] = BigLetter.Parse("#.... #.... #.##. ##..# #...# #...# #...#"),
        ['m'] = BigLetter.Parse("..... ..... ##.#. #.#.# #.#.# #.#.# #.#.#"),
        ['s'] = BigLetter.Parse("..... ..... .#### #.... .###. ....# ####."),
        [':'] = BigLetter.Parse(". # # . # # ."),
        ['.'] = BigLetter.Parse(". . . . . # #"),
        [','] = BigLetter.Parse(".. .. .. .. .# .# #."),
        ['!'] = BigLetter.Parse("# # # # # . #"),
        ['?'] = BigLetter.Parse(".###. #...# ....# ..##. ..#.. ..... ..#.."),
        ['%'] = BigLetter.Parse("##..# ##..# ...#. ..#.. .#... #..## #..##"),
        ['/'] = BigLetter.Parse("....# ....# ...#. ..#.. .#... #.... #...."),
        ['-'] = BigLetter.Parse("..... ..... ..... ##### ..... ..... ....."),
        ['+'] = BigLetter.Parse("..... ..#.. ..#.. ##### ..#.. ..#.. ....."),
        ['>'] = BigLetter.Parse("#.... .#... ..#.. ...#. ..#.. .#... #...."),
        ['<'] = BigLetter.Parse("....# ...#. ..#.. .#... ..#.. ...#. ....#"),
        ['~'] = BigLetter.Parse("..... ..... .#..# #.#.# #..#. ..... ....."),
    };

    /// <summary>The letter of a character; the question mark for one that there is none of.</summary>
    internal static BigLetter Of(char character) => Letters.TryGetValue(character, out var letter) ? letter : Letters['?'];

    /// <summary>True when the font has the character.</summary>
    internal static bool Has(char character) => Letters.ContainsKey(character);
}
