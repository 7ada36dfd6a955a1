using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Failures;

/// <summary>Whether connect() fails is seen as the kernel does it: exactly so many, by whom, towards where.</summary>
[Collection(FailuresAlone.Name)]
[Runs(RunsAttribute.Alone, "the tracepoint sees failures of all namespaces: where records are lost nobody can say to one whose they were")]
[Trait("race", "yes")]
public sealed class FailureTests : NamespaceTest
{
    private const int Attempts = 25;
    private const int Port = 8080;

    private void Narrow() => Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("::1")]
    public void Each_exhausted_connect_counts_once_for_its_process_and_destination(string address)
    {
        Narrow();
        Peers.Listen(address == "::1" ? "::1" : "0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "payment-api");
        holder.Connect(address, Port, 2).ShouldBe(2);
        using var polls = new PollStream(Network);
        polls.Next().Failed().ShouldBe(0);

        holder.Connect(address, Port, Attempts).ShouldBe(0);

        var poll = polls.Until(static poll => poll.Failed() > 0);
        poll.Failed().ShouldBe(Attempts);
        poll.GetProperty("failures").GetProperty("lost").GetInt64().ShouldBe(0);
        var pool = poll.Pool(address, Port);
        pool.GetProperty("failures").GetProperty("total").GetInt64().ShouldBe(Attempts);
        pool.GetProperty("failed").GetDouble().ShouldBeGreaterThan(0);
        pool.GetProperty("owners")[0].GetProperty("pid").GetInt32().ShouldBe(holder.Id);
        poll.Owner(holder.Id).GetProperty("failed").GetDouble().ShouldBeGreaterThan(0);
        poll.GetProperty("events").EnumerateArray().Select(static happened => happened.GetProperty("kind").GetString()).ShouldContain("failing");
    }

    [Fact]
    public void Fast_open_and_io_uring_count_as_connect_does()
    {
        Narrow();
        Network.Sysctl("net.ipv4.tcp_fastopen", "3");
        Peers.Listen("0.0.0.0", Port);
        Peers.Connect("127.0.0.2", Port, 2);
        using var polls = new PollStream(Network);
        _ = polls.Next();

        for (var i = 0; i < Attempts; i++)
        {
            Network.Run(static () =>
            {
                using var socket = RawSocket.Tcp();
                return socket.SendFast("127.0.0.2", Port);
            }).ShouldBe(RawSocket.EADDRNOTAVAIL);
        }

        Total(polls, Attempts).ShouldBe(Attempts);
        var ring = Network.Run(IoUring.TryOpen);
        if (ring is null)
        {
            TestContext.Current.SendDiagnosticMessage("io_uring is not to be had here: fast open alone was tried");
            return;
        }

        using (ring)
        {
            for (var i = 0; i < Attempts; i++)
            {
                Network.Run(() =>
                {
                    using var socket = RawSocket.Tcp();
                    return ring.Connect(socket.Descriptor, RawSocket.Address("127.0.0.2", Port));
                }).ShouldBe(-RawSocket.EADDRNOTAVAIL);
            }
        }

        Total(polls, 2 * Attempts).ShouldBe(2 * Attempts);
    }

    [Fact]
    public void Refused_timed_out_and_successful_connects_are_no_failures_of_ports()
    {
        Network.Execute("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1");
        Network.Execute("ip", "addr", "add", "10.99.0.1/24", "dev", "v0");
        Network.Execute("ip", "link", "set", "v0", "up");
        Network.Execute("ip", "link", "set", "v1", "up");
        Network.Execute("ip", "neigh", "add", "10.99.0.2", "lladdr", "02:00:00:00:00:01", "dev", "v0");
        Network.Sysctl("net.ipv4.tcp_syn_retries", "1");
        Network.Sysctl("net.ipv4.tcp_syn_linear_timeouts", "0");
        Peers.Listen("0.0.0.0", Port);
        using var polls = new PollStream(Network);
        _ = polls.Next();

        Peers.Connect("127.0.0.2", Port, Attempts);
        for (var i = 0; i < Attempts; i++)
        {
            Peers.TryConnect("127.0.0.2", Port + 1).Error.ShouldBe(System.Net.Sockets.SocketError.ConnectionRefused);
        }

        Peers.TryConnect("10.99.0.2", Port).Error.ShouldBe(System.Net.Sockets.SocketError.TimedOut);
        polls.Since().Failed().ShouldBe(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_burst_is_counted_exactly_and_what_the_ring_lost_is_told(bool isStopped)
    {
        const int Burst = 20_000;
        const int Storms = 5;
        Narrow();
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "storm");
        holder.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        var poll = Storm();

        // Where something else on the machine fails to connect meanwhile, nobody can say to one whose the lost records were: then once more.
        for (var attempt = 1; attempt < Storms && poll.GetProperty("failures").GetProperty("estimated").GetBoolean(); attempt++)
        {
            poll = Storm();
        }

        var failures = poll.GetProperty("failures");
        failures.GetProperty("estimated").GetBoolean().ShouldBeFalse();
        failures.GetProperty("total").GetInt64().ShouldBe(Burst);
        var pool = poll.Pool("127.0.0.2", Port).GetProperty("failures");
        var lost = poll.GetProperty("failures").GetProperty("lost").GetInt64();
        TestContext.Current.SendDiagnosticMessage($"{lost} of {Burst} records lost");
        pool.GetProperty("estimated").GetBoolean().ShouldBe(lost > 0, "the pool's number is told to be an estimate where records were lost");
        pool.GetProperty("total").GetInt64().ShouldBe(Burst, "the lost ones are shared out, and there is one pool alone");
        if (isStopped)
        {
            lost.ShouldBeGreaterThan(0, "the rings hold fewer records than the burst has");
        }

        // Whoever cannot empty the rings, for want of a processor or stopped, loses records and no count.
        JsonElement Storm()
        {
            using var polls = new PollStream(Network);
            _ = polls.Next();
            polls.Signal(isStopped ? "STOP" : "CONT");
            holder.Connect("127.0.0.2", Port, Burst).ShouldBe(0);
            polls.Signal("CONT");

            // A poll reads the count before the rings: what the first one misses for that the next one has.
            _ = polls.Since();
            return polls.Next();
        }
    }

    /// <summary>Which of the lost records were whose nobody can say to one.</summary>
    [Fact]
    public void Where_another_namespace_fails_too_and_records_are_lost_the_sum_is_told_to_be_an_estimate()
    {
        const int Burst = 12_000;
        Narrow();
        Peers.Listen("0.0.0.0", Port);
        using var other = new NetworkNamespace();
        using var peers = new Peers(other);
        other.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        peers.Listen("0.0.0.0", Port);
        using var here = new SocketHolder(Network, "here");
        using var there = new SocketHolder(other, "there");
        here.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        there.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        using var polls = new PollStream(Network);
        _ = polls.Next();

        polls.Signal("STOP");
        for (var i = 0; i < 4; i++)
        {
            there.Connect("127.0.0.2", Port, Burst / 8).ShouldBe(0);
            here.Connect("127.0.0.2", Port, Burst / 4).ShouldBe(0);
        }

        polls.Signal("CONT");
        _ = polls.Since();
        var failures = polls.Next().GetProperty("failures");

        failures.GetProperty("lost").GetInt64().ShouldBeGreaterThan(0);
        failures.GetProperty("estimated").GetBoolean().ShouldBeTrue();
        failures.GetProperty("total").GetInt64().ShouldBeInRange(Burst / 2, Burst * 3 / 2);
        Network.Run(static () => Command.Run(Porttop.Path, ["-b", "-n", "1"])).Output.ShouldNotContain("Failures  ~", Case.Sensitive, "a program that begins later lost none");
    }

    [Fact]
    public void Questions_of_any_porttop_are_neither_failures_nor_owners_and_drive_nothing_out_of_the_rings()
    {
        const int Questions = 2_000;
        Narrow();
        Peers.Listen("0.0.0.0", 61000);
        Peers.Listen("0.0.0.0", 61001);
        using var holder = new SocketHolder(Network, "payment-api");
        using var polls = new PollStream(Network);
        _ = polls.Next();

        using var asking = new PortQuestions(Network, 61000, Questions);
        holder.Connect("127.0.0.2", Port, Attempts).ShouldBe(0);
        asking.Held().ShouldBe(Questions);

        _ = polls.Since();
        var poll = polls.Next();
        poll.Failed().ShouldBe(Attempts);
        poll.GetProperty("failures").GetProperty("lost").GetInt64().ShouldBe(0);
        poll.FindPool("127.0.0.1", 1).ShouldBeNull();
        var owners = poll.GetProperty("owners").EnumerateArray().Select(static owner => owner.GetProperty("pid").GetInt32()).ToArray();
        owners.ShouldContain(holder.Id);
        owners.ShouldNotContain(asking.Id);
    }

    [Fact]
    public void Probes_of_another_porttop_are_no_failures_of_the_pool()
    {
        Narrow();
        Peers.Listen("0.0.0.0", Port);
        Peers.Connect("127.0.0.2", Port, 2);
        using var probing = new SocketHolder(Network, "porttop");
        using var holder = new SocketHolder(Network, "payment-api");
        using var polls = new PollStream(Network);
        _ = polls.Next();

        probing.Connect("127.0.0.2", Port, Attempts).ShouldBe(0);
        holder.Connect("127.0.0.2", Port, 1).ShouldBe(0);

        _ = polls.Since();
        polls.Next().Failed().ShouldBe(1);
    }

    /// <summary>The kernel's filter compares the address as a number.</summary>
    [Fact]
    public void Only_what_goes_to_port_1_of_the_one_loopback_address_is_left_out()
    {
        Narrow();
        Peers.Listen("0.0.0.0", 61000);
        Peers.Listen("0.0.0.0", 61001);
        using var holder = new SocketHolder(Network, "payment-api");
        using var polls = new PollStream(Network);
        _ = polls.Next();

        holder.Connect("127.0.0.1", 1, Attempts).ShouldBe(0);
        holder.Connect("127.0.0.2", 1, 2).ShouldBe(0);
        holder.Connect("127.0.0.1", 2, 3).ShouldBe(0);
        holder.Connect("::1", 1, 4).ShouldBe(0);

        _ = polls.Since();
        var poll = polls.Next();
        poll.Failed().ShouldBe(2 + 3 + 4);
        poll.GetProperty("failures").GetProperty("lost").GetInt64().ShouldBe(0);
        poll.Pool("127.0.0.2", 1).GetProperty("failures").GetProperty("total").GetInt64().ShouldBe(2);
        poll.Pool("127.0.0.1", 2).GetProperty("failures").GetProperty("total").GetInt64().ShouldBe(3);
        poll.Pool("::1", 1).GetProperty("failures").GetProperty("total").GetInt64().ShouldBe(4);
    }

    [Fact]
    public void A_pool_without_a_socket_that_fails_is_a_pool()
    {
        Narrow();
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "greedy");
        holder.Tell("bind 61000 61002").ShouldBe("bound");
        using var polls = new PollStream(Network);
        _ = polls.Next();

        Peers.TryConnect("127.0.0.2", Port).Error.ShouldBe(System.Net.Sockets.SocketError.AddressNotAvailable);

        var poll = polls.Until(static poll => poll.Failed() > 0);
        poll.Pool("127.0.0.2", Port).Ledger().ShouldBe((0, 0, 0));
        poll.Pool("127.0.0.2", Port).GetProperty("forecast").GetProperty("state").GetString().ShouldBe("full");
        poll.Owner(holder.Id).GetProperty("bound").GetInt32().ShouldBe(2);
        poll.Owner(holder.Id).GetProperty("alsoHurt").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void Who_fails_is_told_apart_from_who_has_the_ports()
    {
        Narrow();
        Peers.Listen("0.0.0.0", Port);
        using var greedy = new SocketHolder(Network, "greedy");
        using var victim = new SocketHolder(Network, "victim");
        greedy.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        using var polls = new PollStream(Network);
        _ = polls.Next();

        victim.Connect("127.0.0.2", Port, Attempts).ShouldBe(0);

        var poll = polls.Until(static poll => poll.Failed() > 0);
        var owners = poll.Pool("127.0.0.2", Port).GetProperty("owners").EnumerateArray()
            .Select(static owner => (owner.GetProperty("name").GetString(), owner.GetProperty("sockets").GetInt32(), owner.TryGetProperty("failures", out var failures) ? failures.GetInt64() : 0));
        owners.ShouldBe([("greedy", 2, 0), ("victim", 0, Attempts)]);
        poll.GetProperty("events").EnumerateArray().Select(static happened => happened.GetProperty("text").GetString()!)
            .ShouldContain(text => text.Contains($"victim[{victim.Id}] fails, greedy[{greedy.Id}] has the ports", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pool_that_has_ports_again_is_not_called_full()
    {
        Narrow();
        Network.Sysctl("net.ipv4.tcp_tw_reuse", "1");
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "payment-api");
        holder.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        using var polls = new PollStream(Network);
        _ = polls.Next();
        holder.Connect("127.0.0.2", Port, Attempts).ShouldBe(0);
        var poll = polls.Until(static poll => poll.Failed() > 0);
        State(poll).ShouldBe("full");

        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61099");

        poll = polls.Until(static poll => State(poll) != "full");
        State(poll).ShouldBe("failed");
        poll.Pool("127.0.0.2", Port).GetProperty("failures").GetProperty("now").GetBoolean().ShouldBeFalse();

        static string? State(JsonElement poll) => poll.Pool("127.0.0.2", Port).GetProperty("forecast").GetProperty("state").GetString();
    }

    [Fact]
    public void System_calls_tell_of_bind_and_UDP_where_they_are_watched()
    {
        Narrow();
        using var first = Network.Run(static () => Bound());
        using var second = Network.Run(static () => Bound());
        using var udp = Network.Run(static () => Udp());
        using var more = Network.Run(static () => Udp());
        using var polls = new PollStream(Network, arguments: ["--watch-syscalls"]);
        _ = polls.Next();

        Network.Run(static () =>
        {
            using var socket = RawSocket.Tcp();
            return socket.Bind("127.0.0.1", 0);
        }).ShouldBe(RawSocket.EADDRINUSE);
        Network.Run(static () =>
        {
            using var socket = RawSocket.Udp();
            return socket.Connect("127.0.0.1", Port);
        }).ShouldBe(RawSocket.EAGAIN);

        var poll = polls.Until(static poll => poll.GetProperty("pools").EnumerateArray().Count(static pool => pool.TryGetProperty("failures", out _)) == 2);
        var failing = poll.GetProperty("pools").EnumerateArray().Where(static pool => pool.TryGetProperty("failures", out _))
            .Select(static pool => (pool.GetProperty("protocol").GetString(), pool.GetProperty("kind").GetString(), pool.GetProperty("failures").GetProperty("total").GetInt64()));
        failing.ShouldBe([("tcp", "bind", 1L), ("udp", "connect", 1L)], ignoreOrder: true);

        static RawSocket Bound()
        {
            var socket = RawSocket.Tcp();
            socket.Bind("127.0.0.1", 0).ShouldBe(0);
            return socket;
        }

        static RawSocket Udp()
        {
            var socket = RawSocket.Udp();
            socket.Connect("127.0.0.1", Port).ShouldBe(0);
            return socket;
        }
    }

    [Fact]
    public void Collisions_of_a_chosen_port_are_counted_apart_and_no_pool_fails()
    {
        const int Collisions = 20;
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "envoy");
        using var asking = new SocketHolder(Network, "porttop");
        using var polls = new PollStream(Network, arguments: ["--watch-syscalls"]);
        polls.Next().GetProperty("failures").GetProperty("chosenPort").GetInt64().ShouldBe(0);

        holder.ConnectFrom(40_001, "127.0.0.2", Port, 1 + Collisions).ShouldBe(1);
        asking.ConnectFrom(40_002, "127.0.0.2", Port, 1 + Collisions).ShouldBe(1);

        var seen = polls.Until(static poll => ChosenPort(poll) > 0);
        var happened = seen.GetProperty("events").EnumerateArray()
            .Single(static happened => happened.GetProperty("kind").GetString() == "chosenPort");
        happened.GetProperty("text").GetString()!.ShouldStartWith(
            $"envoy[{holder.Id}]: connect() from a chosen port fails, EADDRNOTAVAIL: the port and target are in use already");
        _ = polls.Since();
        var poll = polls.Next();
        ChosenPort(poll).ShouldBe(Collisions, "those of whatever is named porttop do not count");
        poll.Failed().ShouldBe(0);
        foreach (var pool in poll.GetProperty("pools").EnumerateArray())
        {
            pool.TryGetProperty("failures", out _).ShouldBeFalse();
            pool.GetProperty("forecast").GetProperty("state").GetString().ShouldNotBeOneOf("full", "failed");
        }
    }

    [Fact]
    public void Who_finds_no_port_has_not_collided_also_where_both_happens_in_one_process()
    {
        const int Storm = 2_000;
        Network.Sysctl("net.ipv4.ip_local_port_range", "61000 61001");
        Peers.Listen("0.0.0.0", Port);
        using var holder = new SocketHolder(Network, "both");
        holder.Connect("127.0.0.2", Port, 2).ShouldBe(2);
        using var polls = new PollStream(Network, interval: 0.1, arguments: ["--watch-syscalls"]);
        _ = polls.Next();

        for (var i = 0; i < 10; i++)
        {
            holder.Connect("127.0.0.2", Port, Storm / 10).ShouldBe(0);
            holder.ConnectFrom(40_001, "127.0.0.3", Port, 3).ShouldBe(i == 0 ? 1 : 0);
        }

        _ = polls.Since();
        var poll = polls.Next();
        poll.Failed().ShouldBe(Storm);
        poll.GetProperty("failures").GetProperty("lost").GetInt64().ShouldBe(0);
        ChosenPort(poll).ShouldBe((10 * 3) - 1);
    }

    private static long ChosenPort(JsonElement poll) => poll.GetProperty("failures").GetProperty("chosenPort").GetInt64();

    private static long Total(PollStream polls, long expected)
        => polls.Until(poll => poll.Failed() >= expected).Failed();
}
