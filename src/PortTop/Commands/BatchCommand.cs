using System.Buffers;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using PortTop.Demo;
using PortTop.Model;
using PortTop.Pipeline;
using PortTop.Reports;
using Monitor = PortTop.Pipeline.Monitor;

namespace PortTop.Commands;

/// <summary>Polls and writes, as <c>top -b</c> does.</summary>
/// <param name="settings">The settings in force.</param>
/// <param name="isJson">True for JSON, false for a table.</param>
/// <param name="polls">The number of polls, null for no end.</param>
internal sealed class BatchCommand(Settings settings, bool isJson, int? polls)
{
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly PoolFilter _filter = PoolFilter.Parse(settings.Filter);

    /// <summary>Runs to the last poll, or until nobody reads any more. Returns 1 when a poll failed, otherwise 0.</summary>
    /// <exception cref="IOException">It cannot be written: a full disk, for one.</exception>
    internal int Run(IMachineSource source, Stream output, TextWriter errors)
    {
        using var scheduler = new ThreadScheduler("polls");
        return Run(source, scheduler, static () => Environment.CpuUsage.TotalTime, DateTimeOffset.MinValue, output, errors);
    }

    /// <summary>The same for a demo: by its clock, and from the moment on at which somebody begins to look.</summary>
    internal int Run(DemoStage demo, Stream output, TextWriter errors)
        => Run(demo.Open(settings), demo.Scheduler, DemoStage.ProcessorTime, demo.Looks, output, errors);

    private int Run(IMachineSource source, IScheduler scheduler, Func<TimeSpan> processorTime, DateTimeOffset from, Stream output, TextWriter errors)
    {
        using var interest = new BehaviorSubject<Interest>(
            new Interest(TimeSpan.FromSeconds(settings.Interval), AwaitsOwners: true) { Ports = _filter.SourcePorts });
        var monitor = new Monitor(
            source, scheduler, processorTime, WatchBudget.Of(settings.Budget),
            UpstreamBudget.From(settings, out _), Preferences.From(settings));
        var writer = new StreamWriter(output, leaveOpen: true);
        var written = 0;
        var hasFailed = false;
        try
        {
            // Only the newest outcome is held: a reader that is slow misses polls (their numbers tell) and delays none.
            foreach (var outcome in monitor.Watch(interest).Where(outcome => outcome is PollFailed || (outcome is PollSucceeded { Snapshot.Time: var time } && time >= from))
                .Do(outcome => hasFailed |= Report(outcome, errors)).Latest())
            {
                Write(outcome, output, writer);
                if (++written == polls)
                {
                    break;
                }
            }
        }
        catch (ReaderGoneException)
        {
            // The end, as good as any other.
        }

        return hasFailed ? 1 : 0;
    }

    /// <summary>Says that a poll failed, however slow the reader of the others is. Returns true when it did.</summary>
    private static bool Report(PollOutcome outcome, TextWriter errors)
    {
        if (outcome is not PollFailed failed)
        {
            return false;
        }

        errors.WriteLine("porttop: poll failed: " + MachineText.Clean(failed.Reason));
        return true;
    }

    private void Write(PollOutcome outcome, Stream output, StreamWriter writer)
    {
        if (outcome is not PollSucceeded { Snapshot: var snapshot })
        {
            return;
        }

        if (isJson)
        {
            _json.ResetWrittenCount();
            foreach (var line in snapshot.Apart())
            {
                JsonReport.Write(line, Order(line), _json, _filter);
            }

            output.Write(_json.WrittenSpan);
            output.Flush();
        }
        else
        {
            BatchTable.Write(snapshot, Order(snapshot), writer, _filter);
            writer.Flush();
        }
    }

    private IReadOnlyList<PoolSample> Order(Snapshot snapshot) => PoolOrder.Apply(_filter.Apply(snapshot.Pools, snapshot.Time), settings.Sort, settings.Reverse);
}
