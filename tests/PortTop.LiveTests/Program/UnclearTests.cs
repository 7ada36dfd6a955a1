using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Program;

/// <summary>
/// Where the kernel may not be asked and everything may be free or nothing, no word of health is said and no alarm: it is unclear. All
/// ports are bound first by one address, which looks like connect() towards a full target; the pool of another address has none left.
/// </summary>
public sealed class UnclearTests : NamespaceTest
{
    private const string Target = "127.0.0.1:9001";

    private readonly SocketHolder _holder;

    public UnclearTests()
    {
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41099");
        Peers.Listen("127.0.0.1", 9000);
        Peers.Listen("127.0.0.1", 9001);
        Peers.Connect("127.0.0.1", 9001, 1);
        _holder = new SocketHolder(Network, "sidecar");
        _holder.ConnectBoundFirst("127.0.0.5", "127.0.0.1", 9000, targets: 1).ShouldBe(100);
        Network.Run(static () => Ports.PortsLeft.Connect("127.0.0.1", "127.0.0.1", 9001)).ShouldBe(0, "this is what was made");
    }

    public override void Dispose()
    {
        _holder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Asked_the_kernel_says_that_none_is_left()
    {
        var poll = Porttop.Poll(Network);

        poll.Pool("127.0.0.1", 9001).Bounds().ShouldBe(Porttop.Exactly(0));
        poll.Pool("127.0.0.1", 9001).State().ShouldBe("full");
        var asking = poll.GetProperty("asking");
        asking.GetProperty("ports").GetInt32().ShouldBe(100);
        asking.GetProperty("held").GetInt32().ShouldBe(100);
        asking.GetProperty("unknown").GetInt32().ShouldBe(0);
        asking.TryGetProperty("reason", out _).ShouldBeFalse();
        var check = Network.Run(static () => Porttop.Run("check", Target));
        check.Status.ShouldBe(2, check.Output);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Never_asked_it_is_unclear_and_the_reason_is_said(bool isEnvironment)
    {
        var poll = isEnvironment ? Porttop.Poll(Network, Porttop.NeverAsking) : PollWithFile();

        poll.Pool("127.0.0.1", 9001).Bounds().ShouldSatisfyAllConditions(
            static bounds => bounds.Lower.ShouldBe(0),
            static bounds => bounds.Upper.ShouldBe(99));
        poll.Pool("127.0.0.1", 9001).State().ShouldBe("unclear");
        var asking = poll.GetProperty("asking");
        asking.GetProperty("ports").GetInt32().ShouldBe(0);
        asking.GetProperty("unknown").GetInt32().ShouldBe(100);
        asking.GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("ok", 0)]
    [InlineData("warning", 1)]
    [InlineData("critical", 2)]
    public void A_check_answers_as_it_is_told_and_names_the_bounds(string? unclear, int status)
    {
        string[] arguments = unclear is null ? ["check", Target] : ["check", Target, "--unclear", unclear];

        var check = Network.Run(() => Command.Run(Porttop.Path, arguments, Porttop.NeverAsking));

        check.Status.ShouldBe(status, check.Output + check.Errors);
        check.Output.ShouldContain("unclear");
        check.Output.ShouldMatch(@"\b0\D{1,12}99\b");
    }

    [Fact]
    public void An_explanation_says_nothing_of_health()
    {
        var explanation = Network.Run(static () => Command.Run(Porttop.Path, ["explain", Target], Porttop.NeverAsking)).Output;

        explanation.ShouldContain("unclear");
        explanation.ShouldNotContain("Healthy");
        explanation.ShouldNotContain("Nothing has to be done");
    }

    /// <summary>A failure is proof: then it is known without asking.</summary>
    [Fact]
    [Trait("race", "yes")]
    public void A_connect_that_fails_makes_it_clear()
    {
        using var shop = new SocketHolder(Network, "shop");
        using var polls = new PollStream(Network, environment: Porttop.NeverAsking);
        _ = polls.Next();
        shop.Hammer("127.0.0.1", 9001);

        var proven = polls.Until(static poll => poll.Failed() > 0 && poll.Pool("127.0.0.1", 9001).Bounds() == Porttop.Exactly(0));

        proven.Pool("127.0.0.1", 9001).State().ShouldBe("full");
    }

    private JsonElement PollWithFile()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{ "askKernel": "never" }""");
            return Porttop.Poll(Network, "--config", file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
