using PortTop.Model;

namespace PortTop.Kernel.Logs;

/// <summary>Reads one log.</summary>
internal interface ILogReader : IDisposable
{
    /// <summary>
    /// Reads on within the allowance. Never waits, and never fails: what is wrong is told by <see cref="Take"/>. True when it came to the
    /// end.
    /// </summary>
    bool Work(LogBuffer buffer, LogAllowance allowance);

    /// <summary>What was read so far; what is new in it since the last call.</summary>
    LogReading Take();
}
