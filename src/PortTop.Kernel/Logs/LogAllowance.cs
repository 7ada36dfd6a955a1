namespace PortTop.Kernel.Logs;

/// <summary>How much may still be read at a poll.</summary>
/// <param name="clock">Measures what it takes.</param>
/// <param name="most">So many bytes at most.</param>
/// <param name="longest">For so long at most.</param>
internal sealed class LogAllowance(TimeProvider clock, long most, TimeSpan longest)
{
    private readonly long _begin = clock.GetTimestamp();
    private long _left = most;

    /// <summary>Nothing more may be read at this poll.</summary>
    internal bool IsUsedUp => _left <= 0 || clock.GetElapsedTime(_begin) >= longest;

    /// <summary>So many bytes may be read next; 0 when it is enough.</summary>
    internal int Next => IsUsedUp ? 0 : (int)Math.Min(_left, LogBuffer.PieceLength);

    /// <summary>So many bytes were read.</summary>
    internal void Use(int bytes) => _left -= bytes;
}
