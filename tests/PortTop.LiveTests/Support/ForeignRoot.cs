namespace PortTop.LiveTests.Support;

/// <summary>A root of its own, with this machine's /proc in it, in which the static file runs.</summary>
/// <param name="folder">The folder; a file porttop lies in it.</param>
internal sealed class ForeignRoot(string folder)
{
    /// <summary>Everything that porttop does, on the machine that /proc tells of.</summary>
    internal void DoesAllThatItDoesElsewhere()
    {
        Directory.CreateDirectory(Path.Combine(folder, "proc"));

        var batch = Run("-b -n 1 -o json");
        batch.Status.ShouldBe(0, batch.Errors);
        using var poll = System.Text.Json.JsonDocument.Parse(batch.Output);
        poll.RootElement.GetProperty("range").GetProperty("size").GetInt32().ShouldBeGreaterThan(0);
        Run("check").Output.ShouldStartWith("PORTTOP ");
        Run("explain").Status.ShouldBe(0);

        using var terminal = new TmuxTerminal(120, 40);
        terminal.Type(CommandLine(string.Empty) + "; echo \"status $?\"");
        terminal.WaitFor("EACH");
        terminal.WaitFor(" live");
        terminal.Press("?");
        terminal.WaitFor("the row above");
        terminal.Press("q", "q");
        terminal.WaitFor("status 0");
    }

    private CommandResult Run(string arguments) => Command.Run("sh", ["-c", CommandLine(arguments)]);

    /// <summary>In a mount namespace, so that nothing is left mounted whatever happens.</summary>
    private string CommandLine(string arguments)
        => $"unshare --mount sh -c 'mount --bind /proc {folder}/proc && exec chroot {folder} /porttop {arguments} --netns own'";
}
