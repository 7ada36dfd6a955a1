using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Diagnoses;

/// <summary>A CLOSE-WAIT leak on the real kernel, in a pool that has far to go: only their age tells. Takes a minute.</summary>
public sealed class LeftConnectionsTests : NamespaceTest
{
    private const string Server = "127.0.0.2";
    private const int Port = 7000;

    [Fact]
    public void Connections_that_peers_closed_and_this_side_did_not()
    {
        Peers.Listen(Server, Port);
        Network.Sysctl("net.ipv4.ip_local_port_range", "30000 59999");
        Peers.Connect(Server, Port, 700);
        Peers.CloseAccepted(700);
        // A minute is what the test is about; the page says when it is over.
        Thread.Sleep(TimeSpan.FromMinutes(1));
        var page = Deadline.Until(
            () => Network.Execute(Porttop.Path, "explain", $"{Server}:{Port}"),
            static page => page.Contains("half of them have been so for 1m", StringComparison.Ordinal),
            "connections that have been in CLOSE-WAIT for a minute");

        page.ShouldContain("does not close what its peers closed");

        // A dump may miss one that another test's churn moves in the kernel's table, which all namespaces share.
        page.ShouldMatch(@"(69\d|700) of (69\d|700) connections are in CLOSE-WAIT");
        page.ShouldContain("-sTCP:CLOSE_WAIT");
    }
}
