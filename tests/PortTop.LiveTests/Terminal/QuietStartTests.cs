using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Terminal;

/// <summary>
/// At its start porttop runs no program, and reads nothing that whoever may write in the current or the home directory has put there.
/// Terminal.Gui by itself would do both.
/// </summary>
public sealed class QuietStartTests : IDisposable
{
    private static readonly string[] Planted = ["bash", "sh", "which", "xclip", "xsel", "wl-copy", "pbcopy"];

    /// <summary>What may be read: the kernel, the settings of the machine and of porttop, what a terminal and a time zone are.</summary>
    private static readonly string[] Readable =
    [
        "/proc", "/sys", "/dev", "/etc", "/usr/share/zoneinfo", "/usr/share/terminfo", "/lib/terminfo", "/run/netns", "/var/run/netns",
        "/usr/lib/sysctl.d", "/lib/sysctl.d", "/usr/local/lib/sysctl.d", "/run/sysctl.d",
    ];

    private readonly string _directory = Directory.CreateTempSubdirectory("porttop-planted-").FullName;
    private readonly TmuxTerminal _terminal = new(80, 24);

    public void Dispose()
    {
        _terminal.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Programs_and_settings_that_somebody_planted_do_nothing(bool isOfTheRuntime)
    {
        Plant();
        _terminal.Type($"cd {_directory}");
        _terminal.StartPorttop("demo beats", Environment, program: isOfTheRuntime ? Porttop.OfTheRuntime : Porttop.Path);
        _terminal.WaitFor("payment-api");
        _terminal.Press("?");
        _terminal.WaitFor("Esc back");
        _terminal.Press("Escape", "q");
        _terminal.WaitFor("status 0");

        Directory.GetFiles(_directory, "ran-*").ShouldBeEmpty();
    }

    [Fact]
    public void The_static_file_runs_nothing_and_reads_only_what_it_must()
    {
        Assert.SkipWhen(ProgramEnvironment.Binary is null, "needs the static file: PORTTOP_BINARY");
        Assert.SkipUnless(Command.Exists("strace"), "needs strace");
        Plant();
        var trace = Path.Combine(_directory, "trace");
        _terminal.Type($"cd {_directory}");
        _terminal.Type($"{Environment} strace -f -qq -e trace=execve,execveat,open,openat,openat2 -o {trace} {Porttop.Path}; echo \"status $?\"");
        _terminal.WaitFor("EACH");
        _terminal.Press("q");
        _terminal.WaitFor("status 0");

        var calls = File.ReadAllLines(trace);
        calls.Count(static call => call.Contains("exec", StringComparison.Ordinal)).ShouldBe(1, "itself");
        var read = calls.Where(static call => call.Contains(" = ", StringComparison.Ordinal) && call.Contains('"', StringComparison.Ordinal)
                && !call.Contains("exec", StringComparison.Ordinal) && !call.Contains(" = -1 ", StringComparison.Ordinal))
            .Select(static call => call.Split('"')[1]).Distinct().ToArray();
        read.ShouldContain("/proc/sys/net/ipv4/ip_local_port_range", "it is the trace of a porttop that reads");
        read.Where(static path => !Array.Exists(Readable, root => path.StartsWith(root, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    /// <summary>All that a lookup by name would find first.</summary>
    private string Environment => $"PATH={_directory}:$PATH HOME={_directory} TUI_CONFIG='{{\"Theme\":\"Planted\"}}' ";

    private void Plant()
    {
        foreach (var name in Planted)
        {
            var file = Path.Combine(_directory, name);
            File.WriteAllText(file, $"#!/bin/sh\n: > {_directory}/ran-{name}\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var settings = Directory.CreateDirectory(Path.Combine(_directory, ".tui"));
        File.WriteAllText(
            Path.Combine(settings.FullName, "config.json"),
            """{"Theme":"Planted","Themes":[{"Planted":{"Glyphs.LeftBracket":"!"}}],"Application.DefaultKeyBindings":{"Quit":{"All":["j"]}}}""");
    }
}
