using System.Globalization;
using System.Text.RegularExpressions;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Terminal;

/// <summary>
/// Every key in every view, in a real terminal, as README lists them: each does what it promises, or says that it means nothing there.
/// </summary>
public sealed partial class WalkTests
{
    private const string Nothing = "That key does nothing";
    private const string Quits = "status 0";

    /// <summary>The ways into the views from the first one, and how each is known.</summary>
    private static readonly Dictionary<string, (string[] Way, string Mark)> Views = new()
    {
        ["pools"] = ([], "▸payment-api"),
        ["filtered"] = (["/", "u", "s", "e", "d", ">", "5", "0", "%", "Enter"], "1 of 3 pools  Esc back"),
        ["groups"] = (["a"], "by destination"),
        ["group"] = (["a", "Enter"], "by destination ›"),
        ["states"] = (["2"], "WHAT IT TELLS"),
        ["owners"] = (["3"], "UNIT, CONTAINER"),
        ["nat"] = (["4"], "Source NAT"),
        ["events"] = (["5"], "Events, the newest first"),
        ["help"] = (["?"], "the selected pool: its ledger"),
        ["ports"] = (["i"], "ports for EACH source address and target"),
        ["why"] = (["e"], "Do   least harm first"),
        ["chat"] = (["y"], "For the chat"),
        ["probe"] = (["p"], "Does the kernel still give a port?"),
        ["detail"] = (["Enter"], "1 Ledger: where did the ports go?"),
        ["panel"] = (["Enter", "5"], "› 5 Range map"),
        ["war room"] = (["w"], "w leave"),
        ["paused"] = (["Space"], "PAUSED at "),
        ["past"] = ([",", ","], "THE PAST: "),
    };

    private static readonly string[] Pages = ["nat", "events", "help", "ports", "why", "chat", "probe"];
    private static readonly string[] Details = ["detail", "panel"];
    private static readonly string[] PoolLists = ["pools", "filtered", "group", "paused", "past"];

    public static TheoryData<string> Names => [.. Views.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_key_does_what_it_promises(string view)
    {
        using var terminal = new TmuxTerminal(120, 40);
        Start(terminal);
        foreach (var (number, (key, isAlias)) in Keys().Index())
        {
            // Other names of a key are tried where it has most to do.
            if (isAlias && view != "pools")
            {
                continue;
            }

            Reset(terminal, number);
            terminal.Press(Views[view].Way);
            terminal.WaitFor(Views[view].Mark);
            var before = terminal.Screen;
            terminal.Press(TmuxName(key));
            var promise = Promise(view, key);
            terminal.Until(() => promise.Holds(before, terminal.Screen), $"\"{key}\" in {view}: {promise.Words}");
            if (promise.Words == Quits)
            {
                terminal.Type("clear");
                Start(terminal);
            }
        }
    }

    /// <summary>Worst pool, owner, cause and remedy in thirty seconds and ten keys: README's walk.</summary>
    [Theory]
    [InlineData(120, 40)]
    [InlineData(80, 24)]
    public void The_walk_of_README_answers_what_a_call_asks(int width, int height)
    {
        using var terminal = new TmuxTerminal(width, height);
        Start(terminal);
        var screen = terminal.Screen;
        screen.ShouldContain("10.0.2.15 → 10.8.0.12:5432");
        screen.ShouldContain("payment-api[811]");
        screen.ShouldContain("Why   short connections that payment-api[811] closes first");
        screen.ShouldContain("Do    reuse connections: a pool, or keep-alive");
        (string Key, string Shows)[] walk =
        [
            ("e", "Do   least harm first"), ("Escape", "▸payment-api"), ("Enter", "1 Ledger: where did the ports go?"), ("5", "held by bind 1"), ("9", "9 Sockets"), ("Escape", "1 Ledger: where did"),
            ("Escape", "▸payment-api"), ("!", "▸payment-api"), ("3", "SOCKETS"), ("p", "not asked yet"), ("Enter", "PortTop  counted"), ("y", "For the chat"),
        ];
        foreach (var (key, shows) in walk)
        {
            terminal.Press(key);
            terminal.WaitFor(shows);
        }
    }

    /// <summary>
    /// As at the start. What the screen shows may be of keys before: a prompt with a word that was never typed before tells that all of
    /// them were heard.
    /// </summary>
    private static void Reset(TmuxTerminal terminal, int number)
    {
        var word = $"heard{number}";
        terminal.Press("Escape", "r", "/", word);
        terminal.WaitFor(word);
        terminal.Press("Escape");
        terminal.Until(() => !terminal.Screen.Contains(word, StringComparison.Ordinal), "the prompt is gone");
    }

    /// <summary>The story is told quickly up to now; before that, clocks jump.</summary>
    private static void Start(TmuxTerminal terminal)
    {
        terminal.StartPorttop("demo beats");
        terminal.Until(
            () =>
            {
                var before = Time(terminal);
                Thread.Sleep(500);
                return Time(terminal) - before is { Ticks: > 0 } passed && passed <= TimeSpan.FromSeconds(2);
            },
            "a clock that goes as clocks do");
    }

    private static TimeSpan? Time(TmuxTerminal terminal)
        => Clock().Match(terminal.Screen) is { Success: true, Value: var clock } ? TimeSpan.Parse(clock, CultureInfo.InvariantCulture) : null;

    /// <summary>The keys of README's table, which is held to the key map; the first name of each is no alias.</summary>
    private static IEnumerable<(string Key, bool IsAlias)> Keys()
    {
        var readme = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"));
        var table = readme[readme.IndexOf("| key | what it does |", StringComparison.Ordinal)..];
        foreach (Match row in Row().Matches(table[..table.IndexOf("\n\n", StringComparison.Ordinal)]))
        {
            var names = row.Groups["names"].Value;
            if (names == "1 to 9 there")
            {
                yield return ("9", false);
                continue;
            }

            foreach (var (i, name) in names.Split(' ').Index())
            {
                yield return (name, i > 0);
            }
        }
    }

    private static string TmuxName(string key) => key switch
    {
        "Esc" => "Escape",
        "PgUp" => "PPage",
        "PgDn" => "NPage",
        ['^', var letter] => "C-" + letter,
        _ => key,
    };

    private static (string Words, Func<string, string, bool> Holds) Promise(string view, string key) => key switch
    {
        "Enter" or "Right" or "l" => Open(view),
        "9" => Details.Contains(view) ? Shows("› 9 Sockets") : Stays(view),
        "1" => Details.Contains(view) ? Shows("› 1 Ledger") : Shows("[1 Pools]"),
        "2" => Details.Contains(view) ? Shows("› 2 Demand") : Shows("[2 States]"),
        "3" => Details.Contains(view) ? Shows("› 3 Used") : Shows("[3 Owners]"),
        "4" => Details.Contains(view) ? Shows("› 4 ") : Toggles(view, "nat"),
        "5" => view == "panel" ? Shows("8 Do, least harm first") : view == "detail" ? Shows("› 5 Range map") : Toggles(view, "events"),
        "?" or "F1" => Toggles(view, "help"),
        "i" => Toggles(view, "ports"),
        "e" => Toggles(view, "why"),
        "y" => Toggles(view, "chat"),
        "w" => Toggles(view, "war room"),
        "p" => view == "probe" ? Answers() : view == "past" ? Shows("Does the kernel still give a port?") : Shows(Views["probe"].Mark),
        "Tab" => view switch { "panel" => Shows("› 6 Owners"), "states" => Shows("Tab states"), _ => Shows(Nothing) },
        "/" => Shows("Esc drop"),
        "!" => Details.Contains(view) ? Shows("10.8.0.12:5432") : Shows("▸payment-api"),
        "a" => view is "groups" or "group" ? Shows("by remote IP") : Shows("by destination"),
        "r" => Shows("As at the start"),
        "s" => PoolLists.Contains(view) ? Shows("OWNER▾") : view == "groups" ? Shows("DESTINATION▾") : Shows(Nothing),
        "S" => PoolLists.Contains(view) && view != "group" && view != "filtered" ? Shows("▸fetcher") : view is "group" or "filtered" or "groups" ? Stays(view) : Shows(Nothing),
        "Space" => view == "paused" ? Hides("PAUSED") : Shows("PAUSED"),
        "t" => Shows("heme "),
        "+" => Shows("A poll every 2 s."),
        "-" => Shows("A poll every 0.5 s."),
        "," or "<" => Shows("PAST"),
        "." or ">" => view == "past" ? Changes("what is shown") : view == "chat" ? Shows(Views["pools"].Mark) : Shows(Nothing),
        "Down" or "j" or "PgDn" or "^f" or "^d" or "End" or "G" => Down(view),
        "Up" or "k" or "PgUp" or "^b" or "^u" or "Home" or "g" or "^l" => Stays(view),
        "Esc" or "Left" or "h" => Back(view),
        "q" or "F10" => view is "pools" or "filtered" or "groups" or "paused" ? Shows(Quits) : Back(view),
        "^c" or "Q" => Shows(Quits),
        _ => throw new ShouldAssertException($"nobody wrote down what \"{key}\" promises"),
    };

    private static (string, Func<string, string, bool>) Open(string view)
        => PoolLists.Contains(view) || view is "states" or "owners" ? Shows(Views["detail"].Mark)
            : view == "groups" ? Shows(Views["group"].Mark)
            : view == "probe" ? Answers()
            : Shows(Nothing);

    private static (string, Func<string, string, bool>) Back(string view) => view switch
    {
        "group" => Shows("3 groups, "),
        "panel" => Shows("8 Do, least harm first"),
        "filtered" => Hides("1 of 3 pools  Esc back"),
        "groups" => Hides("by destination"),
        "paused" => Stays(view),
        "past" => Hides("THE PAST"),
        "pools" => Stays(view),
        _ => Shows(Views["pools"].Mark),
    };

    /// <summary>In a list another row is selected, of a page other lines are shown; one that fits stays.</summary>
    private static (string, Func<string, string, bool>) Down(string view) => view switch
    {
        "group" or "filtered" or "past" or "war room" or "nat" or "events" or "why" or "chat" or "probe" => Stays(view),
        "help" or "ports" => Shows(" of ", static (before, after) => Position(before) != Position(after)),
        "detail" => Shows("9 Sockets  ", static (before, after) => Text(before, "9 Sockets") != Text(after, "9 Sockets")),
        "panel" => Stays(view),
        _ => ("another row is selected", static (before, after) => Line(before, "▸") != Line(after, "▸")),
    };

    private static (string, Func<string, string, bool>) Toggles(string view, string page) => view == page ? Shows(Views["pools"].Mark) : Shows(Views[page].Mark);

    private static (string, Func<string, string, bool>) Answers() => ("the kernel answers", static (_, after) => Answer().IsMatch(after));

    private static (string, Func<string, string, bool>) Stays(string view) => ("stays", (_, after) => after.Contains(Views[view].Mark, StringComparison.Ordinal));

    private static (string, Func<string, string, bool>) Changes(string what) => (what + " changes", static (before, after) => before != after);

    private static (string, Func<string, string, bool>) Shows(string text) => (text, (_, after) => after.Contains(text, StringComparison.Ordinal));

    private static (string, Func<string, string, bool>) Shows(string text, Func<string, string, bool> holds)
        => (text, (before, after) => after.Contains(text, StringComparison.Ordinal) && holds(before, after));

    private static (string, Func<string, string, bool>) Hides(string text) => ("no more " + text, (_, after) => !after.Contains(text, StringComparison.Ordinal));

    private static int Line(string screen, string mark) => Array.FindIndex(screen.Split('\n'), line => line.Contains(mark, StringComparison.Ordinal));

    private static string? Text(string screen, string mark) => screen.Split('\n').FirstOrDefault(line => line.Contains(mark, StringComparison.Ordinal));

    private static string Position(string screen) => Lines().Match(screen).Value;

    [GeneratedRegex(@"^\| `(?<names>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"\d\d:\d\d:\d\d(?=Z live)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"lines \d+–\d+ of \d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lines();

    [GeneratedRegex(@"kernel +(yes|no): ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Answer();
}
