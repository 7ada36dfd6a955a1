using System.Globalization;

namespace PortTop.Tui.Device;

/// <summary>A colour: the terminal's own, one of its 256, or red, green and blue.</summary>
public readonly record struct Color
{
    private static readonly string[] Names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

    /// <summary>The levels of a channel in the colour cube of xterm, colours 16 to 231.</summary>
    private static readonly int[] CubeLevels = [0, 95, 135, 175, 215, 255];

    /// <summary>The first 16 as xterm shows them, for finding the nearest.</summary>
    private static readonly int[] Basic =
    [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ];

    private const int DarkBlue = 4;
    private const int BrightBlue = 12;

    /// <summary>Colours with less of a hue than this are greys.</summary>
    private const double GreySaturation = 0.3;

    private Color(Kinds kind, int value)
    {
        Kind = kind;
        Value = value;
    }

    private enum Kinds : byte
    {
        Default,
        Indexed,
        Rgb,
    }

    /// <summary>True for the terminal's own colour.</summary>
    public bool IsDefault => Kind == Kinds.Default;

    private Kinds Kind { get; }

    private int Value { get; }

    /// <summary>Reads a colour word: default, black … white, bright-black … bright-white, 0 … 255, #rrggbb.</summary>
    public static bool TryParse(string word, out Color color)
    {
        color = default;
        if (word == "default")
        {
            return true;
        }

        if (word.StartsWith('#'))
        {
            var isHex = word.Length == 7 & int.TryParse(word.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb);
            color = new Color(Kinds.Rgb, rgb);
            return isHex;
        }

        if (byte.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            color = new Color(Kinds.Indexed, index);
            return true;
        }

        const string Bright = "bright-";
        var isBright = word.StartsWith(Bright, StringComparison.Ordinal);
        var name = Array.IndexOf(Names, isBright ? word[Bright.Length..] : word);
        color = new Color(Kinds.Indexed, name + (isBright ? 8 : 0));
        return name >= 0;
    }

    /// <summary>
    /// The SGR parameters that choose this colour, with a semicolon before; empty for the terminal's own or where there are no colours.
    /// </summary>
    /// <param name="depth">How many colours the terminal has.</param>
    /// <param name="isBackground">True for the background.</param>
    internal string Parameters(ColorDepth depth, bool isBackground)
    {
        if (IsDefault || depth == ColorDepth.None)
        {
            return string.Empty;
        }

        var ground = isBackground ? 10 : 0;
        if (depth == ColorDepth.True && Kind == Kinds.Rgb)
        {
            return $";{38 + ground};2;{Value >> 16};{(Value >> 8) & 255};{Value & 255}";
        }

        var index = Kind == Kinds.Indexed ? Value : NearestIndexed(Value);
        if (depth == ColorDepth.Sixteen && index >= 16)
        {
            index = NearestBasic(Kind == Kinds.Rgb ? Value : ToRgb(index));

            // Dark blue is hardly seen on black, and most terminals are.
            index = index == DarkBlue && !isBackground ? BrightBlue : index;
        }

        return index switch
        {
            < 8 => $";{30 + ground + index}",
            < 16 => $";{90 + ground + index - 8}",
            _ => $";{38 + ground};5;{index}",
        };
    }

    private static int NearestIndexed(int rgb)
        => Enumerable.Range(16, 240).MinBy(index => Distance(ToRgb(index), rgb));

    /// <summary>
    /// The one of 16 that keeps the hue, by hue, saturation and value: the nearest by distance would be grey for most colours, and a
    /// warning must not turn grey.
    /// </summary>
    private static int NearestBasic(int rgb)
    {
        double red = rgb >> 16;
        double green = (rgb >> 8) & 255;
        double blue = rgb & 255;
        var value = Math.Max(red, Math.Max(green, blue)) / 255;
        var spread = (value * 255) - Math.Min(red, Math.Min(green, blue));
        if (spread <= GreySaturation * value * 255)
        {
            return value switch { < 0.2 => 0, < 0.55 => 8, < 0.85 => 7, _ => 15 };
        }

        var sixths = value * 255 == red ? (green - blue) / spread
            : value * 255 == green ? ((blue - red) / spread) + 2
            : ((red - green) / spread) + 4;

        // Red, yellow, green, cyan, blue, magenta in the order of hue, by their ANSI numbers.
        ReadOnlySpan<int> hues = [1, 3, 2, 6, 4, 5];
        var hue = hues[(int)Math.Round(sixths + 6, MidpointRounding.AwayFromZero) % 6];
        return value >= 0.85 ? hue + 8 : hue;
    }

    private static int ToRgb(int index)
    {
        if (index < 16)
        {
            return Basic[index];
        }

        if (index >= 232)
        {
            return (8 + (10 * (index - 232))) * 0x010101;
        }

        var cube = index - 16;
        return (CubeLevels[cube / 36] << 16) | (CubeLevels[cube / 6 % 6] << 8) | CubeLevels[cube % 6];
    }

    private static int Distance(int a, int b)
    {
        var red = (a >> 16) - (b >> 16);
        var green = ((a >> 8) & 255) - ((b >> 8) & 255);
        var blue = (a & 255) - (b & 255);
        return (2 * red * red) + (4 * green * green) + (3 * blue * blue);
    }
}
