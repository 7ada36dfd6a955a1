using PortTop.Commands;
using PortTop.Model;
using PortTop.Tests.Model.Lookups;

namespace PortTop.Tests.Program;

/// <summary>What <c>porttop who</c> writes, and what it takes for a port.</summary>
public sealed class WhoCommandTests
{
    private const int Width = 80;

    private static readonly DiagnosisPlace Host = DiagnosisPlace.Host;
    private static readonly PortSettings Narrow = Samples.Space("32768-60999", "9000").Settings;

    /// <summary>Lookups as they come, each with a title.</summary>
    private static IReadOnlyList<(string Title, PortLookup Lookup, DiagnosisPlace Place)> Typical { get; } =
    [
        ("nothing has it", LookupSamples.Of().Judged("10.0.2.15", "::1"), Host),
        ("nothing has it, on a kernel that does not show bound sockets", (LookupSamples.Of() with { IsComplete = false }).Judged(), Host),
        ("a server on every address", LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "::", OwnerSamples.Payment))
            .Judged("10.0.2.15"), Host),
        ("a server on one address, and a connection of it",
            LookupSamples.Of(
                LookupSamples.Occupant(PortHold.Listening, "127.0.0.1", OwnerSamples.Cart),
                LookupSamples.Occupant(PortHold.Accepted, "127.0.0.1", OwnerSamples.Cart, remote: "127.0.0.1"))
                    .Judged("10.0.2.15", "127.0.0.1"),
            Host),
        ("a server that several processes share, in a pod",
            LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "0.0.0.0", OwnerSamples.Worker))
                .Judged("10.0.2.15") with { Namespace = "shop/cart-7f9c" },
            new DiagnosisPlace("shop/cart-7f9c", "nsenter -t 1402 -n")),
        ("a connection, and the kernel was not asked", Unasked(Connection().Judged("10.0.2.15")), Host),
        ("a connection, and the kernel refuses it", Connection().Judged("10.0.2.15").Answered(ListenOutcome.No), Host),
        ("a connection, and the kernel lets it pass", Connection().Judged("10.0.2.15").Answered(ListenOutcome.Yes), Host),
        ("many connections of one process",
            LookupSamples.Of([.. Enumerable.Range(1, 6).Select(static last
                => LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", OwnerSamples.Haproxy, remote: "10.8.0." + last))]).Judged()
                    .Answered(ListenOutcome.No),
            Host),
        ("a connection whose port its program chose",
            LookupSamples.Of(LookupSamples.Occupant(PortHold.Chosen, "10.0.2.15", OwnerSamples.Haproxy, remote: "10.8.0.12")).Judged()
                .Answered(ListenOutcome.No), Host),
        ("ended connections", LookupSamples.Of(Ended(12_000), Ended(41_500)).Judged().Answered(ListenOutcome.No), Host),
        ("ended connections that SO_REUSEADDR passes", LookupSamples.Of(Ended(12_000)).Judged().Answered(ListenOutcome.Yes), Host),
        ("processes of other users cannot be looked into",
            (LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "0.0.0.0", OwnerSamples.Alice,
                user: 1001)) with { SeesOwnProcessesOnly = true }).Judged(), Host),
        ("a socket of the kernel's own, and one that nobody is seen to have",
            LookupSamples.Of(
                LookupSamples.Occupant(PortHold.Bound, "10.0.2.15", inode: 0),
                LookupSamples.Occupant(PortHold.Bound, "10.0.2.16")).Judged().Answered(ListenOutcome.No),
            Host),
        ("a server outside the range, on IPv6 alone",
            (LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "::", OwnerSamples.Haproxy,
                isIPv6Only: true)) with { Settings = Narrow }).Judged(), Host),
        ("a privileged port that is free", (LookupSamples.Of() with { Port = 443, Settings = Narrow }).Judged(), Host),
        ("a reserved port that is free", (LookupSamples.Of() with { Port = 9000, Settings = Narrow }).Judged(), Host),
        ("UDP, connected and not",
            (LookupSamples.Of(
                LookupSamples.Occupant(PortHold.Listening, "0.0.0.0", OwnerSamples.Haproxy, state: TcpState.Close),
                LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", OwnerSamples.Cart,
                    remote: "10.8.0.53")) with { Protocol = Protocol.Udp }).Judged(),
            Host),
    ];

    /// <summary>The names of the golden files.</summary>
    internal static IEnumerable<string> GoldenNames => ["lookups"];

    [Fact]
    public void Typical_ports_are_told_in_words() => Golden.Hold(
        "lookups",
        "tests/PortTop.Tests/Program/Lookups.txt",
        string.Join("\n", Typical.Select(static one => $"# {one.Title}\n{Written(one.Lookup, one.Place)}")));

    [Fact]
    public void No_line_is_wider_than_a_terminal_but_a_command_that_is_to_be_copied()
    {
        string[] ports = [.. Enumerable.Range(0, 40)
            .Select(static i => (1100 + (2 * i)).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var many = LookupSamples.Of(LookupSamples.Occupant(PortHold.Listening, "2001:db8:1234:5678:9abc:def0:1234:5678", Long())) with
        {
            Settings = Samples.Space("1024-65535", string.Join(',', ports)).Settings,
        };
        string[] lines = [.. Typical.Select(static one => one.Lookup).Append(many.Judged("2001:db8::1", "10.0.2.15"))
            .SelectMany(static one => Written(one, Host).Split('\n'))];

        lines.Where(static line => !IsCommand(line)).ShouldAllBe(static line => line.Length <= Width);
        lines.ShouldContain(static line => IsCommand(line) && line.Length > Width, "a command is never broken");
    }

    [Fact]
    public void No_text_of_the_machine_reaches_the_terminal_as_it_is()
    {
        const string Hostile = "e\e[2Jv\u202eil\nname\u0007";
        var process = new ProcessDescription(811, Hostile)
        {
            CommandLine = Hostile,
            Unit = Hostile,
            Pod = Hostile,
            Container = new ContainerName("docker", Hostile),
            UserName = Hostile,
        };
        var lookup = LookupSamples.Of(
            LookupSamples.Occupant(PortHold.Listening, "0.0.0.0", new Owner(1, [process, process])),
            LookupSamples.Occupant(PortHold.Listening, "127.0.0.1", new Owner(2, []) { UserName = Hostile })) with
        { Namespace = Hostile };
        lookup = lookup.Judged();
        var text = Written(lookup with { Listen = [.. lookup.Listen.Select(static answer => answer with { WhyUnknown = Hostile })] },
            new DiagnosisPlace(Hostile, Hostile));

        text.Where(static character => character != '\n' && MachineText.Clean(character.ToString()) != character.ToString())
            .ShouldBeEmpty();
        text.Split('\n').ShouldNotContain(static line => line.StartsWith("name", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8080", Protocol.Tcp, 8080)]
    [InlineData("8080/tcp", Protocol.Tcp, 8080)]
    [InlineData("5353/udp", Protocol.Udp, 5353)]
    [InlineData(":8080", Protocol.Tcp, 8080)]
    [InlineData(":5353/udp", Protocol.Udp, 5353)]
    [InlineData("1", Protocol.Tcp, 1)]
    [InlineData("65535", Protocol.Tcp, 65535)]
    [InlineData("008080", Protocol.Tcp, 8080)]
    public void A_port_is_read_as_people_write_it(string text, Protocol protocol, int port)
    {
        WhoOptions.TryParse(text, out var readProtocol, out var readPort).ShouldBeTrue();
        (readProtocol, (int)readPort).ShouldBe((protocol, port));

        var options = new WhoOptions();
        options.Port(options.Command.Parse([text])).ShouldBe((protocol, (ushort)port));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("80/sctp")]
    [InlineData("80/")]
    [InlineData("80/UDP")]
    [InlineData("/udp")]
    [InlineData("udp/80")]
    [InlineData(":")]
    [InlineData("::80")]
    [InlineData("80:")]
    [InlineData(" 80")]
    [InlineData("8 0")]
    [InlineData("1,024")]
    [InlineData("0x50")]
    [InlineData("http")]
    [InlineData("127.0.0.1:80")]
    public void What_is_no_port_is_refused(string text)
    {
        WhoOptions.TryParse(text, out _, out _).ShouldBeFalse();

        new WhoOptions().Command.Parse(["--", text]).Errors.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("who", "who takes a port: porttop who 8080")]
    [InlineData("who 70000", "\"70000\" is no port; it looks like 8080 or 5353/udp, from 1 to 65535")]
    [InlineData("who 80 -o xml", "-o takes table or json")]
    [InlineData("who 80 -o", "")]
    public void A_wrong_command_line_is_refused_with_the_remedy(string words, string message)
        => new CommandOptions().Parse(words.Split(' ')).Errors.Select(static error => error.Message)
            .ShouldContain(error => error.Contains(message));

    private static bool IsCommand(string line)
        => line.StartsWith("  $ ", StringComparison.Ordinal) || line.StartsWith("  undo", StringComparison.Ordinal);

    private static string Written(PortLookup lookup, DiagnosisPlace place)
    {
        using var output = new StringWriter { NewLine = "\n" };
        WhoCommand.Write(output, lookup, place);
        return output.ToString();
    }

    private static PortLookup Connection()
        => LookupSamples.Of(LookupSamples.Occupant(PortHold.Connected, "10.0.2.15", OwnerSamples.Haproxy, remote: "10.8.0.12"));

    private static PortLookup Unasked(PortLookup lookup) => lookup with
    {
        Listen =
        [
            .. lookup.Listen.Select(static answer => answer.WithReuse == ListenOutcome.Unknown
                ? answer with { WhyUnknown = "the kernel was not asked: --no-ask" } : answer),
        ],
    };

    private static PortOccupant Ended(uint left) => LookupSamples.Occupant(PortHold.Ended, "10.0.2.15", remote: "10.8.0.12", left: left);

    private static Owner Long() => new(9,
    [
        new ProcessDescription(4_194_304, new string('n', 64)) { CommandLine = new string('/', 300),
            Unit = new string('u', 200) + ".service", UserName = new string('a', 32) },
        .. Enumerable.Range(1, 40).Select(static id => new ProcessDescription(4_000_000 + id, "worker")),
    ]);
}
