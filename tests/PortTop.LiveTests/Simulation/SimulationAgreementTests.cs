using System.Diagnostics;
using PortTop.LiveTests.Support;

namespace PortTop.LiveTests.Simulation;

/// <summary>
/// The made-up kernel is held to the real one: the same script runs in both, and after every step the same ports must be free.
/// </summary>
[Runs(RunsAttribute.Apart, "close() must be the end of a socket")]
public sealed class SimulationAgreementTests
{
    private const int Scripts = 120;

    [Fact]
    public void The_same_script_leaves_the_same_ports_free()
    {
        var watch = Stopwatch.StartNew();
        var wrong = new List<string>();
        var done = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var (compared, free) = (0, 0);
        for (var seed = 0; seed < Scripts; seed++)
        {
            using var network = AgreementNetwork.Make();
            using var script = network.Run(() => new AgreementScript(seed));
            try
            {
                network.Run(() => Forks.Without(() => script.Run(steps: 20 + (seed % 21))));
            }
            catch (ShouldAssertException problem)
            {
                wrong.Add($"script {seed}: {problem.Message}: {script.Story}");
            }

            compared += script.Ports.Compared;
            free += script.Ports.Free;
            foreach (var (what, count) in script.Done)
            {
                done[what] = done.GetValueOrDefault(what) + count;
            }
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{watch.Elapsed.TotalSeconds:0} s; {compared} answers compared, {free} of them free; {string.Join(", ", done.Select(static pair => $"{pair.Key} {pair.Value}"))}");
        wrong.ShouldBeEmpty();
        foreach (var rare in (string[])["connect refused", "bind refused", "accept", "close first", "finish", "reset by the peer", "settings"])
        {
            done.GetValueOrDefault(rare).ShouldBeGreaterThan(20, rare);
        }
    }
}
