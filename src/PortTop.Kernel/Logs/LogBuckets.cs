using System.Numerics;

namespace PortTop.Kernel.Logs;

/// <summary>
/// Divides phrases into buckets. A bucket lets through every text whose halves of bytes occur in its anchors, whichever anchor each half is
/// from; so phrases are put together that let the least through together.
/// </summary>
internal static class LogBuckets
{
    private const int Halves = 16;

    /// <summary>How often each byte stands in a log, about, by its two halves.</summary>
    private static readonly double[,] Shares = Weigh();

    /// <summary>Divides phrases. In the order of their anchors, the best of all ways to cut the row is taken.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <param name="count">So many buckets.</param>
    internal static LogPhrase[][] Divide(IEnumerable<LogPhrase> phrases, int count)
    {
        var row = phrases.OrderBy(static phrase => Convert.ToHexString(phrase.Anchor), StringComparer.Ordinal).ToArray();

        // What the first phrases let through in so many buckets, and where the last of these begins.
        var least = new double[count + 1, row.Length + 1];
        var begins = new int[count + 1, row.Length + 1];
        for (var end = 1; end <= row.Length; end++)
        {
            least[0, end] = double.PositiveInfinity;
        }

        for (var end = 1; end <= row.Length; end++)
        {
            for (var buckets = 1; buckets <= count; buckets++)
            {
                least[buckets, end] = double.PositiveInfinity;
            }

            var (low, high) = (new int[LogPhrase.AnchorLength], new int[LogPhrase.AnchorLength]);
            for (var begin = end - 1; begin >= 0; begin--)
            {
                var share = Add(row[begin], low, high);
                for (var buckets = 1; buckets <= count; buckets++)
                {
                    var sum = least[buckets - 1, begin] + share;
                    if (sum < least[buckets, end])
                    {
                        least[buckets, end] = sum;
                        begins[buckets, end] = begin;
                    }
                }
            }
        }

        var divided = new LogPhrase[count][];
        for (var (bucket, end) = (count, row.Length); bucket > 0; bucket--)
        {
            var begin = begins[bucket, end];
            divided[bucket - 1] = row[begin..end];
            end = begin;
        }

        return divided;
    }

    /// <summary>The bytes that a byte of an anchor stands for: an ASCII letter in upper and lower case, all else itself.</summary>
    internal static (byte One, byte Other) Cases(byte value)
        => char.IsAsciiLetter((char)value) ? (value, (byte)(value ^ 0x20)) : (value, value);

    /// <summary>Adds a phrase to the halves of a bucket, and returns the share of texts that it then lets through.</summary>
    private static double Add(LogPhrase phrase, int[] low, int[] high)
    {
        var share = 1d;
        for (var i = 0; i < LogPhrase.AnchorLength; i++)
        {
            var (one, other) = Cases(phrase.Anchor[i]);
            low[i] |= (1 << (one & 0xF)) | (1 << (other & 0xF));
            high[i] |= (1 << (one >> 4)) | (1 << (other >> 4));
            share *= Share(low[i], high[i]);
        }

        return share;
    }

    private static double Share(int low, int high)
    {
        var sum = 0d;
        for (var upper = high; upper != 0; upper &= upper - 1)
        {
            for (var lower = low; lower != 0; lower &= lower - 1)
            {
                sum += Shares[BitOperations.TrailingZeroCount(upper), BitOperations.TrailingZeroCount(lower)];
            }
        }

        return sum;
    }

    private static double[,] Weigh()
    {
        var shares = new double[Halves, Halves];
        var sum = 0d;
        for (var value = 0; value <= byte.MaxValue; value++)
        {
            sum += shares[value >> 4, value & 0xF] = LogPhrase.Frequency((char)value);
        }

        for (var value = 0; value <= byte.MaxValue; value++)
        {
            shares[value >> 4, value & 0xF] /= sum;
        }

        return shares;
    }
}
