namespace PortTop.Terminal;

/// <summary>Which key a control sequence stands for (xterm control sequences, "PC-Style Function Keys").</summary>
internal static class SequenceKeys
{
    /// <summary>Reads the numbers of a sequence, those that are left out as 0, and returns how many there are.</summary>
    internal static int ReadParameters(ReadOnlySpan<byte> text, Span<int> parameters)
    {
        var count = 0;
        parameters.Clear();
        foreach (var value in text)
        {
            if (value is >= (byte)'0' and <= (byte)'9')
            {
                parameters[count] = Math.Min((parameters[count] * 10) + (value - '0'), 10_000);
            }
            else if (value == ';' && count < parameters.Length - 1)
            {
                count++;
            }
        }

        return count + 1;
    }

    /// <summary>The key that a final byte stands for; the second parameter holds the modifiers. Null for none.</summary>
    internal static KeyPress? Find(byte final, ReadOnlySpan<int> parameters)
    {
        var first = parameters.Length > 0 ? parameters[0] : 0;
        var isControl = parameters.Length > 1 && ((parameters[1] - 1) & 4) != 0;
        Key? key = final switch
        {
            (byte)'A' => Key.Up,
            (byte)'B' => Key.Down,
            (byte)'C' => Key.Right,
            (byte)'D' => Key.Left,
            (byte)'H' => Key.Home,
            (byte)'F' => Key.End,
            (byte)'M' => Key.Enter,
            (byte)'~' => first switch
            {
                1 or 7 => Key.Home,
                2 => Key.Insert,
                3 => Key.Delete,
                4 or 8 => Key.End,
                5 => Key.PageUp,
                6 => Key.PageDown,
                _ => null,
            },
            _ => null,
        };
        if (key is { } known)
        {
            return new KeyPress(known, IsControl: isControl);
        }

        return final switch
        {
            >= (byte)'P' and <= (byte)'S' when parameters.Length < 2 => new KeyPress(Key.Function, Number: final - 'P' + 1),
            (byte)'R' when parameters.Length == 2 => new KeyPress(Key.CursorReport, Number: parameters[1]),
            (byte)'~' when FunctionNumber(first) is > 0 and var number => new KeyPress(Key.Function, Number: number),
            _ => null,
        };
    }

    /// <summary>The numbers of F1 to F12 have gaps that the VT220's keyboard had.</summary>
    private static int FunctionNumber(int parameter) => parameter switch
    {
        >= 11 and <= 15 => parameter - 10,
        >= 17 and <= 21 => parameter - 11,
        23 or 24 => parameter - 12,
        _ => 0,
    };
}
