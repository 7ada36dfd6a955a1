using System.Diagnostics;
using System.Globalization;
using System.Text;
using PortTop.Kernel;
using PortTop.Kernel.Logs;
using PortTop.Model;

namespace PortTop.Evaluation;

/// <summary>
/// Measures what it costs to watch a log: as fast as it goes, and of a core while 50 MB a second are written. Some lines have signs, and
/// each must count once.
/// </summary>
internal static class LogsBenchmark
{
    private const int BytesPerSecond = 50_000_000;
    private const int Seconds = 10;
    private const int LinesPerSign = 10_000;

    /// <summary>What web servers and applications write, near misses among it.</summary>
    private static readonly string[] Lines =
    [
        "10.1.{0}.17 - - [31/Jan/2026:02:13:08 +0000] \"GET /api/v1/orders/{0}?address=main HTTP/1.1\" 200 {0} \"https://shop.example.com/cart\" \"Mozilla/5.0 (X11; Linux x86_64)\"",
        "2026-01-31T02:13:08.{0}Z ERROR [http-nio-8080-exec-{0}] c.e.shop.PaymentClient - request failed: connect timed out (errno 110), address cannot be reached, error {0}",
        "2026/01/31 02:13:08 [error] 811#811: *{0} connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.2.15, upstream: \"http://10.8.0.12:5432/\"",
        "{{\"level\":\"info\",\"ts\":{0},\"msg\":\"no free slots, out of luck, ports open\",\"os\":\"linux\",\"time\":\"wait\",\"system\":\"address book\"}}",
        "time=\"2026-01-31T02:13:08Z\" level=warning msg=\"failed to assign a worker; cannot assign job {0}\" error=\"context deadline exceeded\"",
    ];

    private const string Sign = "2026/01/31 02:13:08 [crit] 811#811: *{0} connect() to 10.8.0.12:5432 failed (99: Cannot assign requested address) while connecting to upstream";

    internal static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("porttop-logs-");
        try
        {
            var path = Path.Combine(folder.FullName, "error.log");
            var noise = Noise(out var signs);
            Flat(path, noise, signs);
            return Steady(path, noise, signs);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>About a second of noise in whole lines.</summary>
    private static byte[] Noise(out int signs)
    {
        var text = new StringBuilder(BytesPerSecond + 1000);
        signs = 0;
        for (var line = 1; text.Length < BytesPerSecond; line++)
        {
            var isSign = line % LinesPerSign == 0;
            signs += isSign ? 1 : 0;
            text.AppendFormat(CultureInfo.InvariantCulture, isSign ? Sign : Lines[line % Lines.Length], line).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Flat(string path, byte[] noise, int signs)
    {
        for (var round = 0; round < 3; round++)
        {
            File.WriteAllBytes(path, []);
            using var logs = Open(path);
            File.WriteAllBytes(path, noise);
            var before = Environment.CpuUsage.TotalTime;
            var reading = logs.Read()[0];
            while (reading.Behind > 0)
            {
                reading = logs.Read()[0];
            }

            var taken = Environment.CpuUsage.TotalTime - before;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"logs, as fast as it goes: {noise.Length / taken.TotalSeconds / 1e6:F0} MB/s of processor time, {Total(reading)} of {signs} signs"));
        }
    }

    private static int Steady(string path, byte[] noise, int signs)
    {
        File.WriteAllBytes(path, []);
        using var logs = Open(path);
        File.WriteAllBytes(path + ".noise", noise);
        using var writer = Process.Start(new ProcessStartInfo("sh", ["-c", $"i=0; while [ $i -lt {Seconds} ]; do cat \"$0\" >> \"$1\"; i=$((i+1)); sleep 0.95; done", path + ".noise", path]) { UseShellExecute = false }) ?? throw new InvalidOperationException("sh does not start");
        var begin = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        LogReading? reading = null;
        var longest = TimeSpan.Zero;
        do
        {
            Thread.Sleep(1000);
            var start = Stopwatch.GetTimestamp();
            reading = logs.Read()[0];
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
        }
        while (!writer.HasExited || reading.Behind > 0);

        var share = (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(begin);
        var isRight = Total(reading) == (long)signs * Seconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"logs, {BytesPerSecond / 1e6:F0} MB/s for {Seconds} s: core={share:F4}, longest reading={longest.TotalMilliseconds:F1} ms, {Total(reading)} of {signs * Seconds} signs, skipped={reading.Skipped} B"));
        return isRight ? 0 : 1;
    }

    private static LogTable Open(string path)
    {
        var logs = new LogTable([path], new KernelRoots(), TimeProvider.System);
        _ = logs.Read();
        return logs;
    }

    private static long Total(LogReading reading) => reading.Signs.Sum(static sign => sign.Total);
}
