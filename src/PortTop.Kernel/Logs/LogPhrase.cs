using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace PortTop.Kernel.Logs;

/// <summary>
/// A phrase that is looked for, and the four bytes of it that are looked for first: the rarest in what logs usually hold.
/// </summary>
internal sealed class LogPhrase
{
    /// <summary>So many bytes are looked for first.</summary>
    internal const int AnchorLength = 4;

    /// <summary>What stands before a * in a phrase begins at most so many bytes before what stands behind it.</summary>
    internal const int Reach = 160;

    /// <summary>What logs consist of, the most common first; what is not here is rare.</summary>
    private const string Common = " etaoinsrlcdpumh/0123.\"gfw:4567y-b89vk=,_jx[]z(){}q;'";

    /// <summary>Words that stand in logs all the time: what is part of them is common, whatever its letters are.</summary>
    private const string CommonWords = "address request failed error available connect free ports out of table full";

    private const char Anything = '*';

    private readonly byte[] _text;

    /// <summary>What stands earlier in the line; empty for nothing.</summary>
    private readonly byte[] _head;

    /// <summary>A phrase of <see cref="Model.LogSign.Phrases"/>.</summary>
    /// <param name="text">The phrase, what stands behind its * at least four bytes long.</param>
    /// <param name="sign">The index of its sign.</param>
    internal LogPhrase(string text, int sign)
    {
        var parts = text.Split(Anything);
        _head = parts.Length > 1 ? Encoding.UTF8.GetBytes(parts[0]) : [];
        _text = Encoding.UTF8.GetBytes(parts[^1]);
        Sign = sign;
        AnchorOffset = Enumerable.Range(0, _text.Length - AnchorLength + 1)
            .MinBy(offset => Commonness(Encoding.Latin1.GetString(_text, offset, AnchorLength)));
        FoldedAnchor = Fold(Anchor);
        MayGoOn = char.IsAsciiDigit(text[^1]);
    }

    /// <summary>The index of its sign in <see cref="Model.LogSign.All"/>.</summary>
    internal int Sign { get; }

    /// <summary>Where its anchor begins.</summary>
    internal int AnchorOffset { get; }

    /// <summary>What is looked for first.</summary>
    internal ReadOnlySpan<byte> Anchor => _text.AsSpan(AnchorOffset, AnchorLength);

    /// <summary>The anchor as <see cref="Fold"/> makes it.</summary>
    internal uint FoldedAnchor { get; }

    /// <summary>So many bytes decide whether it is there: of a number the one behind it does.</summary>
    internal int Deciding => _text.Length + (MayGoOn ? 1 : 0);

    private bool MayGoOn { get; }

    /// <summary>Four bytes as a number that is the same for upper and lower case; others may share it.</summary>
    internal static uint Fold(ReadOnlySpan<byte> anchor) => MemoryMarshal.Read<uint>(anchor) | 0x20202020;

    /// <summary>
    /// True when the phrase, or what it has behind its *, begins there. Where the byte that decides is missing it counts as being there.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The place in it.</param>
    internal bool IsAt(ReadOnlySpan<byte> text, int start)
    {
        var rest = text[start..];
        return rest.Length >= _text.Length && IsSame(rest[.._text.Length], _text)
            && !(MayGoOn && rest.Length > _text.Length && char.IsAsciiDigit((char)rest[_text.Length]))
            && (char.IsAscii((char)_text[0]) || !GoesOn(text[..start]))
            && (_head.Length == 0 || IsBehindHead(text[Math.Max(0, start - Reach)..start]));
    }

    /// <summary>
    /// True for text that ends in the middle of a sentence. Japanese and Chinese have no blanks between words, so that a shop's
    /// メールアドレスは既に使用中です, about a mail address, ends with the text of EADDRINUSE; as an error that follows
    /// a colon or a bracket.
    /// </summary>
    private static bool GoesOn(ReadOnlySpan<byte> before)
        => Rune.DecodeLastFromUtf8(before.TrimEnd((byte)' '), out var last, out _) == OperationStatus.Done
            && !last.IsAscii && Rune.IsLetter(last);

    private bool IsBehindHead(ReadOnlySpan<byte> before)
    {
        before = before[(before.LastIndexOf((byte)'\n') + 1)..];
        for (var at = 0; at <= before.Length - _head.Length; at++)
        {
            if (IsSame(before.Slice(at, _head.Length), _head))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares texts of one length, ASCII letters in upper and lower case alike.</summary>
    private static bool IsSame(ReadOnlySpan<byte> text, ReadOnlySpan<byte> phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (text[i] != phrase[i] && !((text[i] ^ phrase[i]) == 0x20 && char.IsAsciiLetter((char)phrase[i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How often a byte stands in logs, in a measure of its own. Bytes of other characters than ASCII are the rarest.</summary>
    internal static double Frequency(char value)
    {
        const double Rare = .1;
        var rank = Common.IndexOf(char.ToLowerInvariant(value), StringComparison.Ordinal);
        var share = rank < 0 ? Rare : (double)(Common.Length - rank) / Common.Length;
        return !char.IsAscii(value) ? Rare * Rare : char.IsAsciiLetterUpper(value) ? share * Rare : share;
    }

    private static int Commonness(string anchor)
        => anchor.Sum(Commonness) + (CommonWords.Contains(anchor, StringComparison.OrdinalIgnoreCase) ? AnchorLength * Common.Length : 0);

    private static int Commonness(char character)
        => Common.IndexOf(char.ToLowerInvariant(character), StringComparison.Ordinal) is >= 0 and var rank ? Common.Length - rank : 0;
}
