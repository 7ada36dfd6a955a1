using System.Globalization;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>The default range, bound first to its last port by one program.</summary>
[Runs(RunsAttribute.Alone, "28,232 connections, and what porttop knows after three polls must not depend on who else is busy")]
public sealed class WholeRangeTests : NamespaceTest
{
    private const string Source = "127.0.0.6";
    private const string Server = "127.0.0.1";
    private const int Port = 9000;
    private const int Targets = 8;
    private const int Low = 32_768;
    private const int Whole = 28_232;
    private const int Part = 256;

    /// <summary>So soon the owner must be known too, whose descriptors are read between polls.</summary>
    private const int Polls = 3;

    [Fact]
    public void Within_three_polls_it_is_full_to_the_port_and_the_owner_is_named()
    {
        for (var target = 0; target < Targets; target++)
        {
            Peers.Listen(Server, Port + target);
        }

        // A process may have 20,000 descriptors and often no more: the program has two.
        using var first = new SocketHolder(Network, "envoy");
        using var second = new SocketHolder(Network, "envoy");
        for (var low = Low; low < Low + Whole; low += Part)
        {
            // Part by part: at the end each bind() would look at nearly all ports.
            var part = Math.Min(Part, Low + Whole - low);
            Network.Sysctl("net.ipv4.ip_local_port_range", string.Create(CultureInfo.InvariantCulture, $"{low} {low + part - 1}"));
            (low < Low + (Whole / 2) ? first : second).ConnectBoundFirst(Source, Server, Port, Targets).ShouldBe(part);
        }

        Network.Sysctl("net.ipv4.ip_local_port_range", string.Create(CultureInfo.InvariantCulture, $"{Low} {Low + Whole - 1}"));
        Network.Run(static () => PortsLeft.Bind(Source)).ShouldBe(0, "this is what was made");
        Network.Run(static () => PortsLeft.Connect(Server, Server, Port)).ShouldBe(0);

        using var polls = new PollStream(Network, interval: 1);
        var unknown = Enumerable.Range(0, Polls).Select(_ => Unknown(polls.Next())).ToArray();

        unknown.ShouldContain(string.Empty, "a poll that knows all of it");
    }

    /// <summary>What a poll does not know.</summary>
    private static string Unknown(JsonElement poll)
    {
        var pools = Enumerable.Range(Port, Targets).Select(port => poll.Pool(Server, port)).Append(poll.BindPool(Source));
        return string.Join("; ", pools.Where(static pool => pool.Bounds() != Porttop.Exactly(0) || pool.State() != "full" || !IsNamed(pool))
            .Select(static pool => $"{pool.GetProperty("kind")} {pool.Bounds()} {pool.State()}, owner named: {IsNamed(pool)}"));
    }

    private static bool IsNamed(JsonElement pool)
        => pool.GetProperty("owners").EnumerateArray().Any(static owner => owner.GetProperty("name").GetString() == "envoy");
}
