using System.Diagnostics;
using Terminal.Gui.Time;

namespace PortTop.Tui.App;

/// <summary>
/// The clock of Terminal.Gui's timers, which neither NTP nor summer time moves. Its own is the local time of day: timers would stand still
/// for an hour in October.
/// </summary>
public sealed class MonotonicTime : ITimeProvider
{
    private static readonly SystemTimeProvider Stock = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public DateTime Now => DateTime.UnixEpoch + Stopwatch.GetElapsedTime(_start);

    /// <inheritdoc/>
    public Task Delay(TimeSpan duration, CancellationToken cancellationToken = default) => Stock.Delay(duration, cancellationToken);

    /// <inheritdoc/>
    public Terminal.Gui.Time.ITimer CreateTimer(TimeSpan interval, Action callback) => Stock.CreateTimer(interval, callback);
}
