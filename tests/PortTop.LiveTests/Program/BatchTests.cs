using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>The program from the shell, without privilege.</summary>
[Trait("builds", "both")]
public sealed class BatchTests
{
    private static readonly string Recording = Path.Combine(AppContext.BaseDirectory, "mixed.netlink");

    [Theory]
    [InlineData("--nonsense", "Unrecognized command or argument '--nonsense'")]
    [InlineData("-b -n 0", "-n takes the number of polls, at least 1")]
    [InlineData("-b -n many", "-n takes the number of polls, at least 1")]
    [InlineData("-b -o xml", "-o takes table or json")]
    [InlineData("-b -d soon", "--interval: \"soon\" cannot be the interval; it must be a number from 0.1 to 3600")]
    [InlineData("-b -d 0", "--interval: \"0\" cannot be the interval")]
    [InlineData("--collector bpf", "it must be one of auto, netlink, procfs")]
    [InlineData("--sort color", "--sort: \"color\" cannot be the sort; it must be one of severity, owner")]
    [InlineData("--theme banana", "--theme: there is no theme \"banana\"; there are color-blind, default, high-contrast, light, monochrome")]
    [InlineData("-b --config /nowhere.json", "--config /nowhere.json: cannot be read")]
    [InlineData("-n 3", "-n and -o go with -b")]
    public void A_wrong_command_line_is_named_with_the_remedy_and_ends_with_2(string arguments, string error)
    {
        var result = Porttop.Run(arguments.Split(' '));

        result.Status.ShouldBe(2);
        result.Errors.ShouldContain(error);
        result.Errors.ShouldStartWith("porttop: ");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Help_and_version_are_told()
    {
        Porttop.Run("--version").Output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+$");
        var help = Porttop.Run("--help");
        help.Status.ShouldBe(0);
        foreach (var option in new[] { "--batch", "--iterations", "--interval", "--output", "--config", "--theme", "--ascii", "--no-color" })
        {
            help.Output.ShouldContain(option);
        }
    }

    [Fact]
    public void A_recorded_dump_stands_in_for_the_kernel()
    {
        var result = Command.Run(Porttop.Path, ["-b", "-n", "1", "-o", "json"], new Dictionary<string, string> { ["TCPDIAG_FILE"] = Recording });
        using var poll = JsonDocument.Parse(result.Output);

        result.Status.ShouldBe(0);
        poll.RootElement.GetProperty("collector").GetString().ShouldBe("recorded");
        poll.RootElement.Pool("127.0.0.2", 5432).GetProperty("used").GetInt32().ShouldBe(17);
    }

    /// <summary>The recording again and again, each time towards other ports, so that a poll fills more than a pipe.</summary>
    private static string LongRecording()
    {
        var recording = File.ReadAllBytes(Recording);
        var file = Path.GetTempFileName();
        using var output = File.Create(file);
        for (byte copy = 0; copy < 60; copy++)
        {
            for (var at = 0; at < recording.Length; at += (BitConverter.ToInt32(recording, at) + 3) & ~3)
            {
                // idiag_dport, and the cookie's low byte but one, in the struct behind the header.
                recording[at + 16 + 6] = copy;
                recording[at + 16 + 46] = copy;
            }

            output.Write(recording);
        }

        return file;
    }

    [Fact]
    public void A_recording_that_is_not_there_is_named()
    {
        var result = Command.Run(Porttop.Path, ["-b", "-n", "1"], new Dictionary<string, string> { ["TCPDIAG_FILE"] = "/nowhere" });

        result.Status.ShouldBe(2);
        result.Errors.ShouldContain("TCPDIAG_FILE=/nowhere: cannot be read");
    }

    [Fact]
    public void A_recording_cut_off_is_refused_with_the_place()
    {
        var cut = Path.GetTempFileName();
        File.WriteAllBytes(cut, File.ReadAllBytes(Recording)[..1050]);
        var result = Command.Run(Porttop.Path, ["-b", "-n", "1"], new Dictionary<string, string> { ["TCPDIAG_FILE"] = cut });
        File.Delete(cut);

        result.Status.ShouldBe(2);
        result.Errors.ShouldMatch(
            $"^porttop: TCPDIAG_FILE={cut}: ends in the middle of a message at byte [0-9]+; \"ss -tan -D FILE\" writes a dump\n$");
    }

    [Fact]
    public void A_proc_that_is_not_there_is_a_failed_poll_and_no_crash()
    {
        var result = Command.Run(Porttop.Path, ["-b", "-n", "2", "-d", "0.2"], new Dictionary<string, string> { ["PROC_ROOT"] = "/nowhere" });

        result.Status.ShouldBe(1);
        result.Errors.ShouldContain("/nowhere/sys/net/ipv4/ip_local_port_range cannot be read");
    }

    [Fact]
    public void The_table_follows_the_order_that_is_asked_for()
    {
        var environment = new Dictionary<string, string> { ["TCPDIAG_FILE"] = Recording };
        var bySeverity = Command.Run(Porttop.Path, ["-b", "-n", "1"], environment).Output;
        var byFree = Command.Run(Porttop.Path, ["-b", "-n", "1", "--sort", "destination"], environment).Output;

        bySeverity.ShouldContain("Ports     ");
        Order(bySeverity).ShouldBe(["127.0.0.2:5432", "[::1]:443", "127.0.0.1:40500"]);
        Order(byFree).ShouldBe(["[::1]:443", "127.0.0.1:40500", "127.0.0.2:5432"]);

        static IEnumerable<string> Order(string table) => table.Split('\n')
            .SkipWhile(static line => !line.StartsWith("OWNER", StringComparison.Ordinal)).Skip(1)
            .Where(static line => line.Length > 0).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]);
    }

    [Fact]
    public void A_reader_that_goes_away_ends_the_program()
    {
        var result = Command.Run("bash", ["-c", $"'{Porttop.Path}' -b -d 0.1 | head -n 1"]);

        result.Status.ShouldBe(0);
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void What_else_is_in_the_file_stays()
    {
        var file = Path.GetTempFileName();
        Command.Run("bash", ["-c", $"{{ echo BEGIN; '{Porttop.Path}' -b -n 1; '{Porttop.Path}' -b -n 1 -o json; echo END; }} > {file}"]).Status.ShouldBe(0);
        var lines = File.ReadAllLines(file);
        File.Delete(file);

        lines[0].ShouldBe("BEGIN");
        lines[1].ShouldStartWith("porttop ");
        lines[^2].ShouldStartWith("{\"schema\"");
        lines[^1].ShouldBe("END");
    }

    [Fact]
    public void A_pipe_that_somebody_made_non_blocking_is_waited_for()
    {
        // The reader sleeps while more is written than a pipe holds.
        const string Script = "import os, subprocess, sys, time; r, w = os.pipe(); os.set_blocking(w, False); "
            + "p = subprocess.Popen(sys.argv[1:], stdout=w); os.close(w); time.sleep(2); "
            + "n = sum(1 for _ in os.fdopen(r)); print(n, p.wait())";
        var result = Command.Run("python3", ["-c", Script, Porttop.Path, "-b", "-n", "3", "-d", "0.1", "-o", "json"],
            new Dictionary<string, string> { ["TCPDIAG_FILE"] = LongRecording() });

        result.Output.ShouldBe("3 0\n", result.Errors);
    }

    [Theory]
    [InlineData("> /dev/full", "No space left on device")]
    [InlineData(">&-", "Bad file descriptor")]
    public void Output_that_cannot_be_written_is_said(string redirection, string error)
    {
        string[] commands = ["-b -n 1", "demo --list", "demo --explain", "config", "config --defaults", "--help", "check --help"];
        foreach (var command in commands)
        {
            IsSaid(command, redirection, error);
        }
    }

    private static void IsSaid(string command, string redirection, string error)
    {
        var result = Command.Run("bash", ["-c", $"'{Porttop.Path}' {command} {redirection}"]);

        result.Status.ShouldBe(1, command);
        result.Errors.ShouldBe($"porttop: standard output cannot be written: {error}\n", command);
    }

    [Theory]
    [InlineData("check > /dev/full", "No space left on device")]
    [InlineData("check >&-", "Bad file descriptor")]
    [InlineData("check -w > /dev/full", "No space left on device")]
    public void A_check_whose_answer_cannot_be_written_is_unknown_and_never_OK(string arguments, string error)
    {
        var result = Command.Run("bash", ["-c", $"'{Porttop.Path}' {arguments}"]);

        result.Status.ShouldBe(3);
        result.Errors.ShouldContain($"porttop: standard output cannot be written: {error}\n");
    }

    [Fact]
    public void A_check_whose_reader_is_gone_is_unknown()
        => Command.Run("bash", ["-c", $"set -o pipefail; '{Porttop.Path}' check | exec 0<&-"]).Status.ShouldBe(3);

    [Theory]
    [InlineData("--nonsense 2>/dev/full", 2)]
    [InlineData("check -w 2>&-", 3)]
    [InlineData("check -w 2>/dev/full", 3)]
    [InlineData("-b -n 1 --config /nowhere 2>/dev/full", 2)]
    public void What_cannot_be_said_on_standard_error_changes_no_status(string arguments, int status)
        => Command.Run("bash", ["-c", $"'{Porttop.Path}' {arguments}"]).Status.ShouldBe(status);

    [Theory]
    [InlineData("ABRT", 134)]
    [InlineData("SEGV", 139)]
    public void A_fatal_signal_from_outside_ends_a_batch(string signal, int status)
    {
        using var polls = new PollStream(["-d", "0.1"]);
        _ = polls.Next();

        polls.Signal(signal);

        polls.End().Status.ShouldBe(status);
    }

    [Fact]
    public void Wrong_settings_are_named_and_the_rest_runs()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{\n  \"intervall\": 2,\n  \"sort\": \"free\"\n}");
        var result = Porttop.Run("-b", "-n", "1", "--config", file);
        File.Delete(file);

        result.Status.ShouldBe(0);
        result.Errors.ShouldBe($"porttop: {file}:2: there is no setting \"intervall\"; did you mean \"interval\"?\n");
        result.Output.ShouldStartWith("porttop ");
    }

    [Theory]
    [InlineData("xterm", "standard output is no terminal")]
    [InlineData("dumb", "standard output is no terminal")]
    public void Without_a_terminal_the_live_screen_says_what_serves_instead(string term, string error)
    {
        var result = Command.Run(Porttop.Path, [], new Dictionary<string, string> { ["TERM"] = term });

        result.Status.ShouldBe(1);
        result.Errors.ShouldContain(error);
        result.Errors.ShouldContain("porttop -b");
    }
}
