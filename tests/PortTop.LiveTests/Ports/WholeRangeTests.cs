using System.Globalization;
using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>The default range, bound first to its last port by one program.</summary>
[Runs(RunsAttribute.Alone, "28,232 connections")]
public sealed class WholeRangeTests : NamespaceTest
{
    private const string Source = "127.0.0.6";
    private const string Server = "127.0.0.1";
    private const int Port = 9000;
    private const int Targets = 8;
    private const int Low = 32_768;
    private const int Whole = 28_232;
    private const int Part = 256;

    [Fact]
    public void It_is_known_as_full_to_the_port_and_the_owner_is_named()
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

        // The second poll or the third; later where the machine is so busy that bound ports and descriptors are read more rarely.
        using var polls = new PollStream(Network, interval: 1);
        Deadline.Until(() => Unknown(polls.Next()), static unknown => unknown.Length == 0, "a poll that knows all of it");
    }

    /// <summary>What a poll does not know.</summary>
    private static string Unknown(JsonElement poll)
    {
        var pools = Enumerable.Range(Port, Targets).Select(port => poll.Pool(Server, port)).Append(poll.BindPool(Source));
        return string.Join("; ", pools.Where(static pool => !IsExactlyNone(pool) || pool.State() != "full" || !IsNamed(pool))
            .Select(static pool => $"{pool.GetProperty("kind")} {pool.State()}, exact: {IsExactlyNone(pool)}, owner named: {IsNamed(pool)}"));
    }

    private static bool IsExactlyNone(JsonElement pool) => pool.TryGetProperty("freeLower", out _) && pool.Bounds() == Porttop.Exactly(0);

    private static bool IsNamed(JsonElement pool)
        => pool.GetProperty("owners").EnumerateArray().Any(static owner => owner.GetProperty("name").GetString() == "envoy");
}
