using System.Diagnostics;
using System.Globalization;
using PortTop.Kernel;
using PortTop.LiveTests.Support;
using PortTop.Pipeline;

namespace PortTop.LiveTests.Ports;

/// <summary>Under thousands of connections a second nothing is counted twice: the total lies between the kernel's own counters.</summary>
[Trait("race", "yes")]
public sealed class ChurnTests : IDisposable
{
    private const string ServerAddress = "10.88.0.2";
    private const int Held = 4000;
    private const int Polls = 25;

    /// <summary>The kernel's counters are read a moment before and after the dump, and not in one step with it.</summary>
    private const double UsualSlack = .001;
    private const double Slack = .05;

    private readonly NetworkNamespace _client = new();
    private readonly NetworkNamespace _server = new();

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public void The_total_lies_between_the_counters_of_the_kernel()
    {
        using var server = Start(_server, "serve", "0.0.0.0");
        _client.Execute("ip", "link", "add", "churn0", "type", "veth", "peer", "name", "churn1", "netns", server.Id.ToString(CultureInfo.InvariantCulture));
        _client.Execute("ip", "addr", "add", "10.88.0.1/24", "dev", "churn0");
        _client.Execute("ip", "link", "set", "churn0", "up");
        _server.Execute("ip", "addr", "add", ServerAddress + "/24", "dev", "churn1");
        _server.Execute("ip", "link", "set", "churn1", "up");
        using var client = Start(_client, "run", ServerAddress, $"{Held}");
        var opened = _client.Run(() => Watch());
        End(client);
        End(server);

        opened.ShouldBeGreaterThan(1000, "there was churn, or nothing was tried");
    }

    private static int Watch()
    {
        using var source = new KernelSocketSource(CollectorChoice.Netlink, new KernelRoots());
        var poller = new Poller(source, () => Stopwatch.GetElapsedTime(0));
        var (opened, errors) = (0.0, new List<double>());
        for (var poll = 0; poll < Polls; poll++)
        {
            var before = SocketsOfTheKernel();
            var snapshot = poller.Poll(DateTimeOffset.UtcNow, poll == 0 ? null : 1, new Interest(TimeSpan.FromSeconds(1)));
            var after = SocketsOfTheKernel();
            var total = snapshot.States.Total;

            snapshot.Pools.Sum(static pool => pool.States.Total).ShouldBe(total);
            errors.Add((double)Math.Max(Math.Min(before, after) - total, total - Math.Max(before, after)) / total);
            opened += snapshot.Pools.Sum(static pool => pool.Opened ?? 0);
            Thread.Sleep(50);
        }

        // Where the machine does something else between the readings, the counters move on; usually they lie a few milliseconds apart.
        errors.Order().ElementAt(Polls / 2).ShouldBeLessThanOrEqualTo(UsualSlack);
        errors.ShouldAllBe(static error => error <= Slack);
        return (int)opened;
    }

    /// <summary>TCP sockets of this namespace, those in TIME-WAIT too.</summary>
    private static int SocketsOfTheKernel()
    {
        var words = File.ReadLines("/proc/thread-self/net/sockstat").First(static line => line.StartsWith("TCP:", StringComparison.Ordinal)).Split(' ');
        return Number("inuse") + Number("tw");

        int Number(string name) => int.Parse(words[Array.IndexOf(words, name) + 1], CultureInfo.InvariantCulture);
    }

    private static Process Start(NetworkNamespace network, params string[] arguments)
    {
        var process = network.Start(Command.Prepare("python3", [Path.Combine(AppContext.BaseDirectory, "churn.py"), .. arguments]));
        process.StandardOutput.ReadLine().ShouldBe("ready");
        return process;
    }

    private static void End(Process process)
    {
        process.StandardInput.Close();
        process.WaitForExit();
    }
}
