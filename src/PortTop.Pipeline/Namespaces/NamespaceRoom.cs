using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>One network namespace while it is watched: its poller, what it told last, and how much it needs to be looked at.</summary>
/// <param name="place">Which namespace.</param>
/// <param name="source">Where it is read.</param>
/// <param name="open">Makes its poller, when it is read for the first time: a hundred that are only counted need none.</param>
internal sealed class NamespaceRoom(NamespacePlace place, ISocketSource source, Func<Poller> open)
{
    /// <summary>A pool that has this share of its ports is looked at in every poll, and so is a namespace with sockets for it.</summary>
    private const double HotShare = .5;

    /// <summary>So is one with this share of a range more sockets than when it was last looked at.</summary>
    private const double NewShare = .05;
    private const int NewFlows = 20;

    private Poller? _poller;
    private TimeSpan? _readAt;
    private NamespaceTraffic _trafficRead;
    private int? _usable;

    /// <summary>Which namespace.</summary>
    internal NamespacePlace Place { get; set; } = place;

    /// <summary>Where it is read.</summary>
    internal ISocketSource Source => source;

    /// <summary>Polls it.</summary>
    internal Poller Poller => _poller ??= open();

    /// <summary>How long the last reading took.</summary>
    internal TimeSpan Cost { get; set; }

    /// <summary>The last reading, null before the first.</summary>
    internal Snapshot? Last { get; private set; }

    /// <summary>Why the last reading failed; null when it did not.</summary>
    internal string? Problem { get; private set; }

    /// <summary>How many sockets it has, as last counted.</summary>
    internal NamespaceTraffic? Traffic { get; private set; }

    /// <summary>When it was last read, for who is next.</summary>
    internal TimeSpan ReadAt => _readAt ?? TimeSpan.MinValue;

    /// <summary>True where it has to be read in every poll.</summary>
    internal bool IsHot => Traffic is { HasFailures: true } || (Last is not null && Last.Pools.Any(IsHotPool)) || IsGrowing || IsTranslating;

    /// <summary>
    /// Connection tracking drops flows there, or has many more of them than when it was last looked at: a range of a hundred ports is soon
    /// used up.
    /// </summary>
    private bool IsTranslating => Traffic is { } traffic
        && (Last is null ? traffic.Tracked > 0 : traffic.Dropped > _trafficRead.Dropped || traffic.Tracked - _trafficRead.Tracked >= Math.Max(NewFlows, _trafficRead.Tracked * NewShare));

    private bool IsGrowing => Traffic is { } traffic && _usable is { } usable
        && (traffic.Total >= usable * HotShare || (Last is not null && traffic.Total - _trafficRead.Total >= Math.Max(1, usable * NewShare)));

    /// <summary>Takes how many sockets it has.</summary>
    internal void Count(NamespaceTraffic? traffic)
    {
        Traffic = traffic;
        if (_usable is null && traffic is { Total: > 0 })
        {
            // A narrow range is full sooner: to read it costs no look at any socket.
            try
            {
                var settings = Source.ReadSettings();
                _usable = settings.Range.Size - settings.Reserved.CountIn(settings.Range);
            }
            catch (SourceException problem)
            {
                Problem = problem.Message;
            }
        }
    }

    /// <summary>Reads it.</summary>
    /// <param name="time">The time of the poll.</param>
    /// <param name="elapsed">The time that no clock change moves.</param>
    /// <param name="interest">What the person looks at.</param>
    /// <exception cref="SourceException">It cannot be read.</exception>
    internal void Read(DateTimeOffset time, TimeSpan elapsed, Interest interest)
    {
        double? seconds = Last is not null ? (elapsed - _readAt!.Value).TotalSeconds : null;
        Last = Poller.Poll(time, seconds, interest);
        if (Last.Source.Namespace != Place.Label)
        {
            // It was named, or its first process ended.
            Last = Last with { Source = Last.Source with { Namespace = Place.Label, EntryCommand = Last.Source.EntryCommand is null ? null : Place.EntryCommand } };
        }

        (_readAt, _trafficRead, Problem) = (elapsed, Traffic ?? default, null);
        _usable = Last.Ports.Usable;
    }

    /// <summary>A reading failed.</summary>
    internal void Fail(Exception problem) => Problem = problem is SourceException ? problem.Message : MachineText.Clean($"unexpected {problem.GetType().Name}: {problem.Message}");

    /// <summary>The last reading with the owners that were found since.</summary>
    internal void Name() => Last = Poller.Name(Last!);

    /// <summary>Its part of a poll.</summary>
    internal NamespaceSample Tell(TimeSpan elapsed) => new(Place)
    {
        Reading = Last,
        Age = Last is null ? TimeSpan.Zero : elapsed - _readAt!.Value,
        Traffic = Traffic,
        Problem = Problem,
    };

    private static bool IsHotPool(PoolSample pool)
        => pool.Status.Condition >= PoolCondition.AtRisk || pool.Failures is not null || (pool.Key.Kind != PoolKind.Bind && Math.Max(pool.Ledger.UsedRatio, pool.Status.SettlesAt ?? 0) >= HotShare);
}
