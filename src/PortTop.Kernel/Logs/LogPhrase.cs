using System.Text;

namespace PortTop.Kernel.Logs;

/// <summary>
/// A phrase that is looked for, and the four bytes of it that are looked for first: the rarest in what logs usually hold.
/// </summary>
internal sealed class LogPhrase
{
    /// <summary>So many bytes are looked for first.</summary>
    internal const int AnchorLength = 4;

    /// <summary>What logs consist of, the most common first; what is not here is rare.</summary>
    private const string Common = " etaoinsrlcdpumh/0123.\"gfw:4567y-b89vk=,_jx[]z(){}q;'";

    /// <summary>Words that stand in logs all the time: what is part of them is common, whatever its letters are.</summary>
    private const string CommonWords = "address request failed error available connect free ports out of table full";

    private readonly byte[] _text;

    /// <summary>A phrase of ASCII.</summary>
    /// <param name="text">The phrase, at least four characters long.</param>
    /// <param name="sign">The index of its sign.</param>
    internal LogPhrase(string text, int sign)
    {
        _text = Encoding.ASCII.GetBytes(text);
        Sign = sign;
        AnchorOffset = Enumerable.Range(0, text.Length - AnchorLength + 1)
            .MinBy(offset => Commonness(text.Substring(offset, AnchorLength)));
        MayGoOn = char.IsAsciiDigit(text[^1]);
    }

    /// <summary>The index of its sign in <see cref="Model.LogSign.All"/>.</summary>
    internal int Sign { get; }

    /// <summary>Where its anchor begins.</summary>
    internal int AnchorOffset { get; }

    /// <summary>What is looked for first.</summary>
    internal ReadOnlySpan<byte> Anchor => _text.AsSpan(AnchorOffset, AnchorLength);

    /// <summary>So many bytes decide whether it is there: of a number the one behind it does.</summary>
    internal int Deciding => _text.Length + (MayGoOn ? 1 : 0);

    private bool MayGoOn { get; }

    /// <summary>True when the text begins with it. Where the byte that decides is missing it counts as being there.</summary>
    internal bool IsAt(ReadOnlySpan<byte> text)
        => text.Length >= _text.Length && Ascii.EqualsIgnoreCase(text[.._text.Length], _text)
            && !(MayGoOn && text.Length > _text.Length && char.IsAsciiDigit((char)text[_text.Length]));

    private static int Commonness(string anchor)
        => anchor.Sum(Commonness) + (CommonWords.Contains(anchor, StringComparison.OrdinalIgnoreCase) ? AnchorLength * Common.Length : 0);

    private static int Commonness(char character)
        => Common.IndexOf(char.ToLowerInvariant(character), StringComparison.Ordinal) is >= 0 and var rank ? Common.Length - rank : 0;
}
