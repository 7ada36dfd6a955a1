using System.Globalization;
using System.Text;
using PortTop.Tui.Device;

namespace PortTop.Tests.Program.Themes;

/// <summary>What a sequence of SGR makes a terminal show: two colours, and whether it is bold, underlined or reversed.</summary>
internal readonly record struct Look(Light Foreground, Light Background, string Attributes)
{
    /// <summary>The 16 as xterm shows them.</summary>
    private static readonly int[] Basic =
    [
        0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
        0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ];

    private static readonly int[] Levels = [0, 95, 135, 175, 215, 255];

    /// <summary>The look of style <paramref name="style"/> on a terminal that is white or black where nothing says otherwise.</summary>
    internal static Look Of(Palette palette, int style, bool isWhite)
    {
        var (foreground, background) = isWhite ? (0x000000, 0xffffff) : (0xe5e5e5, 0x000000);
        var attributes = string.Empty;
        var words = new Queue<int>(Encoding.ASCII.GetString(palette.Sequence(style))[2..^1].Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => int.Parse(word, CultureInfo.InvariantCulture)));
        while (words.TryDequeue(out var word))
        {
            switch (word)
            {
                case < 10:
                    attributes += word;
                    break;
                case 38:
                    foreground = Extended(words);
                    break;
                case 48:
                    background = Extended(words);
                    break;
                case >= 100:
                    background = Basic[word - 92];
                    break;
                case >= 90:
                    foreground = Basic[word - 82];
                    break;
                case >= 40:
                    background = Basic[word - 40];
                    break;
                default:
                    foreground = Basic[word - 30];
                    break;
            }
        }

        var isReversed = attributes.Contains('7', StringComparison.Ordinal);
        return new Look(Light.Of(isReversed ? background : foreground), Light.Of(isReversed ? foreground : background), attributes);
    }

    private static int Extended(Queue<int> words)
    {
        if (words.Dequeue() == 2)
        {
            return (words.Dequeue() << 16) | (words.Dequeue() << 8) | words.Dequeue();
        }

        var index = words.Dequeue();
        return index switch
        {
            < 16 => Basic[index],
            >= 232 => (8 + (10 * (index - 232))) * 0x010101,
            _ => (Levels[(index - 16) / 36] << 16) | (Levels[(index - 16) / 6 % 6] << 8) | Levels[(index - 16) % 6],
        };
    }
}
