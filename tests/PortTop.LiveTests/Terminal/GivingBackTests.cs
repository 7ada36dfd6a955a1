using System.Runtime.InteropServices;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Terminal;

/// <summary>Whatever ends the program, the terminal is as it was before.</summary>
public sealed class GivingBackTests : IDisposable
{
    private readonly TmuxTerminal _terminal = new(80, 24);
    private readonly string _before;

    public GivingBackTests()
    {
        _before = _terminal.Ask("stty -g");
        _before.ShouldContain(':');
    }

    public void Dispose() => _terminal.Dispose();

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    [InlineData("QUIT", 131)]
    [InlineData("USR1", 138)]
    [InlineData("ALRM", 142)]
    [InlineData("ABRT", 134)]
    [InlineData("SEGV", 139)]
    [InlineData("BUS", 135)]
    public void A_signal_gives_the_terminal_back(string signal, int status)
    {
        _terminal.StartPorttop();
        _terminal.IsAlternate.ShouldBeTrue();
        _terminal.HasCursor.ShouldBeFalse();
        Signal(signal);

        _terminal.WaitFor($"status {status}");
        IsGivenBack();
    }

    [Fact]
    public void SIGINT_quits_as_q_does()
    {
        _terminal.StartPorttop();
        Signal("INT");

        _terminal.WaitFor("status 0");
        IsGivenBack();
    }

    [Theory]
    [InlineData("q")]
    [InlineData("C-c")]
    [InlineData("F10")]
    public void A_key_quits_and_leaves_the_verdict_behind(string key)
    {
        _terminal.StartPorttop();
        _terminal.Press(key);

        var screen = _terminal.WaitFor("status 0");
        screen.ShouldContain("porttop " + Environment.MachineName);
        IsGivenBack();
    }

    [Fact]
    public void Control_backslash_gives_the_terminal_back()
    {
        _terminal.StartPorttop();
        _terminal.Press("C-\\");

        _terminal.WaitFor("status 131");
        IsGivenBack();
    }

    /// <summary>The thread that draws, and the one that polls.</summary>
    [Theory]
    [InlineData("porttop")]
    [InlineData("polls")]
    public void An_exception_on_any_thread_gives_the_terminal_back(string thread)
    {
        Assert.SkipUnless(IsAheadOfTime, "needs the static file for x86-64: PORTTOP_BINARY");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to write into another process");
        _terminal.StartPorttop();
        PlantedFault.InManagedCode(_terminal.PorttopId(), thread);

        _terminal.WaitFor("NullReference");
        _terminal.WaitFor("status 134");
        IsGivenBack();
    }

    [Theory]
    [InlineData("porttop")]
    [InlineData("polls")]
    public void A_fault_in_native_code_gives_the_terminal_back(string thread)
    {
        Assert.SkipUnless(IsAheadOfTime, "needs the static file for x86-64: PORTTOP_BINARY");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to write into another process");
        _terminal.StartPorttop();
        PlantedFault.InNativeCode(_terminal.PorttopId(), thread);

        _terminal.WaitFor("status 139");
        IsGivenBack();
    }

    /// <summary>The same in the build for the runtime, which loads what makes it fail.</summary>
    [Theory]
    [InlineData("exception", 134)]
    [InlineData(StartupHook.NativeFault, 139)]
    public void With_the_runtime_too(string how, int status)
    {
        var (hook, sign) = (typeof(GivingBackTests).Assembly.Location, Path.GetTempFileName());
        File.Delete(sign);
        _terminal.StartPorttop(
            environment: $"DOTNET_DbgEnableMiniDump=0 DOTNET_STARTUP_HOOKS='{hook}' {StartupHook.Sign}='{sign}'",
            program: Porttop.OfTheRuntime);
        File.WriteAllText(sign + ".new", how);
        File.Move(sign + ".new", sign);

        _terminal.WaitFor($"status {status}");
        IsGivenBack();
    }

    private static bool IsAheadOfTime
        => ProgramEnvironment.Binary is not null && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The kernel tells of another size only who is in the foreground.</summary>
    [Fact]
    public void A_terminal_that_shrank_meanwhile_is_drawn_in_its_new_size()
    {
        _terminal.StartPorttop();
        _terminal.Press("C-z");
        _terminal.WaitFor("Stopped");
        _terminal.Resize(60, 15);
        _terminal.Until(() => _terminal.Ask("stty size") == "15 60", "the size that the shell sees");
        _terminal.Type("fg");

        _terminal.Until(
            () => _terminal.Screen.TrimEnd('\n').Split('\n') is { Length: 15 } rows
                && rows[^1].TrimEnd().EndsWith("q quit", StringComparison.Ordinal),
            "the keys in the last row");
    }

    [Fact]
    public void Control_Z_gives_the_terminal_back_and_fg_takes_it_again()
    {
        _terminal.StartPorttop();
        for (var round = 0; round < 2; round++)
        {
            _terminal.Press("C-z");
            _terminal.WaitFor("Stopped");
            IsGivenBack();
            _terminal.Type("fg");
            _terminal.WaitFor("EACH");
            _terminal.IsAlternate.ShouldBeTrue();
            _terminal.HasCursor.ShouldBeFalse();
        }

        _terminal.Press("?");
        _terminal.WaitFor("the row above");
        _terminal.Press("q", "q");
        _terminal.Until(() => !_terminal.IsAlternate, "the end");
        IsGivenBack();
    }

    [Fact]
    public void A_program_stopped_from_outside_draws_itself_again()
    {
        _terminal.StartPorttop();
        Signal("STOP");
        _terminal.WaitFor("Stopped");
        _terminal.Type("fg");

        // The screen of before stands there still; what the shell wrote over it is gone once it is drawn anew, and keys count from then on.
        _terminal.Until(() => !_terminal.Screen.Contains("Stopped", StringComparison.Ordinal), "a screen drawn anew");
        _terminal.WaitFor("EACH");
        _terminal.Press("q");
        _terminal.Until(() => !_terminal.IsAlternate, "the end");
        IsGivenBack();
    }

    [Theory]
    [InlineData("C-z")]
    [InlineData("STOP")]
    public void A_stopped_program_can_be_ended_by_the_shell(string how)
    {
        _terminal.StartPorttop();
        var id = _terminal.PorttopId();
        Stop(how);
        _terminal.Type("kill %1");

        _terminal.Until(() => !Directory.Exists($"/proc/{id}"), "the end of the process");
        IsGivenBack();
    }

    [Fact]
    public void In_the_background_it_leaves_the_terminal_to_the_shell()
    {
        _terminal.StartPorttop();
        _terminal.Press("C-z");
        _terminal.WaitFor("Stopped");
        _terminal.Type("bg");
        _terminal.Until(() => Status(_terminal.PorttopId()) == "S", "running in the background");
        IsGivenBack();
        _terminal.Type("fg");
        _terminal.WaitFor("EACH");
        _terminal.Press("q");
        _terminal.Until(() => !_terminal.IsAlternate, "the end");
        IsGivenBack();
    }

    [Fact]
    public void In_the_background_of_a_shell_that_ends_it_ends_too()
    {
        _terminal.StartPorttop();
        var id = _terminal.PorttopId();
        _terminal.Press("C-z");
        _terminal.WaitFor("Stopped");
        _terminal.Type("bg; disown -a");
        IsGivenBack();
        _terminal.Close();

        Deadline.Until(() => !Directory.Exists($"/proc/{id}"), "the end of the process");
    }

    [Fact]
    public void Control_Z_without_a_shell_to_come_back_to_does_nothing()
    {
        using var terminal = new TmuxTerminal(80, 24);
        terminal.Type($"exec '{Porttop.Path}'");
        terminal.WaitFor("EACH");
        terminal.Press("C-z");

        // A key pressed at the very moment is thrown away with what was typed ahead; the next one counts.
        terminal.Until(
            () =>
            {
                terminal.Press("Space");
                Thread.Sleep(200);
                return terminal.Screen.Contains("PAUSED at", StringComparison.Ordinal);
            },
            "a key that works");
    }

    [Fact]
    public void A_terminal_that_goes_away_ends_the_program()
    {
        _terminal.StartPorttop();
        var id = _terminal.PorttopId();
        _terminal.Close();

        Deadline.Until(() => !Directory.Exists($"/proc/{id}"), "the end of the process");
    }

    private static string Status(int id) => File.ReadAllText($"/proc/{id}/stat").Split(' ')[2];

    private void Stop(string how)
    {
        if (how == "STOP")
        {
            Signal(how);
        }
        else
        {
            _terminal.Press(how);
        }

        _terminal.WaitFor("Stopped");
    }

    private void Signal(string name) => Command.Run("kill", ["-" + name, $"{_terminal.PorttopId()}"]).Status.ShouldBe(0);

    private void IsGivenBack()
    {
        _terminal.IsAlternate.ShouldBeFalse("the alternate screen is left");
        _terminal.HasCursor.ShouldBeTrue("the cursor is shown");
        _terminal.Ask("stty -g").ShouldBe(_before, "the line settings are as before");
    }
}
