using FsCheck;
using FsCheck.Fluent;
using PortTop.Model;

namespace PortTop.Tests.Model.Diagnoses;

/// <summary>Whatever a pool looks like, its diagnosis is a page that can be read.</summary>
public sealed class DiagnosisTextTests
{
    private static readonly string[] Ranges = ["32768-60999", "61000-61001", "40000-40099", "10240-65535", "50000-50002"];

    [Fact]
    public void Any_pool_has_a_page_of_its_width()
        => Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed => IsReadable(new Random(seed))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_usual_page_fits_into_a_terminal()
    {
        var pool = Samples.Pool(5432, 28_232, 40, 0, ports: Samples.Space("32768-60999"), states: Samples.States((TcpState.TimeWait, 28_200), (TcpState.Established, 32)))
            .OwnedBy((OwnerSamples.Payment, 1_400, 26_832)).Failing(570, 17_100);
        var snapshot = Samples.Snapshot([pool], Samples.Space("32768-60999", reuse: new TimeWaitReuse(2, true, 1000)));
        var lines = DiagnosisText.Write(Diagnostician.Explain(snapshot, pool), VerdictText.Describe(pool, Samples.Time, "->"), 79);

        lines.Count.ShouldBeLessThanOrEqualTo(23);
        lines.ShouldAllBe(static line => line.Text.Length <= 79);
        lines.ShouldContain(static line => line.Kind == DiagnosisLineKind.Command && line.Text.Contains("tcp_tw_reuse=1", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_remedy_risks_stands_above_what_is_to_be_copied()
    {
        var pool = Samples.Pool(5432, 28_232, 570, 0, ports: Samples.Space("32768-60999"), states: Samples.States((TcpState.TimeWait, 28_232)));
        var lines = DiagnosisText.Write(Diagnostician.Explain(Samples.Snapshot([pool], Samples.Space("32768-60999")), pool), "verdict", 79);
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Text.StartsWith("  $  ", StringComparison.Ordinal))
            {
                lines.Take(i).Reverse().First(static line => line.Kind == DiagnosisLineKind.Risk || line.Kind == DiagnosisLineKind.Point).Kind.ShouldBe(DiagnosisLineKind.Risk);
            }
        }
    }

    private static bool IsReadable(Random random)
    {
        var ports = Samples.Space(Ranges[random.Next(Ranges.Length)], random.Next(3) == 0 ? "40010-40050" : string.Empty, [Samples.Listener(random.Next(1, 65536))], reuse: new TimeWaitReuse(random.Next(3), random.Next(2) == 0, 1000));
        var pool = RandomPool(random, ports);
        var other = RandomPool(random, ports) with { Key = pool.Key with { Source = Samples.Address("10.0.2.16") } };
        var snapshot = Samples.Snapshot([pool, other], ports) with
        {
            Suspected = random.Next(3) * 10,
            Surroundings = new Surroundings([new LocalAddress(Samples.Address("10.0.2.15"), 2), new LocalAddress(Samples.Address("10.0.2.16"), (uint)random.Next(2, 4))], []),
        };
        var diagnosis = Diagnostician.Explain(snapshot, pool);
        var width = random.Next(20, 120);
        var lines = DiagnosisText.Write(diagnosis, VerdictText.Describe(pool, Samples.Time, "->"), width, random.Next(2) == 0 ? DiagnosisPlace.Host : new DiagnosisPlace("pod", "nsenter -t 811 -n"), random.Next(2) == 0);
        return lines.All(line => line.Kind == DiagnosisLineKind.Command || line.Text.StartsWith("undo", StringComparison.Ordinal) || line.Kind == DiagnosisLineKind.Heading || line.Text.Length <= width)
            && diagnosis.Causes.Zip(diagnosis.Causes.Skip(1)).All(static pair => pair.First.Weight >= pair.Second.Weight)
            && diagnosis.Remedies.All(static remedy => remedy.Then.Share is >= 0 and <= 1 && !double.IsNaN(remedy.Then.Seconds))
            && !(diagnosis.IsHealthy && (pool.Status.Condition == PoolCondition.Full || pool.Failures is not null))
            && ChatText.Write(snapshot, diagnosis).Count == 6;
    }

    private static PoolSample RandomPool(Random random, PortSpace ports)
    {
        var used = random.Next(0, Math.Max(1, ports.Usable) + 1);
        var parts = Enumerable.Range(0, 4).Select(_ => random.Next(0, used + 1)).Order().ToArray();
        var states = Samples.States(
            (TcpState.TimeWait, parts[0]), (TcpState.CloseWait, parts[1] - parts[0]), (TcpState.SynSent, parts[2] - parts[1]), (TcpState.FinWait2, parts[3] - parts[2]), (TcpState.Established, used - parts[3]));
        var pool = Samples.Pool(random.Next(2) == 0 ? 5432 : 8080, used, random.Next(4) == 0 ? null : random.Next(0, 1000), random.Next(-50, 50), ports: ports, states: states);
        pool = pool with
        {
            UseGrowth = random.Next(-20, 20),
            AliveGrowth = random.Next(3) == 0 ? null : random.Next(0, 20),
            CloseWaitGrowth = random.Next(3) == 0 ? null : random.Next(0, 5),
            Demand = pool.Demand is { } demand ? demand with { ActiveSeconds = random.Next(2) == 0 ? null : random.NextDouble() * 30, Fits = random.Next(2) == 0 ? null : random.Next(0, 600) } : null,
        };
        return random.Next(2) == 0 ? pool.OwnedBy((OwnerSamples.Payment, used, 0), (OwnerSamples.Gone, 3, 0)).Failing(random.Next(1, 500), 1000) : pool;
    }
}
