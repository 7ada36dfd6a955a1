using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>UDP ports that are bound to an address: they are gone for it and for who binds to none, and not for another address.</summary>
public sealed class UdpAddressTests : NamespaceTest
{
    private const string Busy = "10.9.0.1";
    private const string Idle = "10.9.0.2";
    private const int Size = 120;
    private const int Bound = 90;

    [Fact]
    public void What_is_bound_to_one_address_is_gone_for_those_without_and_not_for_another()
    {
        using var sockets = Begin();

        var poll = Porttop.Poll(Network);

        Network.Run(static () => PortsLeft.Take(RawSocket.EAGAIN, Connect)).ShouldBe(Size - Bound, "this is what was made");
        Network.Run(static () => PortsLeft.Take(RawSocket.EADDRINUSE, static () => Bind(Idle))).ShouldBe(Size);
        Network.Run(static () => PortsLeft.Take(RawSocket.EADDRINUSE, OnlyIPv6)).ShouldBe(Size);
        Any(poll).Bounds().ShouldBe(Porttop.Exactly(Size - Bound));
        Pools(poll).Where(static pool => pool.GetProperty("source").GetString() == Idle)
            .ShouldAllBe(static idle => idle.GetProperty("free").GetInt32() == Size);
    }

    [Fact]
    public void When_none_is_left_for_those_without_an_address_that_is_said_of_every_target()
    {
        using var sockets = Begin();
        using var others = new Many(Network.Run(static () => Enumerable.Range(0, Size - Bound).Select(static _ =>
        {
            var (socket, error) = Bind("0.0.0.0");
            error.ShouldBe(0);
            return socket;
        }).ToArray()));

        var any = Any(Porttop.Poll(Network));
        var all = Network.Run(static () => Porttop.Run("check"));
        var target = Network.Run(static () => Porttop.Run("check", "10.9.0.2:53"));
        var explanation = Network.Execute(Porttop.Path, "explain", "10.9.0.2:53");
        var probe = Network.Run(static () => Porttop.Run("probe", "10.9.0.2:53", "--udp"));

        Network.Run(static () => PortsLeft.Take(RawSocket.EAGAIN, Connect)).ShouldBe(0, "this is what was made");
        any.Bounds().ShouldBe(Porttop.Exactly(0));
        any.State().ShouldBe("full");
        all.Status.ShouldBe(2, all.Output);
        probe.Status.ShouldBe(1, probe.Output);
        target.Status.ShouldBe(2, target.Output);
        target.Output.ShouldContain("UDP", Case.Insensitive);
        explanation.ShouldContain("UDP", Case.Insensitive);
        explanation.ShouldNotContain("Healthy");
    }

    private Many Begin()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41119");
        Network.Execute("ip", "addr", "add", Busy + "/32", "dev", "lo");
        Network.Execute("ip", "addr", "add", Idle + "/32", "dev", "lo");
        return new Many(Network.Run(static () => Enumerable.Range(0, Bound).Select(static _ =>
        {
            var (socket, error) = Bind(Busy);
            error.ShouldBe(0);
            return socket;
        }).ToArray()));
    }

    private static IEnumerable<JsonElement> Pools(JsonElement poll)
        => poll.GetProperty("pools").EnumerateArray().Where(static pool => pool.GetProperty("protocol").GetString() == "udp");

    private static JsonElement Any(JsonElement poll) => Pools(poll).Single(static pool => pool.GetProperty("source").GetString() == "*");

    private static (RawSocket Socket, int Error) Bind(string address)
    {
        var socket = RawSocket.Udp();
        return (socket, socket.Bind(address, 0));
    }

    private static (RawSocket Socket, int Error) Connect()
    {
        var socket = RawSocket.Udp();
        return (socket, socket.Connect(Idle, 53));
    }

    private static (RawSocket Socket, int Error) OnlyIPv6()
    {
        var socket = RawSocket.Udp(isIPv6: true);
        socket.OnlyIPv6();
        return (socket, socket.Bind("::", 0));
    }
}
