using PortTop.Model;

namespace PortTop.Tests;

/// <summary>Made-up logs.</summary>
internal static class LogSamples
{
    /// <summary>A log with two signs, one that cannot be read, one that is behind, one of which something was passed over.</summary>
    internal static IReadOnlyList<LogSample> All { get; } =
    [
        new(
            new LogReading("/var/log/nginx/error.log", null, []),
            [
                Sign(0, 3400, 12, 12, "connect() failed (99: Cannot assign requested address)", Samples.Time),
                Sign(1, 1, 0, 0, "bind() failed (98: Address already in use)", Samples.Time.AddSeconds(-75)),
            ]),
        new(new LogReading("kernel", "needs CAP_SYSLOG", []), []),
        new(new LogReading("/srv/app/with-a-long-name.log", null, []) { Behind = 3 << 20 }, []),
        new(new LogReading("/srv/app/noisy.log", null, []) { Skipped = 1 << 30, Behind = 5 }, []),
        new(new LogReading("/srv/app/quiet.log", null, []), []),
    ];

    private static LogSignSample Sign(int sign, long total, long added, double rate, string line, DateTimeOffset last)
        => new(new LogCount(LogSign.All[sign], total, added, line), rate, Samples.Time.AddSeconds(-75), last);
}
