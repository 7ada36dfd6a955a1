using PortTop.Kernel.Probe;
using PortTop.LiveTests.Support;
using PortTop.Model;

namespace PortTop.LiveTests.Ports;

/// <summary>
/// The promise: what porttop says is left is what the kernel still gives. Populations of sockets at random, and then connect() and bind()
/// until the kernel refuses.
/// </summary>
[Runs(RunsAttribute.Apart, "close() must be the end of a socket, and 240 populations are closed")]
public sealed class PopulationTests : IDisposable
{
    private const int Populations = 240;

    /// <summary>So many groups run side by side, each in a namespace of its own.</summary>
    private const int Groups = 2;

    private readonly NetworkNamespace _network = new();
    private readonly SourcePortProbe _probe = new("/proc");
    private readonly List<string> _wrong = [];
    private readonly Dictionary<string, (int Count, int Error, int Worst)> _errors = [];

    public PopulationTests()
    {
        _network.Execute("ip", "addr", "add", "10.77.0.1/32", "dev", "lo");
        _network.Execute("ip", "addr", "add", "10.77.0.2/32", "dev", "lo");
        // Without nodad it is tentative, and not to be bound, until a worker of the kernel has looked at it.
        _network.Execute("ip", "addr", "add", "fd77::1/128", "dev", "lo", "nodad");
    }

    public void Dispose() => _network.Dispose();

    public static TheoryData<int> GroupNumbers => [.. Enumerable.Range(0, Groups)];

    [Theory]
    [MemberData(nameof(GroupNumbers))]
    public void What_is_free_is_what_the_kernel_gives(int group)
    {
        for (var seed = 1 + group; seed <= Populations; seed += Groups)
        {
            Try(seed);
        }

        TestContext.Current.SendDiagnosticMessage(string.Join("; ", _errors.Select(static pair => $"{pair.Key}: {pair.Value.Count} fills, mean error {(double)pair.Value.Error / pair.Value.Count:0.00}, worst {pair.Value.Worst}")));
        _wrong.ShouldBeEmpty();
        foreach (var (what, (count, error, _)) in _errors)
        {
            ((double)error / count).ShouldBeLessThanOrEqualTo(1, what);
        }
    }

    private void Try(int seed) => _network.Run(() => Forks.Without(() =>
    {
        using var population = new Population(seed);
        population.Begin();

        // One in five is seen for the first time when it is complete: then the bounds must hold all the same.
        var isWatched = seed % 5 != 0;
        population.Make(actions: 10 + (seed % 50), isWatched);
        KernelSockets.Settle();
        var snapshot = population.PollAll();
        var pools = snapshot.Pools.Where(pool => population.IsOfClients(pool.Key)).ToArray();
        if (pools.Length > 0)
        {
            var pool = pools[seed % pools.Length];
            var question = new ProbeQuestion(ProbeKind.Connect, pool.Key.Destination, pool.Key.Port) { Source = pool.Key.Source };
            var before = _probe.Ask(question).Outcome;

            // What the probe did may have used a TIME-WAIT port up that was free.
            pool = population.PollAll().Pools.FirstOrDefault(candidate => candidate.Key == pool.Key);
            if (pool is not null)
            {
                var given = Exhaustion.Connect(population, pool.Key);
                Judge(seed, isWatched ? "connect" : "connect at first sight", pool, given, population);
                Expect(seed, (before == ProbeOutcome.Given) == (given > 0) || pool.Ledger.MayAlreadyFail, $"the probe said {before}, and {given} were given");
                Expect(seed, _probe.Ask(question).Outcome == ProbeOutcome.NoneLeft, "the probe finds a port where none is left");
            }
        }

        TryBind(seed, population, isUdp: false);
        UdpPopulation.Make(population, new Random(seed), seed % 25);
        TryBind(seed, population, isUdp: true);
        return 0;
    }));

    private void TryBind(int seed, Population population, bool isUdp)
    {
        string[] sources = [.. Population.IPv4Sources, "0.0.0.0", Population.IPv6];
        var source = sources[seed % sources.Length];
        IpAddress.TryParse(source, out var address).ShouldBeTrue();
        var snapshot = population.PollAll();
        var kind = isUdp ? ProbeKind.UdpBind : ProbeKind.Bind;
        var question = new ProbeQuestion(kind, address, 0) { Source = address };
        if (isUdp && snapshot.Pools.FirstOrDefault(static pool => pool.Key.Protocol == Protocol.Udp && pool.Key.Source == IpAddress.AnyIPv4) is { } unbound && seed % 2 == 0)
        {
            Judge(seed, "UDP connect", unbound, Exhaustion.Udp(population), population);
            return;
        }

        var pool = (isUdp ? snapshot.Pools : snapshot.BindPools).FirstOrDefault(pool => pool.Key.Source == address && !pool.Key.HasDestination && (pool.Key.Protocol == Protocol.Udp) == isUdp);
        if (pool is null)
        {
            return;
        }

        var before = _probe.Ask(question).Outcome;
        var given = Exhaustion.Bind(population, source, isUdp);
        Judge(seed, (isUdp ? "UDP " : string.Empty) + "bind", pool, given, population);
        Expect(seed, (before == ProbeOutcome.Given) == (given > 0) || pool.Ledger.MayAlreadyFail, $"{kind}: the probe said {before}, and {given} were given");
        Expect(seed, _probe.Ask(question).Outcome == ProbeOutcome.NoneLeft || pool.Ledger.MayMissOne, $"{kind}: the probe finds a port where none is left");
    }

    private void Judge(int seed, string what, PoolSample pool, int given, Population population)
    {
        var ledger = pool.Ledger;
        var error = Math.Abs(ledger.Free - given);
        var (count, sum, worst) = _errors.GetValueOrDefault(what);
        _errors[what] = (count + 1, sum + error, Math.Max(worst, error));
        Expect(
            seed,
            ledger.FreeLower <= given && given <= ledger.FreeUpper,
            $"{what} {AddressText.Describe(pool.Key)}: {given} given, {ledger.FreeLower} to {ledger.FreeUpper} promised, range {population.Low}-{population.High}: {ledger}; {population.Story}");
    }

    private void Expect(int seed, bool condition, string message)
    {
        if (!condition)
        {
            _wrong.Add($"population {seed}: {message}");
        }
    }
}
