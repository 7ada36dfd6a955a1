using System.Reactive.Linq;
using System.Reactive.Subjects;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Commands;

/// <summary>Polls until the answer is sound, and gives it.</summary>
/// <param name="settings">The settings in force.</param>
/// <param name="report">Judges a poll.</param>
/// <param name="asked">Which pools are asked about.</param>
/// <param name="polls">How many polls are wanted; null for as many as it takes.</param>
internal sealed class CheckCommand(Settings settings, CheckReport report, PoolScope asked, int? polls)
{
    private readonly PoolFilter _filter = PoolFilter.Parse(settings.Filter);

    /// <summary>Polls, and returns the exit status and the line that tells it.</summary>
    internal (CheckStatus Status, string Line) Run(IMachineSource source)
    {
        using var scheduler = new ThreadScheduler("polls");
        using var interest = new BehaviorSubject<Interest>(
            new Interest(TimeSpan.FromSeconds(settings.Interval), AwaitsOwners: true)
            {
                Target = asked.Target,
                Ports = _filter.SourcePorts,
            });
        var monitor = new Monitor(
            source, scheduler, static () => Environment.CpuUsage.TotalTime, WatchBudget.Of(settings.Budget),
            UpstreamBudget.From(settings, out _), Preferences.From(settings));
        return monitor.Watch(interest)
            .Where(static outcome => outcome is PollSucceeded or PollFailed)
            .Select(Judge)
            .ToEnumerable()
            .First(static answer => answer.IsSound)
            .Answer;
    }

    private static string? Join(string? scope, string? outside)
        => scope is null ? outside : outside is null ? scope : $"{scope}; {outside}";

    private ((CheckStatus Status, string Line) Answer, bool IsSound) Judge(PollOutcome outcome)
    {
        if (outcome is not PollSucceeded { Snapshot: var snapshot })
        {
            return ((CheckStatus.Unknown, CheckReport.Unknown("the socket tables cannot be read: " + ((PollFailed)outcome).Reason)), true);
        }

        // Whether enough was seen is asked of all that the filter might let through: which pool fills is known after some polls only.
        var candidates = asked.Pools(snapshot);
        var pools = _filter.Apply(candidates, snapshot.Time);
        var scope = _filter.IsEmpty ? null : FilterText.Describe(_filter, pools.Count, candidates, snapshot.Time);
        var isUnconnected = asked.Named(snapshot).Length == 0;
        var subject = isUnconnected ? asked.SubjectOf(snapshot) : scope ?? asked.Subject;
        var beside = Join(scope, isUnconnected ? null : PoolScope.Outside(snapshot));
        var answer = report.Judge(snapshot, pools, subject, beside, isUnconnected || pools.Count == 0);
        return (answer, polls is { } wanted ? snapshot.Poll >= wanted : SoundPolls.AreEnough(snapshot.Poll, candidates));
    }
}
