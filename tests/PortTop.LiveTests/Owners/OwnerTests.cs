using System.Globalization;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Owners;

/// <summary>Whose the ports are: processes that connect, fork, end, live in a cgroup, or keep connections too short to be seen.</summary>
[Trait("race", "yes")]
public sealed class OwnerTests : NamespaceTest
{
    private const int Port = 8080;

    [Fact]
    public void Each_socket_is_the_process_that_holds_it()
    {
        Peers.Listen("0.0.0.0", Port);
        using var payment = new SocketHolder(Network, "payment-api");
        using var cart = new SocketHolder(Network, "cart");
        payment.Connect("127.0.0.2", Port, 30).ShouldBe(30);
        cart.Connect("127.0.0.2", Port, 12).ShouldBe(12);
        cart.Connect("127.0.0.3", Port, 5).ShouldBe(5);

        var poll = Porttop.PollUntil(Network, static poll => IsAttributed(poll, "127.0.0.2") && IsAttributed(poll, "127.0.0.3"), "every owner");

        Shares(poll.Pool("127.0.0.2", Port)).ShouldBe([(payment.Id, "payment-api", 30, 30), (cart.Id, "cart", 12, 12)]);
        Shares(poll.Pool("127.0.0.3", Port)).ShouldBe([(cart.Id, "cart", 5, 5)]);
        var owner = poll.Owner(cart.Id);
        owner.GetProperty("ports").GetInt32().ShouldBe(17);
        owner.GetProperty("pools").GetInt32().ShouldBe(2);
        owner.GetProperty("user").GetString().ShouldBe("root");
        owner.GetProperty("command").GetString()!.ShouldContain("python3 -c ");
        owner.GetProperty("states").GetProperty("established").GetInt32().ShouldBe(17);
        owner.GetProperty("descriptors").GetProperty("used").GetInt32().ShouldBe(Directory.GetFiles($"/proc/{cart.Id}/fd").Length);
        owner.GetProperty("descriptors").GetProperty("soft").GetInt64().ShouldBe(SoftLimit(cart.Id));
    }

    [Fact]
    public void A_forked_child_shares_its_parents_sockets()
    {
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "parent");
        holder.Connect("127.0.0.2", Port, 7).ShouldBe(7);
        using var polls = new PollStream(Network);
        Shares(polls.Until(static poll => IsAttributed(poll, "127.0.0.2")).Pool("127.0.0.2", Port)).ShouldBe([(holder.Id, "parent", 7, 7)]);

        var child = holder.Fork("child");

        var poll = polls.Until(poll => Sharers(poll).Length == 2);
        Sharers(poll).ShouldBe([holder.Id, child]);

        static int[] Sharers(JsonElement poll) => poll.Pool("127.0.0.2", Port).GetProperty("owners")[0].TryGetProperty("sharedBy", out var sharers)
            ? [.. sharers.EnumerateArray().Select(static id => id.GetInt32())]
            : [];
    }

    [Fact]
    public void TIME_WAIT_keeps_the_owner_that_it_had_alive_and_one_who_ended_is_gone()
    {
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "short-lived");
        holder.Connect("127.0.0.2", Port, 40).ShouldBe(40);
        using var polls = new PollStream(Network);
        Shares(polls.Until(static poll => IsAttributed(poll, "127.0.0.2")).Pool("127.0.0.2", Port)).ShouldBe([(holder.Id, "short-lived", 40, 40)]);

        holder.Tell("close").ShouldBe("closed");
        Peers.CloseAccepted(40);

        // The kernel's own list first: what it does not have porttop cannot show.
        Deadline.Until(() => Network.CountTimeWait("127.0.0.2", Port), static count => count == 40, "forty TIME-WAIT in /proc/net/tcp");
        var poll = polls.Since();
        Shares(poll.Pool("127.0.0.2", Port)).ShouldBe([(holder.Id, "short-lived", 40, 40)], poll.Pool("127.0.0.2", Port).GetRawText());

        holder.Exit();
        poll = polls.Until(poll => poll.Owner(holder.Id).TryGetProperty("gone", out _), "the owner is gone");
        poll.Owner(holder.Id).GetProperty("gone").GetBoolean().ShouldBeTrue();
        poll.Owner(holder.Id).GetProperty("ports").GetInt32().ShouldBe(40);
        poll.Pool("127.0.0.2", Port).TryGetProperty("unattributed", out _).ShouldBeFalse("each was seen alive");
    }

    [Fact]
    public void A_process_in_a_cgroup_tells_its_unit()
    {
        var root = File.ReadLines("/proc/self/mountinfo").Select(static line => line.Split(' ')).FirstOrDefault(static fields => fields.Contains("cgroup2"))?[4];
        Assert.SkipUnless(root is not null && Directory.Exists(root), "needs a cgroup2 mount");
        var cgroup = Path.Combine(root!, string.Create(CultureInfo.InvariantCulture, $"porttop-test-{Environment.ProcessId}.service"));
        try
        {
            Directory.CreateDirectory(cgroup);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Assert.Skip("needs a cgroup2 mount that can be written: " + problem.Message);
        }

        try
        {
            Peers.Listen("0.0.0.0", Port);
            using var holder = new SocketHolder(Network, "served");
            holder.Tell($"join {cgroup}/cgroup.procs").ShouldBe("joined");
            holder.Connect("127.0.0.2", Port, 3).ShouldBe(3);

            var owner = Porttop.PollUntil(Network, static poll => IsAttributed(poll, "127.0.0.2"), "the owner").Owner(holder.Id);

            owner.GetProperty("unit").GetString().ShouldBe(Path.GetFileName(cgroup));
            owner.GetProperty("cgroup").GetString().ShouldBe("/" + Path.GetFileName(cgroup));
        }
        finally
        {
            Directory.Delete(cgroup);
        }
    }

    [Fact]
    public void The_owner_of_short_connections_is_named_within_two_polls()
    {
        using var holder = new SocketHolder(Network, "shorty");
        using var polls = BeginShort(holder, Tracing.With);

        // Every thirteenth connect() is looked at: of a hundred some were.
        var poll = polls.Until(static poll => poll.FindPool("127.0.0.2", Port) is { } pool && pool.Ledger().Used >= 100);
        poll = IsNamed(poll) ? poll : polls.Next();

        ShouldBeEstimated(poll, holder);
    }

    [Fact]
    public void Without_tracing_the_owner_of_short_connections_is_found_by_looking_often()
    {
        using var holder = new SocketHolder(Network, "shorty");
        using var polls = BeginShort(holder, Tracing.Without, seconds: 0.003);

        ShouldBeEstimated(polls.Until(IsNamed), holder);
    }

    /// <summary>Twenty connections a second, each open for five milliseconds: hardly a poll sees one alive.</summary>
    [Fact]
    public void Without_tracing_a_few_short_connections_a_second_have_an_owner()
    {
        using var holder = new SocketHolder(Network, "shorty");
        using var polls = BeginPaced(holder, Tracing.Without);

        ShouldBeEstimated(polls.Until(IsNamed), holder);
    }

    [Fact]
    public void An_ordinary_user_finds_the_owner_of_a_few_short_connections_of_its_own()
    {
        using var holder = SocketHolder.OfNobody(Network, "shorty");
        using var polls = BeginPaced(holder, static (program, arguments)
            => ("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", program, .. arguments]));

        ShouldBeEstimated(polls.Until(IsNamed), holder);
    }

    [Fact]
    public void Connections_that_no_process_has_are_told_so_and_name_nobody()
    {
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "broker");
        holder.HandOver("127.0.0.2", Port, 60);
        using var other = new SocketHolder(Network, "other");
        other.Connect("127.0.0.2", Port, 10).ShouldBe(10);

        var pool = Porttop.PollUntil(
                Network, static poll => poll.FindPool("127.0.0.2", Port)?.TryGetProperty("owners", out _) == true, "the owner")
            .Pool("127.0.0.2", Port);
        Shares(pool).ShouldBe([(other.Id, "other", 10, 10)]);
        pool.GetProperty("unattributed").GetInt32().ShouldBe(60);

        foreach (var command in (string[])["check", "explain"])
        {
            var told = Network.Run(() => Porttop.Run(command, "--netns", "own")).Output.ReplaceLineEndings(" ");
            told.ShouldNotContain("other[", Case.Sensitive, command);
            told.ShouldContain("no process: 60 of 70", Case.Sensitive, command);
        }
    }

    [Fact]
    public void A_process_that_ended_is_no_longer_named_once_another_has_the_ports()
    {
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        Peers.Listen("0.0.0.0", Port);
        using var polls = new PollStream(Network, interval: 1);
        using (var first = new SocketHolder(Network, "first"))
        {
            first.BeginPaced("127.0.0.2", Port, 100, 0.001);
            _ = polls.Until(poll => IsNamed(poll) && Named(poll) == first.Id);
        }

        using var second = new SocketHolder(Network, "second");
        second.Connect("127.0.0.2", Port, 2_000).ShouldBe(2_000);

        _ = polls.Until(poll => Named(poll) == second.Id);

        static int Named(JsonElement poll) => poll.Pool("127.0.0.2", Port).GetProperty("owners")[0].GetProperty("pid").GetInt32();
    }

    private PollStream BeginPaced(SocketHolder holder, Func<string, string[], (string Program, string[] Arguments)> tracing)
    {
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        Peers.Listen("0.0.0.0", Port);
        holder.BeginPaced("127.0.0.2", Port, 20, 0.005);
        return new PollStream(Network, tracing, interval: 1);
    }

    private PollStream BeginShort(
        SocketHolder holder, Func<string, string[], (string Program, string[] Arguments)> tracing, double seconds = 0)
    {
        const int Connections = 6_000;
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        Peers.Listen("0.0.0.0", Port);
        var polls = new PollStream(Network, tracing, interval: 1);
        _ = polls.Next();
        holder.BeginShort("127.0.0.2", Port, Connections, seconds);
        return polls;
    }

    private static bool IsNamed(JsonElement poll) => poll.FindPool("127.0.0.2", Port)?.TryGetProperty("owners", out _) == true;

    /// <summary>The owner of every socket of a pool is known.</summary>
    private static bool IsAttributed(JsonElement poll, string destination)
        => poll.FindPool(destination, Port) is { } pool && pool.TryGetProperty("owners", out _) && !pool.TryGetProperty("unattributed", out _);

    private static void ShouldBeEstimated(JsonElement poll, SocketHolder holder)
    {
        var pool = poll.Pool("127.0.0.2", Port);
        var share = pool.GetProperty("owners")[0];
        share.GetProperty("pid").GetInt32().ShouldBe(holder.Id);
        share.GetProperty("estimated").GetBoolean().ShouldBeTrue("TIME-WAIT that nobody saw alive is told to be an estimate");
        pool.GetProperty("unattributed").GetInt32().ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_process_with_very_many_sockets_hides_no_other()
    {
        Peers.Listen("0.0.0.0", Port);
        using var big = new SocketHolder(Network, "big");
        using var small = new SocketHolder(Network, "small");
        big.Connect("127.0.0.2", Port, 4_000).ShouldBe(4_000);
        using var polls = new PollStream(Network);
        _ = polls.Next();

        small.Connect("127.0.0.3", Port, 20).ShouldBe(20);
        big.Connect("127.0.0.3", Port, 1).ShouldBe(1);

        var poll = polls.Until(static poll => IsAttributed(poll, "127.0.0.3") && poll.Pool("127.0.0.3", Port).Ledger().Used == 21);
        Shares(poll.Pool("127.0.0.3", Port)).ShouldBe([(small.Id, "small", 20, 20), (big.Id, "big", 1, 1)]);
    }

    [Fact]
    public void UDP_sockets_that_come_later_are_named_too()
    {
        using var polls = new PollStream(Network);
        _ = polls.Next();
        using var holder = new SocketHolder(Network, "dns");

        holder.Tell($"udp 127.0.0.2 {Port} 30").ShouldBe("connected");

        var poll = polls.Until(static poll => Udp(poll) is { } pool && pool.Ledger().Used == 30 && pool.TryGetProperty("owners", out _) && !pool.TryGetProperty("unattributed", out _));
        Shares(Udp(poll)!.Value).ShouldBe([(holder.Id, "dns", 30, 30)]);

        static JsonElement? Udp(JsonElement poll) => poll.GetProperty("pools").EnumerateArray().Cast<JsonElement?>()
            .FirstOrDefault(static pool => pool!.Value.GetProperty("protocol").GetString() == "udp" && pool.Value.GetProperty("kind").GetString() == "connect");
    }

    [Fact]
    public void As_many_polls_are_written_as_were_asked_for_however_often_owners_are_found_between()
    {
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "shorty");
        holder.BeginShort("127.0.0.2", Port, 3_000, 0.003);

        var lines = Network.Execute(Porttop.Path, "-b", "-n", "8", "-d", "0.3", "-o", "json").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Select(static line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("poll").GetInt32();
        }).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
    }

    [Fact]
    public void An_ordinary_user_sees_its_own_processes_and_of_others_the_user()
    {
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "of-root");
        holder.Connect("127.0.0.2", Port, 9).ShouldBe(9);

        using var document = JsonDocument.Parse(Network.Execute(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", Porttop.Path, "-b", "-n", "1", "-o", "json"));

        var poll = document.RootElement;
        var share = poll.Pool("127.0.0.2", Port).GetProperty("owners")[0];
        share.TryGetProperty("pid", out _).ShouldBeFalse();
        share.GetProperty("uid").GetInt32().ShouldBe(0);
        share.GetProperty("sockets").GetInt32().ShouldBe(9);
        poll.GetProperty("unseen").EnumerateArray().Select(static unseen => unseen.GetString()!)
            .ShouldContain(static unseen => unseen.StartsWith("owners", StringComparison.Ordinal) && unseen.Contains("sudo porttop", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hostile_name_neither_moves_the_cursor_nor_sets_the_title()
    {
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "\e]0;x\a\e[2J\u202e");
        holder.Connect("127.0.0.2", Port, 3).ShouldBe(3);
        using var terminal = new TmuxTerminal(80, 24, Network);

        terminal.StartPorttop();
        terminal.WaitFor("?]0;x?");

        terminal.Screen.Split('\n')[0].ShouldStartWith(" porttop ");
        Porttop.Poll(Network).GetRawText().ShouldNotContain("\e");
        Network.Run(static () => Command.Run(Porttop.Path, ["-b", "-n", "1"])).Output.ShouldNotContain('\e');
    }

    [Fact]
    public void Who_is_near_its_limit_of_descriptors_is_warned_of()
    {
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "leaky");
        Command.Run("prlimit", ["--pid", holder.Id.ToString(CultureInfo.InvariantCulture), "--nofile=64:128"]).Status.ShouldBe(0);
        holder.Connect("127.0.0.2", Port, 57).ShouldBe(57);

        var poll = Porttop.PollUntil(Network, static poll => IsAttributed(poll, "127.0.0.2"), "the owner");

        poll.Owner(holder.Id).GetProperty("descriptors").GetProperty("soft").GetInt64().ShouldBe(64);
        poll.Owner(holder.Id).GetProperty("descriptors").GetProperty("hard").GetInt64().ShouldBe(128);
        Network.Run(static () => Command.Run(Porttop.Path, ["-b", "-n", "1"])).Output.ShouldContain(" of 64 descriptors; at the limit it fails with EMFILE");
    }

    private static long SoftLimit(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/limits").Single(static line => line.StartsWith("Max open files", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[3],
        CultureInfo.InvariantCulture);

    private static (int, string?, int, int)[] Shares(JsonElement pool) => [.. pool.GetProperty("owners").EnumerateArray().Select(static share => (
        share.GetProperty("pid").GetInt32(), share.GetProperty("name").GetString(), share.GetProperty("sockets").GetInt32(), share.GetProperty("observed").GetInt32()))];
}
