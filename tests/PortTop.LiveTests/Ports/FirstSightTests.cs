using System.Text.Json;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>What porttop knows when everything was there before it.</summary>
public sealed class FirstSightTests : NamespaceTest
{
    private const string Source = "127.0.0.6";
    private const string Server = "127.0.0.1";
    private const int Port = 9000;

    /// <summary>An ordinary user, without any capability.</summary>
    private static readonly string[] Nobody
        = ["--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all", "--bounding-set=-all"];

    [Fact]
    public void An_ordinary_user_is_answered_too()
    {
        KernelFeatures.NeedTellingBound();
        Network.Sysctl("net.ipv4.ip_local_port_range", "41000 41063");
        Peers.Listen(Server, Port);
        Peers.Listen(Server, Port + 1);
        using var holder = new SocketHolder(Network, "sidecar");
        holder.ConnectBoundFirst(Source, Server, Port, targets: 2, count: 41).ShouldBe(41);
        Peers.Connect(Server, Port, 9);

        var output = Network.Execute("setpriv", [.. Nobody, Porttop.Path, "-b", "-n", "1", "-o", "json"]);

        using var document = JsonDocument.Parse(output);
        var poll = document.RootElement;
        foreach (var (source, used) in ((string, int)[])[(Server, 9), (Source, 0)])
        {
            var given = Network.Run(() => PortsLeft.Connect(source, Server, Port));
            given.ShouldBe(64 - 41 - used, "this is what was made");
            Pool(poll, source, Port).Bounds().ShouldBe(Porttop.Exactly(given));
        }

        var asking = poll.GetProperty("asking");
        asking.GetProperty("ports").GetInt32().ShouldBe(50);
        asking.GetProperty("held").GetInt32().ShouldBe(41);
        asking.TryGetProperty("reason", out _).ShouldBeFalse();
    }

    private static JsonElement Pool(JsonElement poll, string source, int port)
        => poll.GetProperty("pools").EnumerateArray().Single(pool => pool.GetProperty("kind").GetString() == "connect"
            && pool.GetProperty("source").GetString() == source && pool.GetProperty("port").GetInt32() == port);
}
