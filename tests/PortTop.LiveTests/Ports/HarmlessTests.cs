using System.Globalization;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>
/// Asking the kernel harms nobody: applications in tight loops beside a porttop that asks ten times a second fail at nothing that does not
/// fail without it, no packet is sent and no counter moves.
/// </summary>
public sealed class HarmlessTests : NamespaceTest
{
    private const string Address = "127.0.0.1";
    private const int Port = 9000;

    /// <summary>So many polls, each of which asked of ports: about five seconds of asking.</summary>
    private const int Polls = 50;

    private const int Low = 41_000;

    /// <summary>The port that a loop connects to, and the one inside the range on which it has a server of its own.</summary>
    private const int Looped = 9_100;

    private const int Inside = Low + 6;

    /// <summary>Two ports are bound first, five are connected: the eighth is taken and given back all the time.</summary>
    [Fact]
    [Trait("race", "yes")]
    public void An_application_that_connects_with_the_last_free_port_always_gets_it()
    {
        Range(ports: 8);
        Peers.Listen(Address, Port);
        using var bound = Hold(2, Port, static socket => socket.Bind(Address, 0));
        using var loop = new TightLoop(Network, "connect", Address, Looped, Inside, held: 5);
        loop.Left.ShouldBe(1);

        Beside(loop);
    }

    [Fact]
    [Trait("race", "yes")]
    public void An_application_that_binds_any_port_of_any_address_always_gets_one()
    {
        Range(ports: 64);
        Peers.Listen(Address, Port);
        using var bound = Hold(8, Port, static socket => socket.Bind(Address, 0));
        using var loop = new TightLoop(Network, "bind", Address, Looped, Inside);

        Beside(loop);
    }

    [Fact]
    [Trait("race", "yes")]
    public void A_server_inside_the_range_that_restarts_always_gets_its_port()
    {
        Range(ports: 16);
        Peers.Listen(Address, Port);
        using var bound = Hold(4, Port, static socket => socket.Bind(Address, 0));
        using var loop = new TightLoop(Network, "restart", Address, Looped, Inside);

        Beside(loop);
    }

    /// <summary>No counter is left out: a socket that is opened and closed again moves none.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_sent_and_no_counter_moves(bool isIPv6)
    {
        var address = isIPv6 ? "::1" : Address;
        Range(ports: 64);
        Peers.Listen(address, Port);
        using var bound = Hold(20, Port, socket => socket.Bind(address, 0), isIPv6);
        using var others = Hold(20, Port, static _ => 0, isIPv6);
        Network.Run(KernelSockets.Settle);
        var before = Network.Run(Counters.Read);

        var output = Network.Execute(Porttop.Path, "-b", "-n", "5", "-d", "0.1", "-o", "json");

        Counters.Changes(before, Network.Run(Counters.Read)).ShouldBeEmpty();
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Asked).ShouldAllBe(static ports => ports == 40);
        using var client = Network.Run(() =>
        {
            var socket = RawSocket.Tcp(isIPv6);
            socket.Connect(address, Port).ShouldBe(0);
            return socket;
        });
        Counters.Changes(before, Network.Run(Counters.Read)).ShouldNotBeEmpty("the same counters tell of a connection");
    }

    private static int Asked(string poll)
    {
        using var document = JsonDocument.Parse(poll);
        return Asked(document.RootElement);
    }

    /// <summary>How many ports a poll had an answer for.</summary>
    private static int Asked(JsonElement poll) => poll.GetProperty("asking").GetProperty("ports").GetInt32();

    /// <summary>Lets a loop go on beside porttop until that has asked often enough: nothing may fail.</summary>
    private void Beside(TightLoop loop)
    {
        loop.FailedAlone.ShouldBe(0, "it fails even without porttop");
        using var polls = new PollStream(Network, interval: 0.1);
        for (var poll = 0; poll < Polls; poll++)
        {
            polls.Until(static poll => Asked(poll) > 0);
        }

        var (made, failed) = loop.End();
        made.ShouldBeGreaterThan(Polls, "it went on beside porttop");
        failed.ShouldBe(0, $"of {made}");
    }

    private void Range(int ports)
        => Network.Sysctl("net.ipv4.ip_local_port_range", string.Create(CultureInfo.InvariantCulture, $"{Low} {Low + ports - 1}"));

    private Many Hold(int count, int port, Func<RawSocket, int> prepare, bool isIPv6 = false)
        => new(Network.Run(() => Enumerable.Range(0, count).Select(_ =>
        {
            var socket = RawSocket.Tcp(isIPv6);
            prepare(socket).ShouldBe(0);
            socket.Connect(isIPv6 ? "::1" : Address, port).ShouldBe(0);
            return socket;
        }).ToArray()));
}
