using System.Globalization;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>Connections whose ports the application chose, the same for several targets: they are listed, and what they leave.</summary>
public sealed class ChosenPortTests : NamespaceTest
{
    private const string Address = "127.0.0.1";
    private const int Port = 9000;
    private const int Low = 41_000;
    private const int Size = 150;
    private const int Targets = 3;
    private const int Chosen = 45;

    [Fact]
    public void Connections_on_chosen_ports_are_listed_with_what_connect_has_left()
    {
        KernelFeatures.NeedTellingBound();
        using var sockets = Choose();

        var poll = Porttop.Poll(Network);

        for (var target = Port; target < Port + Targets; target++)
        {
            var given = Network.Run(() => PortsLeft.Connect(Address, Address, target));
            given.ShouldBe(Size - Chosen, "this is what was made");
            var pool = poll.Pool(Address, target);
            pool.GetProperty("chosen").GetInt32().ShouldBe(Chosen);
            pool.Bounds().ShouldBe(Porttop.Exactly(given));
        }

        if (poll.FindBindPool(Address) is { } bind)
        {
            bind.Bounds().ShouldBe(Porttop.Exactly(Network.Run(static () => PortsLeft.Bind(Address))));
        }
    }

    [Fact]
    public void A_check_of_their_target_tells_of_them()
    {
        using var sockets = Choose();

        var check = Network.Run(static () => Porttop.Run("check", "127.0.0.1:9002"));
        var explanation = Network.Execute(Porttop.Path, "explain", "127.0.0.1:9002");

        check.Status.ShouldBe(0, check.Output);
        check.Output.ShouldContain("45 connections on chosen ports; connect() has 105 free");
        check.Output.ShouldNotContain("no connection");
        explanation.ShouldNotContain("no connection");
    }

    [Fact]
    public void Connections_from_ports_outside_the_range_are_told_though_no_pool_counts_them()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", string.Create(CultureInfo.InvariantCulture, $"{Low} {Low + Size - 1}"));
        Peers.Listen(Address, Port);
        using var sockets = new Many(Network.Run(static () => Enumerable.Range(Low - 30, 7).Select(static chosen => Open(chosen, Port))
            .ToArray()));

        var check = Network.Run(static () => Porttop.Run("check", "127.0.0.1:9000"));

        check.Status.ShouldBe(0, check.Output);
        check.Output.ShouldContain("no connection to 127.0.0.1:9000 from a port of the range, 7 connections from chosen ports outside the range, 150 ports free");
        Network.Execute(Porttop.Path, "explain", "127.0.0.1:9000").ShouldContain("7 connections from chosen ports outside the range");
    }

    [Fact]
    public void What_connect_chose_is_not_counted_as_chosen()
    {
        KernelFeatures.NeedTellingBound();
        using var sockets = Choose();
        Peers.Connect(Address, Port, 12);

        var pool = Porttop.Poll(Network).Pool(Address, Port);

        pool.GetProperty("chosen").GetInt32().ShouldBe(Chosen);
        pool.Bounds().ShouldBe(Porttop.Exactly(Size - Chosen - 12));
    }

    private Many Choose()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", string.Create(CultureInfo.InvariantCulture, $"{Low} {Low + Size - 1}"));
        for (var target = Port; target < Port + Targets; target++)
        {
            Peers.Listen(Address, target);
        }

        return new Many(Network.Run(static () => Enumerable.Range(Low, Chosen)
            .SelectMany(static chosen => Enumerable.Range(Port, Targets).Select(target => Open(chosen, target))).ToArray()));
    }

    private static RawSocket Open(int chosen, int target)
    {
        var socket = RawSocket.Tcp();
        socket.ReuseAddress();
        socket.Bind(Address, chosen).ShouldBe(0);
        socket.Connect(Address, target).ShouldBe(0);
        return socket;
    }
}
