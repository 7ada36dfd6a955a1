using System.Globalization;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using PortTop.Demo;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Commands;

/// <summary>Polls until the answer is sound, and tells why the worst pool stands as it does and what can be done.</summary>
/// <param name="settings">The settings in force.</param>
/// <param name="asked">Which pools are asked about.</param>
/// <param name="isWhole">Every cause is told with its figures: nobody has to find it on one screen.</param>
internal sealed class ExplainCommand(Settings settings, PoolScope asked, bool isWhole)
{
    /// <summary>A terminal has 80 columns, and a page of it 24 rows.</summary>
    private const int Width = 79;

    private readonly PoolFilter _filter = PoolFilter.Parse(settings.Filter);

    /// <summary>Explains this machine. Returns 1 when its sockets cannot be read, otherwise 0.</summary>
    internal int Run(IMachineSource source, TextWriter output, TextWriter errors)
    {
        using var scheduler = new ThreadScheduler("polls");
        return Run(source, scheduler, static () => Environment.CpuUsage.TotalTime, snapshot => SoundPolls.AreEnough(snapshot.Poll, Candidates(snapshot)) && (snapshot.Poll >= SoundPolls.Most || !IsTroubled(snapshot)), output, errors);
    }

    /// <summary>Explains a demo, from the moment on at which somebody begins to look.</summary>
    internal int Run(DemoStage demo, TextWriter output, TextWriter errors)
        => Run(demo.Open(settings), demo.Scheduler, DemoStage.ProcessorTime, snapshot => snapshot.Time >= demo.Looks, output, errors);

    private int Run(IMachineSource source, IScheduler scheduler, Func<TimeSpan> processorTime, Func<Snapshot, bool> isEnough, TextWriter output, TextWriter errors)
    {
        using var interest = new BehaviorSubject<Interest>(
            new Interest(TimeSpan.FromSeconds(settings.Interval), AwaitsOwners: true)
            {
                Target = asked.Target,
                Ports = _filter.SourcePorts,
            });
        var monitor = new Monitor(
            source, scheduler, processorTime, WatchBudget.Of(settings.Budget),
            UpstreamBudget.From(settings, out _), Preferences.From(settings));
        var outcome = monitor.Watch(interest)
            .Where(static outcome => outcome is PollSucceeded or PollFailed)
            .Do(outcome => LookAt(outcome, interest))
            .ToEnumerable()
            .First(outcome => outcome is PollFailed || (outcome is PollSucceeded { Snapshot: var snapshot } && isEnough(snapshot)));
        if (outcome is PollFailed failed)
        {
            errors.WriteLine("porttop: the socket tables cannot be read: " + MachineText.Clean(failed.Reason));
            return 1;
        }

        Write(((PollSucceeded)outcome).Snapshot, output);
        return 0;
    }

    /// <summary>
    /// What is asked of a full pool, and what fails, is known after some seconds; the figures of the remedies rest on it.
    /// </summary>
    private bool IsTroubled(Snapshot snapshot) => Wanted(snapshot) is [{ Status.Condition: >= PoolCondition.AtRisk }, ..];

    /// <summary>The sockets of the pool that is explained tell more than its figures: for how long its peers are silent.</summary>
    private void LookAt(PollOutcome outcome, BehaviorSubject<Interest> interest)
    {
        if (outcome is PollSucceeded { Snapshot: var snapshot } && Wanted(snapshot) is [var worst, ..] && interest.Value.Detail != worst.Key)
        {
            interest.OnNext(interest.Value with { Detail = worst.Key });
        }
    }

    /// <summary>What the filter might let through: which pool fills is known after some polls only.</summary>
    private PoolSample[] Candidates(Snapshot snapshot) => asked.Pools(snapshot);

    private IReadOnlyList<PoolSample> Wanted(Snapshot snapshot) => _filter.Apply(Candidates(snapshot), snapshot.Time);

    private string Subject(Snapshot snapshot)
        => _filter.IsEmpty || Candidates(snapshot) is not { Length: > 0 } all ? asked.SubjectOf(snapshot)
        : FilterText.Describe(_filter, 0, all, snapshot.Time);

    private void Write(Snapshot snapshot, TextWriter output)
    {
        var wanted = Wanted(snapshot);
        if (snapshot.Starved is null && wanted.Count == 0)
        {
            output.WriteLine(asked.IsLimited && snapshot.FreeForAnyLower is 0
                ? $"{Subject(snapshot)}, and {(snapshot.Ports.Usable - snapshot.Asking.Held <= 0 ? "no port is free for one; " + NoPortText.Describe(snapshot) : "it is not clear whether a port is free for one; " + AskingText.Describe(snapshot.Asking))}"
                : snapshot.Namespaces.Count > 1
                ? $"{Subject(snapshot)}; nothing to explain in {snapshot.Namespaces.Count} namespaces"
                : $"{Subject(snapshot)}; nothing to explain in the namespace {MachineText.Clean(snapshot.Source.Namespace)} (\"sudo porttop explain\" reads all; --netns chooses)");
            return;
        }

        if (asked.Target is not null && asked.Named(snapshot).Length == 0)
        {
            output.WriteLine(asked.SubjectOf(snapshot) + (snapshot.Ports.Usable - snapshot.Asking.Held <= 0
                ? ", and no port is free for one (EADDRNOTAVAIL)" : string.Empty) + "; what decides about it:");
        }

        var diagnosis = (asked.IsLimited || !_filter.IsEmpty) && wanted.Count > 0 ? Diagnostician.Explain(snapshot, wanted[0])
            : Diagnostician.ExplainWorst(snapshot)!;
        var verdict = diagnosis.Pool is { } pool ? VerdictText.Describe(pool, snapshot.Time, "->")
            : NoPortText.Describe(snapshot.Starved ?? snapshot);
        foreach (var line in DiagnosisText.Write(diagnosis, snapshot.Source.Collector == "demo" ? DemoStage.Host + "  " + verdict : verdict, Width, DiagnosisPlace.Of(snapshot, diagnosis), isWhole))
        {
            output.WriteLine(line.Text);
        }

        if (PoolScope.Outside(snapshot) is { } outside)
        {
            output.WriteLine($"{outside}: no pool counts them");
        }

        if (diagnosis is { Causes.Count: 0, Pool: { } calm } && wanted.MaxBy(static pool => pool.NearerRatio) is { } fullest
            && fullest.NearerRatio > calm.NearerRatio)
        {
            output.WriteLine($"The fullest of the other pools is {PoolAddressText.Describe(fullest, "->")}, {string.Create(CultureInfo.InvariantCulture, $"{100 * fullest.NearerRatio:0}")} % used.");
        }
        else if (wanted.Count > 1 && diagnosis.Causes.Count == 0)
        {
            output.WriteLine(wanted.Count == 2 ? "The other pool stands no worse." : string.Create(CultureInfo.InvariantCulture, $"The other {wanted.Count - 1:N0} pools stand no worse."));
        }

        if (snapshot.Upstream is null && UpstreamText.Suggest(snapshot.Surroundings.Cloud) is { } suggestion && UpstreamNetworks.Read(UpstreamNetworks.Public)!.Contains(diagnosis.Pool?.Key.Destination ?? IpAddress.AnyIPv4))
        {
            output.WriteLine("note: " + suggestion);
        }

        foreach (var (log, sign) in snapshot.Logs.SelectMany(static log => log.Signs.Select(sign => (log, sign))))
        {
            output.WriteLine($"{log.Reading.Path}: {LogText.Describe(sign)}; last: {sign.Count.Line}");
        }

        if (asked.IsLimited && snapshot.Source.Unseen.Any(static item => item.What == Unseen.SystemCalls))
        {
            output.WriteLine("not watched: connect() from a port that the application chose itself, EADDRNOTAVAIL while ports are free (\"--watch-syscalls\" watches it)");
        }

        if (snapshot.Source.Unseen is { Count: > 0 } unseen)
        {
            output.WriteLine($"not seen: {string.Join(", ", unseen.Select(static item => item.What))} (\"porttop\", key ?, says why)");
        }
    }
}
