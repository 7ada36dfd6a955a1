using System.Text;

namespace PortTop.Fuzzing;

/// <summary>
/// What a cat on the keyboard sends: every key, pasted text, characters of all widths, replies of a terminal, cut and broken sequences.
/// </summary>
/// <param name="random">Where chance comes from.</param>
internal sealed class RandomKeys(Random random)
{
    private static readonly string[] Sequences =
    [
        "\r", "\t", "\e", "\u007f", "\e[A", "\e[B", "\e[C", "\e[D", "\e[H", "\e[F", "\e[5~", "\e[6~", "\e[3~", "\eOP", "\e[15~", "\e[1;5C", "\e[200~10.8.0.12:5432 \t\r\e[201~", "\e]11;rgb:0/0/0\a",
        "\e[?62c", "\e[12;3R", "世界", "é", "\U0001F600", "\u202e", "\e[<0;3;4M", "/", "/dst:10.", "/used>50% ", "/state:", "a", "\r", "j", "j",
    ];

    /// <summary>The next bytes.</summary>
    internal byte[] Next() => random.Next(10) switch
    {
        < 5 => [(byte)random.Next(0x20, 0x7f)],
        < 6 => [(byte)random.Next(1, 0x20)],
        < 9 => Encoding.UTF8.GetBytes(Sequences[random.Next(Sequences.Length)]),
        _ => Noise(),
    };

    private byte[] Noise()
    {
        var bytes = new byte[random.Next(1, 12)];
        random.NextBytes(bytes);
        return bytes;
    }
}
