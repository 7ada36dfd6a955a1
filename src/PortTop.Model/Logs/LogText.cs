using System.Globalization;

namespace PortTop.Model;

/// <summary>What logs say, in words.</summary>
public static class LogText
{
    /// <summary>
    /// The end of a path that names the log: "error.log", "kernel". At most <paramref name="width"/> characters, the last of a longer name.
    /// </summary>
    public static string Name(string path, int width)
    {
        var name = path[(path.TrimEnd('/').LastIndexOf('/') + 1)..];
        return name.Length <= width ? name : "~" + name[^(width - 1)..];
    }

    /// <summary>A sign and how often: "EADDRNOTAVAIL 12/s, 3,400 lines".</summary>
    public static string Describe(LogSignSample sign) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sign.Count.Sign.Name} {(sign.Rate is > 0 and var rate ? $"{rate:0.#}/s, " : string.Empty)}{sign.Count.Total:N0} {(sign.Count.Total == 1 ? "line" : "lines")}");

    /// <summary>Why some logs cannot be read; null when all can.</summary>
    public static string? Problem(IEnumerable<LogReading> readings)
        => string.Join("; ", readings.Where(static reading => reading.Problem is not null).Select(static reading => $"{reading.Path} {reading.Problem}")) is { Length: > 0 } problem ? problem : null;

    /// <summary>What of a log was not read, null when all of it was.</summary>
    public static string? Missed(LogReading reading) => reading switch
    {
        { Skipped: > 0, Path: ILogTable.KernelLog } => string.Create(CultureInfo.InvariantCulture, $"{reading.Skipped:N0} lines were overwritten before they could be read"),
        { Skipped: > 0 } => $"{Size(reading.Skipped)} were passed over: it grew faster than it could be read",
        { Behind: > 0 } => $"{Size(reading.Behind)} are still to be read",
        _ => null,
    };

    private static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):N0} MiB");
}
