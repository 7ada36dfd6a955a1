using System.Numerics;
using System.Runtime.Intrinsics;
using PortTop.Model;

namespace PortTop.Kernel.Logs;

/// <summary>
/// Finds the phrases of <see cref="LogSign.All"/>, at sixteen places at a time, in the way of Hyperscan's Teddy: phrases lie in eight
/// buckets, a bit for each, and tables tell for each half of a byte which buckets have an anchor with it. Where the tables of four bytes in
/// a row agree on a bucket, its phrases are compared.
/// </summary>
internal static class LogPhrases
{
    private const int BucketCount = 8;
    private const int TableLength = 16;

    /// <summary>The anchors at sixteen places reach so far.</summary>
    private const int BlockLength = TableLength + LogPhrase.AnchorLength - 1;

    private static readonly LogPhrase[][] Buckets = LogBuckets.Divide(
        LogSign.All.SelectMany(static (sign, index) => sign.Phrases.Select(phrase => new LogPhrase(phrase, index))), BucketCount);

    private static readonly Vector128<byte>[] Low = Tables(static value => value & 0xF);
    private static readonly Vector128<byte>[] High = Tables(static value => value >> 4);

    /// <summary>Finds the next phrase; null where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to begin; then where to go on.</param>
    /// <param name="start">Where the phrase begins.</param>
    internal static LogPhrase? Next(ReadOnlySpan<byte> text, ref int at, out int start)
    {
        while (Candidate(text, ref at) is not 0 and var buckets && at + LogPhrase.AnchorLength <= text.Length)
        {
            var anchor = LogPhrase.Fold(text[at..]);
            for (var rest = buckets; rest != 0; rest &= rest - 1)
            {
                foreach (var phrase in Buckets[BitOperations.TrailingZeroCount(rest)])
                {
                    start = at - phrase.AnchorOffset;
                    if (phrase.FoldedAnchor == anchor && start >= 0 && phrase.IsAt(text, start))
                    {
                        at++;
                        return phrase;
                    }
                }
            }

            at++;
        }

        start = -1;
        return null;
    }

    /// <summary>Goes to the next place where an anchor may be, and returns the buckets that may have it; 0 at the end.</summary>
    private static int Candidate(ReadOnlySpan<byte> text, ref int at)
    {
        var (low0, low1, low2, low3) = (Low[0], Low[1], Low[2], Low[3]);
        var (high0, high1, high2, high3) = (High[0], High[1], High[2], High[3]);
        var half = Vector128.Create((byte)0xF);
        Span<byte> tail = stackalloc byte[BlockLength];
        while (at < text.Length)
        {
            scoped var block = text[at..];
            if (block.Length < BlockLength)
            {
                // No phrase has a NUL.
                tail.Clear();
                block.CopyTo(tail);
                block = tail;
            }

            var first = Vector128.Create(block);
            var second = Vector128.Create(block[1..]);
            var third = Vector128.Create(block[2..]);
            var fourth = Vector128.Create(block[3..]);
            var found = Vector128.ShuffleNative(low0, first & half) & Vector128.ShuffleNative(high0, first >>> 4)
                & Vector128.ShuffleNative(low1, second & half) & Vector128.ShuffleNative(high1, second >>> 4)
                & Vector128.ShuffleNative(low2, third & half) & Vector128.ShuffleNative(high2, third >>> 4)
                & Vector128.ShuffleNative(low3, fourth & half) & Vector128.ShuffleNative(high3, fourth >>> 4);
            if (found != Vector128<byte>.Zero)
            {
                var place = BitOperations.TrailingZeroCount(~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits());
                at += place;
                return found[place];
            }

            at += TableLength;
        }

        return 0;
    }

    /// <summary>For each byte of an anchor the buckets by a half of that byte, ASCII letters in upper and lower case alike.</summary>
    private static Vector128<byte>[] Tables(Func<int, int> half)
    {
        var tables = new Vector128<byte>[LogPhrase.AnchorLength];
        Span<byte> table = stackalloc byte[TableLength];
        for (var i = 0; i < tables.Length; i++)
        {
            table.Clear();
            for (var bucket = 0; bucket < BucketCount; bucket++)
            {
                foreach (var phrase in Buckets[bucket])
                {
                    var (one, other) = LogBuckets.Cases(phrase.Anchor[i]);
                    table[half(one)] |= (byte)(1 << bucket);
                    table[half(other)] |= (byte)(1 << bucket);
                }
            }

            tables[i] = Vector128.Create<byte>(table);
        }

        return tables;
    }
}
