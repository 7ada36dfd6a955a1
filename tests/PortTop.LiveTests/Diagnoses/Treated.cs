using System.Diagnostics;
using PortTop.Kernel;
using PortTop.LiveTests.Support;
using PortTop.Model;
using PortTop.Pipeline;

namespace PortTop.LiveTests.Diagnoses;

/// <summary>
/// More short connections than fit, with a remedy applied before the pool is full: what was said of it beforehand, and what came of it.
/// </summary>
internal sealed class Treated(RemedyKind kind) : IDisposable
{
    /// <summary>A tenth more than 21,200 ports have room for in a minute.</summary>
    private const double Rate = 380;

    private const int Judged = 26;

    /// <summary>TCP_TIMEWAIT_LEN and half of the timer's step.</summary>
    private static readonly TimeSpan TimeWait = TimeSpan.FromSeconds(61);

    /// <summary>What went to one address before the second came is over by then.</summary>
    private const int Seconds = 100;
    private const int Measured = 8;

    private readonly NetworkNamespace _network = new();
    private readonly KernelSocketSource _source = new(CollectorChoice.Netlink, new KernelRoots());
    private readonly List<(double Share, double Rate)> _measured = [];
    private double _judged;

    /// <summary>What the remedy was said to lead to, at the rate that was asked for then.</summary>
    internal PoolProspect Said { get; private set; }

    /// <summary>
    /// What that is at the rate that came of it: a busy machine makes connections later than they are due, and then more at once.
    /// </summary>
    internal double Foretold => Said.Share * _measured.Average(static measured => measured.Rate) / _judged;

    /// <summary>What it led to: the share of ports used over the last seconds.</summary>
    internal double Share => _measured.Average(static measured => measured.Share);

    /// <summary>The figures behind it.</summary>
    public override string ToString()
        => $"{kind}: at {_judged:0.0}/s said {Said.Share:0.000}; at {_measured.Average(static measured => measured.Rate):0.0}/s foretold {Foretold:0.000}, measured {Share:0.000}";

    public void Dispose()
    {
        _source.Dispose();
        _network.Dispose();
    }

    /// <summary>Opens connections, asks for the diagnosis, does what the remedy says, and measures.</summary>
    internal async Task Run()
    {
        // Not so narrow that the range itself is what is wrong.
        _network.Sysctl("net.ipv4.ip_local_port_range", "40000 61199");
        _network.Sysctl("net.ipv4.tcp_tw_reuse", "0");
        using var load = new Load(_network, "127.0.0.2", 7000);
        var poller = new Poller(_source, () => Stopwatch.GetElapsedTime(0));
        await load.Run(
            Seconds,
            static _ => Rate,
            static _ => false,
            second =>
            {
                var snapshot = poller.Poll(DateTimeOffset.UtcNow, second == 0 ? null : 1, new Interest(TimeSpan.FromSeconds(1)));
                if (second == Judged)
                {
                    Treat(load, snapshot);
                }
                else if (second >= Seconds - Measured)
                {
                    _measured.Add((snapshot.Pools.First(static pool => IsOurs(pool)).Ledger.UsedRatio, load.RateBetween(snapshot.Time - TimeWait, snapshot.Time)));
                }
            });
        load.Failures.ShouldBeEmpty();
    }

    private static bool IsOurs(PoolSample pool) => pool.Key is { HasDestination: true, Port: 7000 };

    private void Treat(Load load, Snapshot snapshot)
    {
        var diagnosis = Diagnostician.Explain(snapshot, snapshot.Pools.First(IsOurs));
        diagnosis.Causes[0].Kind.ShouldBe(CauseKind.ShortConnections);
        diagnosis.Now.Kind.ShouldBe(ProspectKind.Fails, $"{diagnosis.Pool!.Demand}");
        var remedy = diagnosis.Remedies.Single(remedy => remedy.Kind == kind);
        Said = remedy.Then;
        _judged = diagnosis.Pool!.Demand!.Value.Mean;
        var asked = load.RateBetween(snapshot.Time.AddSeconds(-10), snapshot.Time);
        _judged.ShouldBe(asked, .1 * asked, "what is asked for, as it was counted over the last ten seconds");
        if (kind == RemedyKind.MoreAddresses)
        {
            load.Sources = ["127.0.0.1", "127.0.0.3"];
            return;
        }

        foreach (var step in remedy.Steps.Where(static step => step.Kind == RemedyStepKind.Change))
        {
            Apply(step.Text);
        }
    }

    /// <summary>The command as it is printed, without a shell: sysctl -w NAME=VALUE, the value perhaps in quotes.</summary>
    private static void Apply(string command)
    {
        const string Start = "sysctl -w ";
        command.ShouldStartWith(Start);
        var words = command[Start.Length..].Split('=', 2);
        File.WriteAllText("/proc/sys/" + words[0].Replace('.', '/'), words[1].Trim('"'));
    }
}
