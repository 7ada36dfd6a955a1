using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Logs;

/// <summary>Logs watched by the program, while they are written and rotated; no privilege is needed.</summary>
public sealed class LogTests : IDisposable
{
    private static readonly string Recording = Path.Combine(AppContext.BaseDirectory, "mixed.netlink");

    private readonly string _root = Directory.CreateTempSubdirectory("porttop-live-").FullName;

    private string Log => Path.Combine(_root, "error.log");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Signs_are_counted_once_through_rotation_and_told_as_they_come()
    {
        File.WriteAllText(Log, "connect() failed (99: Cannot assign requested address), before\n");
        using var polls = Watch("--log", Log, "--log", _root, "--log", "kernel");
        var first = polls.Next().GetProperty("logs");
        first[0].GetProperty("signs").GetArrayLength().ShouldBe(0);
        first[1].GetProperty("problem").GetString().ShouldBe("is a directory; a log is a file");
        first[2].GetProperty("path").GetString().ShouldBe("kernel");

        File.AppendAllText(Log, "connect() failed (99: Cannot assign requested address), 1\nconnect(): Cannot assi");
        Total(polls, 1);
        File.AppendAllText(Log, "gn requested address), 2\n");
        File.Move(Log, Log + ".1");
        File.WriteAllText(Log, "dial tcp 10.8.0.12:5432: connect: cannot assign requested address\n");
        Total(polls, 3);
        File.AppendAllText(Log, "OSError: [Errno 99] Cannot assign requested address\n");
        File.Copy(Log, Log + ".2");
        File.WriteAllText(Log, "Error: connect EADDRNOTAVAIL 10.8.0.12:443 - Local (0.0.0.0:0)\n");
        var sign = Total(polls, 5);

        sign.GetProperty("line").GetString().ShouldBe("Error: connect EADDRNOTAVAIL 10.8.0.12:443 - Local (0.0.0.0:0)");
    }

    [Fact]
    public void A_pipe_is_refused_and_keeps_nobody_waiting()
    {
        Command.Run("mkfifo", [Log]).Status.ShouldBe(0);
        var result = Command.Run(Porttop.Path, ["-b", "-n", "1"], new Dictionary<string, string> { ["TCPDIAG_FILE"] = Recording, ["PORTTOP_LOGS"] = Log });

        result.Status.ShouldBe(0);
        result.Output.ShouldContain("Not seen  ");
        result.Output.ShouldContain("logs");
    }

    private static PollStream Watch(params string[] arguments)
        => new(["-d", "0.2", .. arguments], new Dictionary<string, string> { ["TCPDIAG_FILE"] = Recording });

    /// <summary>The sign of the first log once it has so many lines, and a poll later still has.</summary>
    private static JsonElement Total(PollStream polls, int total)
    {
        _ = polls.Until(
            poll => poll.GetProperty("logs")[0].GetProperty("signs") is var signs && signs.GetArrayLength() > 0 && signs[0].GetProperty("total").GetInt32() >= total,
            $"{total} lines with the sign");
        var sign = polls.Next().GetProperty("logs")[0].GetProperty("signs")[0];
        sign.GetProperty("total").GetInt32().ShouldBe(total);
        return sign;
    }
}
