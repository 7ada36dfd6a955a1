using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>The completion in the shells themselves, at a prompt: what Tab makes of what was typed.</summary>
public sealed class ShellCompletionTests : IDisposable
{
    /// <summary>What is typed, and what stands there after Tab.</summary>
    private static readonly (string Typed, string Completed)[] Lines =
    [
        ("porttop dem", "porttop demo"),
        ("porttop demo clo", "porttop demo close-wait-leak"),
        ("porttop demo --spe", "porttop demo --speed"),
        ("porttop check --unc", "porttop check --unclear"),
        ("porttop check --unclear cri", "porttop check --unclear critical"),
        ("porttop --sort clos", "porttop --sort closeWait"),
        ("porttop --sort=clos", "porttop --sort=closeWait"),
        ("porttop -b -o js", "porttop -b -o json"),
        ("porttop --theme high", "porttop --theme high-contrast"),
        ("porttop --upstream gcp-cloud-nat-d", "porttop --upstream gcp-cloud-nat-dynamic"),
        ("porttop --netns ow", "porttop --netns own"),
        ("porttop --config /proc/sys/net/ipv4/ip_local_port_r", "porttop --config /proc/sys/net/ipv4/ip_local_port_range"),
        ("porttop man porto", "porttop man portop.json"),
        ("porttop completion fi", "porttop completion fish"),
        ("porttop --filter state:uncl", "porttop --filter state:unclear"),
        ("porttop --filter dpor", "porttop --filter dport:"),
        ("porttop check --filter state:full,uncl", "porttop check --filter state:full,unclear"),
        ("porttop --filter 'dst:10.8. sta", "porttop --filter 'dst:10.8. state:"),
        ("porttop --filter 'dst:10.8. !state:uncl", "porttop --filter 'dst:10.8. !state:unclear"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("porttop-completion-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("bash", "bash --norc --noprofile", "source '{0}'; PS1='> '; bind 'set bell-style none'")]
    [InlineData("zsh", "zsh -f", "autoload -Uz compinit; compinit -D -u; source '{0}'; PS1='> '; setopt no_beep")]
    [InlineData("fish", "fish --no-config", "set -g fish_autosuggestion_enabled 0; function fish_prompt; echo '> '; end; source '{0}'")]
    public void Tab_completes_commands_options_and_values(string shell, string start, string prepare)
    {
        Assert.SkipUnless(Command.Exists(shell), $"needs {shell}");
        var script = Porttop.Run("completion", shell);
        script.Status.ShouldBe(0, script.Errors);
        var file = Path.Combine(_folder, "porttop." + shell);
        File.WriteAllText(file, script.Output);
        using var terminal = new TmuxTerminal(100, 24);
        terminal.Type("exec " + start);
        terminal.Type(string.Format(System.Globalization.CultureInfo.InvariantCulture, prepare, file) + "; clear; echo ready for keys");
        terminal.WaitFor("ready for keys\n>");

        foreach (var (typed, completed) in Lines)
        {
            terminal.TypeText(typed);
            terminal.WaitFor(typed);
            terminal.Press("Tab");
            terminal.WaitFor(completed);
            terminal.Press("C-u");
            terminal.TypeText("clear");
            terminal.Press("Enter");
            terminal.Until(() => terminal.Screen.Trim() == ">", "an empty prompt");
        }
    }
}
