namespace PortTop.Kernel.Logs;

/// <summary>Room for one piece of a log, with what stood before it; one for all logs, which are read one after the other.</summary>
internal sealed class LogBuffer
{
    /// <summary>A piece stays in the second cache of a processor.</summary>
    internal const int PieceLength = 1 << 17;

    private readonly byte[] _bytes = new byte[LogScanner.Memory + PieceLength];

    /// <summary>Where a piece is read to.</summary>
    internal Span<byte> Piece => _bytes.AsSpan(LogScanner.Memory);

    /// <summary>What stood before the piece, and the piece.</summary>
    /// <param name="before">At most <see cref="LogScanner.Memory"/> bytes.</param>
    /// <param name="length">The length of the piece.</param>
    internal ReadOnlySpan<byte> Join(ReadOnlySpan<byte> before, int length)
    {
        var start = LogScanner.Memory - before.Length;
        before.CopyTo(_bytes.AsSpan(start));
        return _bytes.AsSpan(start, before.Length + length);
    }
}
