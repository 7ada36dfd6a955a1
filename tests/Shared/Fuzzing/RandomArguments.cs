namespace PortTop.Fuzzing;

/// <summary>Command lines that nobody would type on purpose: values missing, doubled, empty, huge, of another option.</summary>
internal static class RandomArguments
{
    private const int Longest = 60;

    /// <summary>Every command.</summary>
    internal static readonly string[] Commands = ["check", "explain", "probe", "who", "demo", "config", "completion", "man"];

    /// <summary>Every option that any command has, by all its names.</summary>
    internal static readonly string[] Options =
    [
        "--batch", "-b", "--iterations", "-n", "--interval", "-d", "--output", "-o", "--config", "--collector", "--netns",
        "--watch-syscalls", "--upstream", "--log", "--sort", "--filter", "--theme", "--ascii", "--no-color", "--source", "--warning",
        "-w", "--critical", "-c", "--out-within", "--unclear", "--listeners", "--no-ask", "--polls", "--bind", "--udp", "--map", "--yes",
        "--seed", "--speed", "--explain",
        "--list", "--defaults", "--schema", "--theme-schema", "--help", "-h", "-?", "--version",
    ];

    private static readonly string[] Values =
    [
        "", " ", "0", "1", "-1", "2", "0.1", "3600", "1e9", "99999999999999999999", "NaN", "-", "--", "true", "false", "none", "all",
        "own", "8080", "5353/udp", "80/sctp", "json", "table", "xml", "host", "kernel", "/nowhere", "/dev/null", "/proc/self/mem",
        "@", "@/nowhere", "10.8.0.12:5432",
        "127.0.0.2:8080", "[::1]:443", "[fe80::1%1]:80", "[fe80::1%nowhere]:80", "0.0.0.0:1", "127.0.0.1", "::1", "256.1.1.1", ":", "[",
        "used=80%", "used=80%,demand=90%", "used=", "demand=none,failing=0", "failing=1e400", "5m", "90s", "1h", "25h", "auto",
        "netlink", "procfs", "aws-nat", "port-block", "severity", "free", "banana", "default", "beats", "settles", "bind-first",
        "namespaces", "dst:10.8. used>50%", "dport:54x2", "used>", "\"", "!", "|", "a b", "[diagram]", "[suggest]", "\u001b[2J",
        "\u202e", "\ud83d\ude00", "é", "%s%n", "$(reboot)", "'", "\t", "\n",
    ];

    /// <summary>A command line.</summary>
    internal static string[] Make(Random random)
    {
        var words = new List<string>();
        if (random.Next(5) > 0)
        {
            words.Add(Pick(random, Commands));
        }

        for (var count = random.Next(7); count > 0; count--)
        {
            words.Add(random.Next(5) switch
            {
                0 => Pick(random, Values),
                1 => Pick(random, Options) + (random.Next(2) == 0 ? "=" : ":") + Pick(random, Values),
                _ => Pick(random, Options),
            });
            if (random.Next(3) > 0)
            {
                words.Add(Pick(random, Values));
            }
        }

        if (words.Count > 0 && random.Next(20) == 0)
        {
            words[random.Next(words.Count)] = new string(random.Next(2) == 0 ? '9' : 'x', 100_000);
        }

        return [.. words];
    }

    /// <summary>A command line for a message.</summary>
    internal static string Show(string[] words)
        => string.Join(' ', words.Select(static word => $"'{(word.Length > Longest ? word[..Longest] + "…" : word)}'"));

    private static string Pick(Random random, string[] words) => words[random.Next(words.Length)];
}
