using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Diagnoses;

/// <summary>One program holds every port by bind(), another fails: both are named, and the ports are not taken for free.</summary>
[Trait("race", "yes")]
public sealed class HolderNamedTests : NamespaceTest
{
    private const string Server = "127.0.0.1";
    private const int Port = 8080;
    private const int Database = 5432;

    [Fact]
    public void A_neighbour_that_bound_every_port_first_is_named_to_whoever_fails()
    {
        const int Targets = 5;
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41149");
        Listen(Targets);
        using var holder = new SocketHolder(Network, "envoy");
        holder.ConnectBoundFirst("127.0.0.6", Server, Port, Targets).ShouldBe(150);

        var (check, explanation) = See(target: null);

        check.Status.ShouldBe(2, check.Output);
        explanation.ShouldContain("envoy");
        explanation.ShouldContain("bind");
        explanation.ShouldNotContain("range of its own");
        explanation.ShouldNotContain("Healthy");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1:5432")]
    public void Whoever_chose_every_port_is_named_and_whoever_fails(string? target)
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41079");
        Listen(2);
        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectChosen(Server, Server, Port, targets: 2, 41_000, 41_079).ShouldBe(80);

        var (check, explanation) = See(target);

        check.Status.ShouldBe(2, check.Output);
        explanation.ShouldContain("sidecar");
        explanation.ShouldContain("\nWhy");
        (explanation + check.Output).ShouldContain("shop");
    }

    private void Listen(int targets)
    {
        Peers.Listen(Server, Database);
        for (var target = 0; target < targets; target++)
        {
            Peers.Listen(Server, Port + target);
        }
    }

    /// <summary>While a shop fails, which has never had a connection: what check and explain say of it.</summary>
    private (CommandResult Check, string Explanation) See(string? target)
    {
        using var shop = new SocketHolder(Network, "shop");
        shop.Connect(Server, Database, 1).ShouldBe(0, "this is what was made");
        using var polls = new PollStream(Network);
        _ = polls.Next();
        shop.Hammer(Server, Database);

        // Who holds ports is read more rarely than sockets, where that took long.
        var failing = polls.Until(
            static poll => poll.FindPool(Server, Database) is { } pool && pool.IsFailing() && pool.TryGetProperty("freeLower", out _));
        failing.Pool(Server, Database).Bounds().ShouldBe(Porttop.Exactly(0));

        return (Run("check"), Run("explain").Output);

        CommandResult Run(string command)
        {
            var (program, arguments) = Tracing.With(Porttop.Path, target is null ? [command] : [command, target]);
            return Network.Run(() => Command.Run(program, arguments));
        }
    }
}
