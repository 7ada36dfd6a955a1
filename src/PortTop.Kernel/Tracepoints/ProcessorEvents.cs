namespace PortTop.Kernel.Tracepoints;

/// <summary>One tracepoint on every processor: samples and, where they must be exact, counts beside them.</summary>
internal sealed class ProcessorEvents : IDisposable
{
    private readonly List<PerfEvent> _counters = [];
    private readonly List<PerfEvent> _samplers = [];

    private ProcessorEvents()
    {
    }

    /// <summary>The file descriptors that become readable when there are records.</summary>
    internal IEnumerable<int> Descriptors => _samplers.Select(static sampler => sampler.Descriptor);

    public void Dispose()
    {
        _samplers.ForEach(static sampler => sampler.Dispose());
        _counters.ForEach(static counter => counter.Dispose());
    }

    /// <summary>Opens and enables the tracepoint on each processor.</summary>
    /// <param name="tracepoint">Which.</param>
    /// <param name="filter">What the kernel compares.</param>
    /// <param name="processors">On which processors.</param>
    /// <param name="period">Each how manieth record is kept.</param>
    /// <param name="pages">The size of each ring.</param>
    /// <param name="wakeUpEach">After so many records whoever waits is woken.</param>
    /// <param name="isCounted">Count apart from the samples: those stop counting when the kernel throttles them.</param>
    /// <exception cref="TraceException">The kernel refuses.</exception>
    internal static ProcessorEvents Open(TraceEvent tracepoint, string filter, IReadOnlyList<int> processors, int period, int pages, int wakeUpEach, bool isCounted)
    {
        var events = new ProcessorEvents();
        try
        {
            foreach (var processor in processors)
            {
                events._samplers.Add(PerfEvent.Sample(tracepoint, processor, filter, period, pages, wakeUpEach));
                if (isCounted)
                {
                    events._counters.Add(PerfEvent.Count(tracepoint, processor, filter));
                }
            }

            events._counters.ForEach(static counter => counter.Enable());
            events._samplers.ForEach(static sampler => sampler.Enable());
            return events;
        }
        catch
        {
            events.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Counts each and samples each, with rings as large as the kernel allows and <paramref name="mostPages"/> say: who has no CAP_IPC_LOCK
    /// may pin little memory (perf_event_mlock_kb and RLIMIT_MEMLOCK). Small rings lose more records, and no count.
    /// </summary>
    /// <exception cref="TraceException">The kernel refuses.</exception>
    internal static ProcessorEvents OpenLargest(TraceEvent tracepoint, string filter, IReadOnlyList<int> processors, int mostPages)
    {
        for (var pages = mostPages; ; pages /= 2)
        {
            try
            {
                return Open(tracepoint, filter, processors, period: 1, pages, wakeUpEach: 1, isCounted: true);
            }
            catch (TraceException) when (pages > 1)
            {
                // Half of it then.
            }
        }
    }

    /// <summary>How often the filter held; 0 where that is not counted.</summary>
    internal long ReadCount()
    {
        var count = 0L;
        foreach (var counter in _counters)
        {
            count += counter.ReadCount();
        }

        return count;
    }

    /// <summary>Takes every sample that is there.</summary>
    internal void Drain(SampleTaker take)
    {
        foreach (var sampler in _samplers)
        {
            sampler.Ring!.Drain(take);
        }
    }
}
