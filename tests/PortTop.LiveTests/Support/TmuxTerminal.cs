using System.Globalization;

namespace PortTop.LiveTests.Support;

/// <summary>A real terminal: a shell in a tmux of the test's own, in the network namespace that it is given.</summary>
internal sealed class TmuxTerminal : IDisposable
{
    private static int _count;

    private readonly string _socket = $"porttop-test-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}";
    private readonly NetworkNamespace? _network;

    internal TmuxTerminal(int width, int height, NetworkNamespace? network = null)
    {
        Assert.SkipUnless(Command.Exists("tmux"), "needs tmux");
        _network = network;
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", Text(width), "-y", Text(height), "env PS1='ready$ ' LC_ALL=C.UTF-8 bash --norc --noprofile");
        Tmux("set", "-g", "remain-on-exit", "off");
        WaitFor("ready$");
    }

    /// <summary>The screen as text.</summary>
    internal string Screen => Tmux("capture-pane", "-p");

    /// <summary>The screen with its styles.</summary>
    internal string StyledScreen => Tmux("capture-pane", "-p", "-e");

    /// <summary>True while the alternate screen is shown.</summary>
    internal bool IsAlternate => Display("#{alternate_on}") == "1";

    /// <summary>True while the cursor is shown.</summary>
    internal bool HasCursor => Display("#{cursor_flag}") == "1";

    public void Dispose() => Command.Run("tmux", ["-L", _socket, "kill-server"]);

    /// <summary>Types text and Enter into the shell.</summary>
    internal void Type(string line) => Tmux("send-keys", line, "Enter");

    /// <summary>Types text alone.</summary>
    internal void TypeText(string text) => Tmux("send-keys", "-l", text);

    /// <summary>Sends bytes as a keyboard would.</summary>
    internal void SendBytes(byte[] bytes)
        => Tmux(["send-keys", "-H", .. bytes.Select(static value => value.ToString("x2", CultureInfo.InvariantCulture))]);

    /// <summary>Presses keys by the names of tmux.</summary>
    internal void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Makes the terminal another size.</summary>
    internal void Resize(int width, int height) => Tmux("resize-window", "-x", Text(width), "-y", Text(height));

    /// <summary>Closes the terminal under the program's feet.</summary>
    internal void Close() => Tmux("kill-server");

    /// <summary>Starts porttop and waits for its screen.</summary>
    internal void StartPorttop(string arguments = "", string environment = "", string expected = "EACH", string? program = null)
    {
        Type($"{environment} '{program ?? Porttop.Path}' {arguments}; echo \"status $?\"");
        WaitFor(expected);
    }

    /// <summary>The process id of the porttop that runs in this terminal.</summary>
    internal int PorttopId()
    {
        var shell = Display("#{pane_pid}");
        return int.Parse(Command.Run("pgrep", ["-P", shell, "-x", "porttop"]).Output.Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a command in the shell and returns the line that it writes.</summary>
    internal string Ask(string command)
    {
        // The shell tells of its jobs before a prompt, at a time of its own: cleared until nothing comes any more.
        Press("Enter");
        Until(
            () =>
            {
                if (Screen.Trim() == "ready$")
                {
                    return true;
                }

                Tmux("send-keys", "clear", "Enter");
                return false;
            },
            "a clear screen");
        Type($"echo \"<$({command})>\"");
        var screen = WaitFor(">\nready$");
        return screen[(screen.LastIndexOf("\n<", StringComparison.Ordinal) + 2)..screen.LastIndexOf(">\n", StringComparison.Ordinal)].Replace("\n", "", StringComparison.Ordinal);
    }

    /// <summary>Waits until the screen shows a text, and returns the screen.</summary>
    internal string WaitFor(string text)
    {
        var screen = "";
        Until(() => (screen = Screen).Contains(text, StringComparison.Ordinal), text);
        return screen;
    }

    /// <summary>Waits until something holds.</summary>
    internal void Until(Func<bool> condition, string what) => Deadline.Until(condition, what, () => "\n" + Screen);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Display(string format) => Tmux("display-message", "-p", format).Trim();

    private string Tmux(params string[] arguments)
    {
        string[] all = ["-L", _socket, .. arguments];
        var result = _network is null ? Command.Run("tmux", all) : _network.Run(() => Command.Run("tmux", all));
        result.Status.ShouldBe(0, $"tmux {string.Join(' ', arguments)}: {result.Errors}");
        return result.Output;
    }
}
