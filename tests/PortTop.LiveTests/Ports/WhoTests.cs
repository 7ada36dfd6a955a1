using System.Globalization;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>
/// <c>porttop who</c> beside the truth: who holds a port, and whether a server could take it, which is tried by really binding and
/// listening on every address that is told of, with SO_REUSEADDR and without.
/// </summary>
public sealed class WhoTests : NamespaceTest
{
    private const int Server = 9000;
    private const string Loopback = "127.0.0.1";

    private readonly List<IDisposable> _held = [];

    /// <summary>How a port is held, each with how porttop has to call it.</summary>
    public static TheoryData<string, string> Ways => new()
    {
        { "a listener of IPv4", "listening" },
        { "a listener on all addresses of IPv4", "listening" },
        { "a listener on all addresses", "listening" },
        { "a listener of IPv6 alone", "listening" },
        { "a listener on ::1", "listening" },
        { "two listeners with SO_REUSEPORT", "listening, listening" },
        { "bound and idle", "bound" },
        { "bound and idle with SO_REUSEADDR", "bound" },
        { "connected", "connected" },
        { "connected with SO_REUSEADDR", "connected" },
        { "connected from a chosen port", "chosen" },
        { "connected from a chosen port with SO_REUSEADDR", "chosen" },
        { "TIME-WAIT of a client", "ended" },
        { "TIME-WAIT of a client with SO_REUSEADDR", "ended" },
        { "TIME-WAIT of a server", "ended" },
        { "TIME-WAIT of a server without SO_REUSEADDR", "ended" },
        { "accepted by a listener that is gone", "connected" },
        { "accepted by a listener that is there", "listening, accepted" },
        { "reserved and free", "" },
        { "free", "" },
        { "UDP on an address", "listening" },
        { "UDP on all addresses", "listening" },
        { "UDP connected", "connected" },
        { "UDP where TCP listens", "" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Who_has_a_port_and_whether_a_server_could_take_it_is_the_truth(string way, string how)
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40199");
        Network.Sysctl("net.ipv4.ip_local_reserved_ports", "40150");
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        Network.Execute("ip", "addr", "add", "10.9.0.1/24", "dev", "lo");
        var isUdp = way.StartsWith("UDP", StringComparison.Ordinal);
        var port = Network.Run(() => Hold(way));
        var isEnded = how == "ended";
        if (isEnded)
        {
            Deadline.Until(
                () => Network.Execute("ss", "-tanH", "state", "time-wait", "sport", "=", Text(port)).Length > 0,
                "TIME-WAIT on the port");
        }

        var asked = Network.Run(() => Porttop.Run("who", Text(port) + (isUdp ? "/udp" : string.Empty), "-o", "json"));

        using var document = JsonDocument.Parse(asked.Output.Length > 0 ? asked.Output : throw new ShouldAssertException(asked.Errors));
        var answer = document.RootElement;
        var holders = answer.GetProperty("holders").EnumerateArray().ToArray();
        string.Join(", ", holders.Select(static holder => holder.GetProperty("how").GetString())).ShouldBe(how);
        foreach (var holder in holders)
        {
            if (isEnded)
            {
                holder.TryGetProperty("owner", out _).ShouldBeFalse("no process has it any more");
                holder.GetProperty("secondsLeft").GetDouble().ShouldBeInRange(1, 60);
            }
            else
            {
                holder.GetProperty("owner").GetProperty("pid").GetInt32().ShouldBe(Environment.ProcessId);
            }
        }

        answer.GetProperty("reserved").GetBoolean().ShouldBe(port == 40150);
        var wildcards = new List<bool>();
        foreach (var listen in answer.GetProperty("listen").EnumerateArray())
        {
            var address = listen.GetProperty("address").GetString()!;
            var (with, without) = Network.Run(
                () => (CanListen(address, port, isUdp, reuses: !isUdp), CanListen(address, port, isUdp, reuses: false)));
            listen.GetProperty("canListen").GetBoolean().ShouldBe(with, $"{address}: {asked.Output}");
            listen.GetProperty("withoutReuseAddress").GetBoolean().ShouldBe(without, $"without SO_REUSEADDR, {address}: {asked.Output}");
            if (address is "0.0.0.0" or "::")
            {
                wildcards.Add(with);
            }
        }

        wildcards.Count.ShouldBe(2);
        asked.Status.ShouldBe(wildcards.Contains(false) ? 1 : 0);
    }

    [Fact]
    public void The_process_of_another_user_is_named_to_root_and_its_user_to_others()
    {
        Assert.SkipUnless(Command.Exists("setpriv"), "needs setpriv, to be another user");
        var port = Network.Run(() => Listen(Loopback, 0, reuses: true));
        using var asked = Network.Run(() => Json(Command.Run(
            "setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", Porttop.Path, "who", Text(port), "-o", "json"])));

        var owner = asked.RootElement.GetProperty("holders")[0].GetProperty("owner");
        owner.TryGetProperty("pid", out _).ShouldBeFalse();
        owner.GetProperty("uid").GetInt32().ShouldBe(0);
        asked.RootElement.GetProperty("canListen").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void A_port_of_another_namespace_is_found_there_and_is_free_here()
    {
        using var inside = new SocketHolder(Network, "inside");
        inside.Tell($"listen {Loopback} 8080").ShouldBe("listening");

        using var there = Json(Porttop.Run("who", "8080", "--netns", Text(inside.Id), "-o", "json"));
        var holder = there.RootElement.GetProperty("holders")[0];
        holder.GetProperty("owner").GetProperty("pid").GetInt32().ShouldBe(inside.Id);
        holder.GetProperty("owner").GetProperty("name").GetString().ShouldBe("inside");
        there.RootElement.GetProperty("canListen").GetBoolean().ShouldBeFalse();

        using var other = new NetworkNamespace();
        var here = other.Run(static () => Porttop.Run("who", "8080"));
        here.Status.ShouldBe(0, here.Output);
        here.Output.ShouldContain("nothing has it");
        var everywhere = other.Run(static () => Porttop.Run("who", "8080", "--netns", "all"));
        everywhere.Status.ShouldBe(1, everywhere.Output);
        everywhere.Output.ShouldContain($"inside[{inside.Id}] has it");
    }

    /// <summary>
    /// bind() for a moment must leave nothing behind on a port that connect() chose: it is free towards other targets as before.
    /// </summary>
    [Fact]
    public void Asking_leaves_the_port_as_it_was()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40001");
        var port = Network.Run(() => Connect(null, reuses: true));
        Peers.Listen("127.0.0.2", Server);

        Network.Run(() => Porttop.Run("who", Text(port))).Output.ReplaceLineEndings(" ")
            .ShouldContain("a server that sets SO_REUSEADDR can listen on it now");

        Peers.Connect("127.0.0.2", Server, 2).Length.ShouldBe(2, "both ports of the range still serve another target");
    }

    [Fact]
    public void The_command_that_it_advises_reserves_the_port_and_its_undo_frees_it()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "40000 40199");
        Network.Sysctl("net.ipv4.ip_local_reserved_ports", "40150");
        var port = Network.Run(() => Listen(Loopback, 40100, reuses: true));

        var lines = Network.Run(() => Porttop.Run("who", Text(port))).Output.Split('\n');
        Network.Execute("sh", "-c", Behind(lines, "  $"));
        Network.Execute("sysctl", "-n", "net.ipv4.ip_local_reserved_ports").Trim().ShouldBe("40100,40150");
        Network.Execute("sh", "-c", Behind(lines, "  undo"));
        Network.Execute("sysctl", "-n", "net.ipv4.ip_local_reserved_ports").Trim().ShouldBe("40150");

        static string Behind(string[] lines, string key)
            => lines.Single(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..].Trim();
    }

    [Fact]
    public void A_filter_by_local_port_finds_the_pool_and_names_the_process()
    {
        Peers.Listen("0.0.0.0", Server);
        using var holder = new SocketHolder(Network, "kube-apiserver");
        holder.Connect(Loopback, Server, 1).ShouldBe(1);
        using var other = new SocketHolder(Network, "other");
        other.Connect("127.0.0.2", Server, 3).ShouldBe(3);
        var port = Text(PortOf(holder.Id));

        var poll = Deadline.Until(
            () => Porttop.Poll(Network, "--filter", "sport:" + port),
            static poll => poll.GetProperty("ports")[0].GetProperty("holders") is { } found && found.GetArrayLength() == 1
                && found[0].TryGetProperty("owner", out _),
            "the owner of the port", static poll => poll.GetRawText());

        poll.GetProperty("pools").EnumerateArray().Single().GetProperty("sourcePorts").EnumerateArray()
            .Select(static found => Text(found.GetInt32())).ShouldBe([port]);
        poll.GetProperty("ports")[0].GetProperty("holders")[0].GetProperty("owner")
            .GetProperty("name").GetString().ShouldBe("kube-apiserver");

        int PortOf(int process) => int.Parse(
            Network.Execute("ss", "-tnHp", "dport", "=", Text(Server)).Split('\n')
                .Single(line => line.Contains($"pid={process},", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3].Split(':')[^1], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _held.ForEach(static held => held.Dispose());
        base.Dispose();
    }

    private int Hold(string way) => way switch
    {
        "a listener of IPv4" => Listen(Loopback, 41001, reuses: true),
        "a listener on all addresses of IPv4" => Listen("0.0.0.0", 41002, reuses: true),
        "a listener on all addresses" => Listen("::", 41003, reuses: true),
        "a listener of IPv6 alone" => Listen("::", 41004, reuses: true, onlyIPv6: true),
        "a listener on ::1" => Listen("::1", 41005, reuses: true),
        "two listeners with SO_REUSEPORT" =>
            Listen(Loopback, Listen(Loopback, 41006, reuses: false, sharesPort: true), reuses: false, sharesPort: true),
        "bound and idle" => Bind(Loopback, 41007, reuses: false),
        "bound and idle with SO_REUSEADDR" => Bind(Loopback, 41008, reuses: true),
        "connected" => Connect(null, reuses: false),
        "connected with SO_REUSEADDR" => Connect(null, reuses: true),
        "connected from a chosen port" => Connect(41011, reuses: false),
        "connected from a chosen port with SO_REUSEADDR" => Connect(41012, reuses: true),
        "TIME-WAIT of a client" => CloseFirst(reuses: false),
        "TIME-WAIT of a client with SO_REUSEADDR" => CloseFirst(reuses: true),
        "TIME-WAIT of a server" => Serve(40120, reuses: true, closesFirst: true, listenerStays: false),
        "TIME-WAIT of a server without SO_REUSEADDR" => Serve(40121, reuses: false, closesFirst: true, listenerStays: false),
        "accepted by a listener that is gone" => Serve(41020, reuses: true, closesFirst: false, listenerStays: false),
        "accepted by a listener that is there" => Serve(41021, reuses: true, closesFirst: false, listenerStays: true),
        "reserved and free" => 40150,
        "free" => 40199,
        "UDP on an address" => Datagrams(Loopback, 41030),
        "UDP on all addresses" => Datagrams("0.0.0.0", 41031),
        "UDP connected" => Datagrams(null, 0),
        "UDP where TCP listens" => Listen("::", 41033, reuses: true),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, null),
    };

    private static bool CanListen(string address, int port, bool isUdp, bool reuses)
    {
        var isIPv6 = address.Contains(':', StringComparison.Ordinal);
        using var socket = isUdp ? RawSocket.Udp(isIPv6) : RawSocket.Tcp(isIPv6);
        if (reuses)
        {
            socket.ReuseAddress();
        }

        return socket.Bind(address, port) == 0 && (isUdp || socket.Listen() == 0);
    }

    private RawSocket Open(bool isIPv6, bool reuses)
    {
        var socket = RawSocket.Tcp(isIPv6);
        _held.Add(socket);
        if (reuses)
        {
            socket.ReuseAddress();
        }

        return socket;
    }

    private int Bind(string address, int port, bool reuses)
    {
        Open(isIPv6: false, reuses).Bind(address, port).ShouldBe(0);
        return port;
    }

    private int Listen(string address, int port, bool reuses, bool onlyIPv6 = false, bool sharesPort = false)
    {
        var socket = Open(address.Contains(':', StringComparison.Ordinal), reuses);
        if (onlyIPv6)
        {
            socket.OnlyIPv6();
        }

        if (sharesPort)
        {
            socket.SharePort();
        }

        socket.Bind(address, port).ShouldBe(0);
        socket.Listen().ShouldBe(0);
        return socket.Local.Port;
    }

    private int Connect(int? port, bool reuses)
    {
        var server = Open(isIPv6: false, reuses: true);
        server.Bind("127.0.0.5", Server).ShouldBe(0);
        server.Listen().ShouldBe(0);
        var client = Open(isIPv6: false, reuses);
        if (port is { } chosen)
        {
            client.Bind(Loopback, chosen).ShouldBe(0);
        }

        client.Connect("127.0.0.5", Server).ShouldBe(0);
        _held.Add(server.Accept());
        return client.Local.Port;
    }

    /// <summary>A client that closes first: its port is in TIME-WAIT.</summary>
    private int CloseFirst(bool reuses)
    {
        var port = Connect(null, reuses);
        _held[^2].Dispose();
        _held[^1].Dispose();
        return port;
    }

    private int Serve(int port, bool reuses, bool closesFirst, bool listenerStays)
    {
        _ = Listen(Loopback, port, reuses);
        var listener = (RawSocket)_held[^1];
        var client = Open(isIPv6: false, reuses: false);
        client.Bind("127.0.0.6", 45000).ShouldBe(0);
        client.Connect(Loopback, port).ShouldBe(0);
        var accepted = listener.Accept();
        if (closesFirst)
        {
            accepted.Dispose();
            client.Dispose();
        }
        else
        {
            _held.Add(accepted);
        }

        if (!listenerStays)
        {
            listener.Dispose();
        }

        return port;
    }

    private int Datagrams(string? address, int port)
    {
        var socket = RawSocket.Udp();
        _held.Add(socket);
        (address is null ? socket.Connect(Loopback, 9) : socket.Bind(address, port)).ShouldBe(0);
        return socket.Local.Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static JsonDocument Json(CommandResult result)
        => JsonDocument.Parse(result.Output.Length > 0 ? result.Output : throw new ShouldAssertException(result.Errors));
}
