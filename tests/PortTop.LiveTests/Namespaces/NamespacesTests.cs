using System.Globalization;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Namespaces;

/// <summary>Several network namespaces at once: each by its own range, none kept alive, and porttop itself stays at home.</summary>
public sealed class NamespacesTests : IDisposable
{
    private const int Port = 7000;
    private const string Server = "127.0.0.2";

    private readonly NamedNamespaces _named = new();
    private readonly List<IDisposable> _opened = [];

    public void Dispose()
    {
        _opened.ForEach(static opened => opened.Dispose());
        _named.Dispose();
    }

    [Fact]
    public void Each_namespace_has_its_own_range_and_pools()
    {
        var narrow = _named.Add("narrow");
        NamedNamespaces.Sysctl(narrow, "net.ipv4.ip_local_port_range", "40000 40099");
        NamedNamespaces.Sysctl(narrow, "net.ipv4.ip_local_reserved_ports", "40000-40009");
        var quiet = _named.Add("quiet");
        var holder = Hold(narrow, "shop", 60);
        using var anonymous = new NetworkNamespace();
        using var peers = new Peers(anonymous);
        anonymous.Sysctl("net.ipv4.ip_local_port_range", "50000 50999");
        peers.Listen(Server, Port);
        _ = peers.Connect(Server, Port, 7);
        using var inside = new SocketHolder(anonymous, "inside");

        var lines = Deadline.Until(
            () => Poll("all"),
            lines => IsRead(lines, narrow) && IsRead(lines, $"inside[{inside.Id}]") && Line(lines, narrow).Pool(Server, Port).TryGetProperty("owners", out _),
            "both namespaces, and the owner");

        lines.Count(static line => line.TryGetProperty("namespaces", out _)).ShouldBe(1, "the first line of a poll tells of all");
        lines.Select(static line => line.GetProperty("time").GetString()).Distinct().Count().ShouldBe(1, "lines of a poll share time and poll");
        var pool = Line(lines, narrow).Pool(Server, Port);
        pool.Ledger().ShouldBe((60, 30, 90));
        pool.GetProperty("owners")[0].GetProperty("pid").GetInt32().ShouldBe(holder);
        var other = Line(lines, $"inside[{inside.Id}]");
        other.GetProperty("range").GetProperty("low").GetInt32().ShouldBe(50000);
        other.Pool(Server, Port).Ledger().ShouldBe((7, 993, 1000));
        Place(lines, quiet).GetProperty("sockets").GetProperty("tcp").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void One_is_chosen_by_its_name_or_by_a_process()
    {
        var first = _named.Add("first");
        var second = _named.Add("second");
        NamedNamespaces.Sysctl(first, "net.ipv4.ip_local_port_range", "41000 41009");
        var process = Hold(second, "web", 3);

        Poll(first).Single().GetProperty("range").GetProperty("low").GetInt32().ShouldBe(41000);
        Poll(process.ToString(CultureInfo.InvariantCulture)).Single().Pool(Server, Port).Ledger().Used.ShouldBe(3);

        var missing = Porttop.Run("-b", "-n", "1", "--netns", "no-such-namespace");
        missing.Status.ShouldBe(1);
        missing.Errors.ShouldContain("there is no network namespace \"no-such-namespace\"; there are: ");
        Porttop.Run("-b", "-n", "1", "--netns", "999999999").Errors.ShouldContain("there is no such process");
    }

    [Fact]
    public void A_namespace_that_is_taken_away_is_gone_at_once_and_no_error()
    {
        var name = _named.Add("leaving");
        var end = $"v{Environment.ProcessId}a";
        using var home = new NetworkNamespace();
        home.Execute("ip", "link", "add", end, "type", "veth", "peer", "name", "inner", "netns", name);
        using var stream = new PollStream(home, Tracing.AsItIs, interval: 0.1, ["--netns", "all"]);
        stream.Until(line => Knows(line, name), "it is read");

        _named.Delete(name);

        // With the last who holds a namespace its interfaces go, and their other ends.
        Deadline.Until(() => !home.Execute("ip", "-o", "link").Contains(end + "@", StringComparison.Ordinal), "nothing keeps the namespace alive");
        stream.Until(line => line.TryGetProperty("namespaces", out _) && !Knows(line, name), "it is gone");
    }

    [Fact]
    public void Namespaces_come_and_go_without_an_error_a_leak_or_a_thread_astray()
    {
        using var polls = new PollStream(["-d", "0.1", "--netns", "all"]);
        Skip(polls, 20);
        var before = Descriptors(polls.Id);
        for (var round = 0; round < 40; round++)
        {
            var name = _named.Add($"churn{round}");
            Skip(polls, 1);
            _named.Delete(name);
        }

        Skip(polls, 20);

        // One left behind by each of them would be forty.
        Descriptors(polls.Id).ShouldBeLessThanOrEqualTo(before + 10);
        Threads(polls.Id).Distinct().ShouldBe([new FileInfo($"/proc/{Environment.ProcessId}/ns/net").LinkTarget!]);
        polls.Signal("KILL");
        polls.End().Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Without_privilege_others_are_refused_politely()
    {
        Assert.SkipUnless(Command.Exists("setpriv"), "needs setpriv");
        _ = _named.Add("closed");

        var result = Command.Run("setpriv", ["--reuid", "65534", "--regid", "65534", "--clear-groups", Porttop.Path, "-b", "-n", "1", "-o", "json", "--netns", "all"]);

        result.Status.ShouldBe(0, result.Errors);
        using var document = JsonDocument.Parse(result.Output);
        var unseen = document.RootElement.GetProperty("unseen").EnumerateArray().Select(static item => item.GetString()!).Single(static item => item.StartsWith("namespaces", StringComparison.Ordinal));
        unseen.ShouldContain("more may not be entered");
        unseen.ShouldContain("sudo porttop");
    }

    private static List<JsonElement> Poll(string which)
    {
        var result = Porttop.Run("-b", "-n", "1", "-o", "json", "--netns", which);
        result.Status.ShouldBe(0, result.Errors);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        })];
    }

    /// <summary>The first line of a poll tells of a namespace, whose sockets are counted at each poll.</summary>
    private static bool Knows(JsonElement line, string name)
        => line.TryGetProperty("namespaces", out var all) && all.EnumerateArray().Any(place => place.GetProperty("namespace").GetString() == name);

    private static bool IsRead(List<JsonElement> lines, string name) => lines.Exists(line => line.GetProperty("namespace").GetString() == name && line.FindPool(Server, Port) is not null);

    private static JsonElement Line(List<JsonElement> lines, string name) => lines.Single(line => line.GetProperty("namespace").GetString() == name);

    private static JsonElement Place(List<JsonElement> lines, string name) => lines[0].GetProperty("namespaces").EnumerateArray().Single(place => place.GetProperty("namespace").GetString() == name);

    private static void Skip(PollStream polls, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            _ = polls.Next();
        }
    }

    /// <summary>The fewest of some looks: a poll in its middle has files and sockets open, and programs that it asks.</summary>
    private static int Descriptors(int process) => Enumerable.Range(0, 20).Min(_ =>
    {
        Thread.Sleep(30);
        return Directory.GetFiles($"/proc/{process}/fd").Length;
    });

    private static IEnumerable<string> Threads(int process) => Directory.GetDirectories($"/proc/{process}/task").Select(static task => new FileInfo(Path.Combine(task, "ns/net")).LinkTarget!);

    /// <summary>A process of its own in a namespace, with a server and connections to it.</summary>
    private int Hold(string name, string command, int connections)
    {
        var holder = SocketHolder.In(name, command);
        _opened.Add(holder);
        holder.Tell($"listen {Server} {Port}").ShouldBe("listening");
        holder.Connect(Server, Port, connections).ShouldBe(connections);
        return holder.Id;
    }
}
