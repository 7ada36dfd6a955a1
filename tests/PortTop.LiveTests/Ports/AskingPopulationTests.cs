using System.Globalization;
using PortTop.Fuzzing;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Ports;

/// <summary>
/// True at first sight: populations that are finished before porttop starts. What it says at its first poll is what the kernel gives
/// afterwards, to the port where it asks the kernel, and within its bounds where it may not ask. <c>TEST_SEED=N</c> runs one alone.
/// </summary>
[Trait("tier", "long")]
[Runs(RunsAttribute.Apart, "close() must be the end of a socket, and a whole population is closed again and again")]
public sealed class AskingPopulationTests : IDisposable
{
    private const int Populations = 400;
    private const int UsualPopulations = 40;

    /// <summary>What the name of a pool of bind() begins with.</summary>
    internal const string BindPrefix = "bind ";

    private const double ExactShare = 0.99;
    private const double ClearShare = 0.97;

    private static readonly IReadOnlyDictionary<string, string> Asking = new Dictionary<string, string>();

    private readonly NetworkNamespace[] _networks = [.. Enumerable.Range(0, FinishedPopulation.Namespaces)
        .Select(static _ => new NetworkNamespace())];
    private readonly PopulationScore _score = new();

    public AskingPopulationTests()
    {
        foreach (var network in _networks)
        {
            network.Execute("ip", "addr", "add", "10.77.0.1/32", "dev", "lo");
            network.Execute("ip", "addr", "add", "10.77.0.2/32", "dev", "lo");
            // Without nodad it is tentative, and not to be bound, until a worker of the kernel has looked at it.
            network.Execute("ip", "addr", "add", "fd77::1/128", "dev", "lo", "nodad");
        }
    }

    public void Dispose()
    {
        foreach (var network in _networks)
        {
            network.Dispose();
        }
    }

    [Fact]
    public void What_is_free_at_first_sight_is_what_the_kernel_gives()
    {
        Assert.SkipUnless(RawSocket.HasOwnRange, "needs IP_LOCAL_PORT_RANGE (Linux 6.3), by which the kernel is asked");
        var seeds = Environment.GetEnvironmentVariable("TEST_SEED") is { Length: > 0 } alone
            ? [int.Parse(alone, CultureInfo.InvariantCulture)]
            : Enumerable.Range(1, Math.Max(UsualPopulations, LongTier.Scale(Populations))).ToArray();

        Parallel.For(0, FinishedPopulation.Namespaces, group =>
        {
            foreach (var seed in seeds.Where(seed => seed % FinishedPopulation.Namespaces == group))
            {
                Try(_networks[group], seed);
            }
        });

        TestContext.Current.SendDiagnosticMessage(string.Join("\n", _score.Inexact.Prepend(_score.ToString())));
        _score.Wrong.ShouldBeEmpty();
        _score.Exact.ShouldBeGreaterThanOrEqualTo(ExactShare, string.Join("\n", _score.Inexact));
        _score.UnclearWhenAsking.ShouldBeLessThanOrEqualTo(_score.Allowed(1 - ClearShare), string.Join("\n", _score.NeedlesslyUnclear));
        _score.UnclearWithoutAsking.ShouldBeLessThanOrEqualTo(_score.Allowed(1 - ClearShare), string.Join("\n", _score.NeedlesslyUnclear));
    }

    private void Try(NetworkNamespace network, int seed)
    {
        using var population = network.Run(() => Forks.Without(() =>
        {
            var made = new FinishedPopulation(seed);
            made.Make();
            return made;
        }));
        network.Run(population.Age);
        var keys = network.Run(() => population.Pools);

        // What is measured may use TIME-WAIT up: porttop first.
        var asked = Look(network, Asking);
        var unasked = Look(network, Porttop.NeverAsking);
        var isBindOnly = population.IsReusing && seed % 4 == 0;
        var truth = network.Run(() => Forks.Without(() => Measure(population, keys, asked, isBindOnly)));
        _score.Add(seed, population, truth, asked, unasked);
    }

    private static Dictionary<string, SeenPool> Look(NetworkNamespace network, IReadOnlyDictionary<string, string> environment)
        => Porttop.Poll(network, environment).GetProperty("pools").EnumerateArray()
            .Where(static pool => pool.GetProperty("protocol").GetString() == "tcp" && pool.GetProperty("kind").GetString() != "window")
            .ToDictionary(static pool => pool.GetProperty("kind").GetString() == "bind"
                ? Name(pool.GetProperty("source").GetString()!)
                : Name(
                    pool.GetProperty("source").GetString()!,
                    pool.GetProperty("destination").GetString()!,
                    pool.GetProperty("port").GetInt32()),
                SeenPool.Of);

    /// <summary>
    /// What the kernel gives of each pool. A connect() that takes a port over from TIME-WAIT leaves bind() more than there was: where that
    /// may be, pools of one kind are measured and not the other.
    /// </summary>
    private static Dictionary<string, int> Measure(
        FinishedPopulation population,
        (string Source, string Destination, int Port)[] keys,
        Dictionary<string, SeenPool> seen,
        bool isBindOnly)
    {
        var given = new Dictionary<string, int>();
        foreach (var (source, destination, port) in isBindOnly ? [] : keys)
        {
            given.Add(Name(source, destination, port), PortsLeft.Connect(source, destination, port));
            KernelSockets.Settle();
        }

        var isBind = isBindOnly || !population.IsReusing;
        foreach (var name in seen.Keys.Where(name => isBind && name.StartsWith(BindPrefix, StringComparison.Ordinal)))
        {
            var source = name[BindPrefix.Length..];
            given.Add(name, PortsLeft.Bind(source == "*" ? "0.0.0.0" : source));
        }

        return given;
    }

    private static string Name(string source) => BindPrefix + source;

    private static string Name(string source, string destination, int port)
        => string.Create(CultureInfo.InvariantCulture, $"{source} > {destination}:{port}");
}
