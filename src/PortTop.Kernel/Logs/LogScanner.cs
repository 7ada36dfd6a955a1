namespace PortTop.Kernel.Logs;

/// <summary>
/// Counts the signs in a stream of bytes that comes in pieces, in bounded memory. A line counts once for each sign, however it is cut and
/// however long it is.
/// </summary>
/// <param name="counts">Takes what is found.</param>
internal sealed class LogScanner(LogCounts counts)
{
    /// <summary>
    /// So many bytes of what was read are remembered: enough for every phrase, for a line to show, and to know the file by.
    /// </summary>
    internal const int Memory = 256;

    private readonly byte[] _recent = new byte[Memory];
    private int _recentLength;

    /// <summary>The signs that the line counts for already, a bit each.</summary>
    private int _inLine;

    /// <summary>The last bytes that were read.</summary>
    internal ReadOnlySpan<byte> Recent => _recent.AsSpan(0, _recentLength);

    /// <summary>What comes next does not follow what was read.</summary>
    internal void Reset()
    {
        _recentLength = 0;
        _inLine = 0;
    }

    /// <summary>Takes what stands before the first piece; it does not count.</summary>
    internal void Begin(ReadOnlySpan<byte> before)
    {
        Reset();
        Remember(before);
    }

    /// <summary>Counts the signs of a piece.</summary>
    /// <param name="buffer">Has the piece.</param>
    /// <param name="length">Its length.</param>
    internal void Scan(LogBuffer buffer, int length)
    {
        var before = _recentLength;
        var text = buffer.Join(Recent, length);

        // A line's end in what is remembered was met when that was read.
        var met = before;
        var at = 0;
        while (LogPhrases.Next(text, ref at, out var start) is { } phrase)
        {
            // What was decided before counted then; what is not yet decided is remembered.
            var end = start + phrase.Deciding;
            if (end <= before || end > text.Length)
            {
                continue;
            }

            if (start > met)
            {
                EndLine(text[met..start]);
                met = start;
            }

            if ((_inLine & (1 << phrase.Sign)) == 0)
            {
                _inLine |= 1 << phrase.Sign;
                counts.Add(phrase.Sign, text, start);
            }
        }

        EndLine(text[met..]);
        Remember(text);
    }

    private void EndLine(ReadOnlySpan<byte> text)
    {
        if (_inLine != 0 && text.Contains((byte)'\n'))
        {
            _inLine = 0;
        }
    }

    private void Remember(ReadOnlySpan<byte> text)
    {
        text = text[Math.Max(0, text.Length - Memory)..];
        text.CopyTo(_recent);
        _recentLength = text.Length;
    }
}
