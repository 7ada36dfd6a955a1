using System.Globalization;
using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Keeps the time line: what changed from poll to poll, in bounded memory.</summary>
internal sealed class EventLog
{
    /// <summary>So many events are remembered, the newest.</summary>
    internal const int Most = 500;

    /// <summary>An owner that takes less than this share of a target's ports is not worth an event.</summary>
    private const double NotableShare = 0.01;
    private const int NotablePorts = 10;

    private static readonly TimeSpan Recent = TimeSpan.FromMinutes(1);

    private readonly Dictionary<PoolKey, bool> _bad = [];
    private readonly Dictionary<int, Owner> _notable = [];
    private readonly HashSet<int> _near = [];
    private readonly List<PortEvent> _pending = [];
    private PortEvent[] _events = [];
    private PortSettings? _settings;
    private DateTimeOffset? _begin;
    private bool _isFailing;

    /// <summary>What is remembered, the newest last.</summary>
    internal IReadOnlyList<PortEvent> Events => _events;

    /// <summary>A poll failed.</summary>
    internal void Fail(DateTimeOffset time, string reason)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            _pending.Add(new PortEvent(time, PortEventKind.PollFailed, reason));
        }
    }

    /// <summary>Compares a poll with the one before; returns how many events it adds.</summary>
    internal int Take(Snapshot snapshot, bool isFirst)
    {
        if (_isFailing)
        {
            _isFailing = false;
            Add(snapshot.Time, PortEventKind.PollRecovered, "the socket tables can be read again");
        }

        CompareSettings(snapshot);
        ComparePools(snapshot, isFirst);
        CompareOwners(snapshot);
        var added = _pending.Count;
        if (added > 0)
        {
            _events = [.. _events.Concat(_pending).TakeLast(Most)];
            _pending.Clear();
        }

        return Math.Min(added, Most);
    }

    private void CompareSettings(Snapshot snapshot)
    {
        var settings = snapshot.Ports.Settings;
        if (_settings is not null && !_settings.IsSameAs(settings))
        {
            Add(snapshot.Time, PortEventKind.RangeChanged, string.Create(
                CultureInfo.InvariantCulture,
                $"{Range(_settings)} became {Range(settings)}"));
        }

        _settings = settings;
    }

    private static string Range(PortSettings settings)
        => string.Create(CultureInfo.InvariantCulture, $"{settings.Range.Low}-{settings.Range.High} less {settings.Reserved.CountIn(settings.Range):N0} reserved");

    private void ComparePools(Snapshot snapshot, bool isFirst)
    {
        var bad = new Dictionary<PoolKey, bool>();
        foreach (var pool in snapshot.Pools)
        {
            if (pool.Status.Condition != PoolCondition.Full)
            {
                continue;
            }

            var wasBad = _bad.TryGetValue(pool.Key, out var wasFailing);
            bad[pool.Key] = pool.Status.IsFailing;
            if (pool.Status.IsFailing && !wasFailing)
            {
                Add(snapshot.Time, PortEventKind.Failing, Describe(pool), pool.Key, isFirst);
            }
            else if (!wasBad)
            {
                Add(snapshot.Time, PortEventKind.Full, Describe(pool), pool.Key, isFirst);
            }
        }

        foreach (var (key, _) in _bad)
        {
            if (!bad.ContainsKey(key))
            {
                Add(snapshot.Time, PortEventKind.Recovered, "has ports again", key);
            }
        }

        _bad.Clear();
        foreach (var (key, isFailing) in bad)
        {
            _bad.Add(key, isFailing);
        }
    }

    private static string Describe(PoolSample pool) => string.Create(
        CultureInfo.InvariantCulture,
        $"{pool.Key.ErrorName}, {pool.Ledger.Free:N0} free of {pool.Ledger.Capacity:N0}{(pool.Owners.Count > 0 ? ", " + OwnerText.Describe(pool.Owners[0].Owner) : string.Empty)}");

    private void CompareOwners(Snapshot snapshot)
    {
        // What began a moment before the first poll is news too: it may be why somebody looks.
        _begin ??= snapshot.Time - Recent;
        var notable = Math.Max(NotablePorts, snapshot.Ports.Usable * NotableShare);
        foreach (var sample in snapshot.Owners.Owners)
        {
            var owner = sample.Owner;
            if (owner.Process is null)
            {
                continue;
            }

            if (sample.Ports + sample.Bound >= notable || sample.Failed > 0)
            {
                if (_notable.TryAdd(owner.Id, owner) && owner.Process.Started is { } started && started >= _begin)
                {
                    Add(started, PortEventKind.OwnerStarted, OwnerText.Describe(owner) + " started, and takes ports");
                }
            }

            if (owner.IsGone && _notable.Remove(owner.Id))
            {
                Add(snapshot.Time, PortEventKind.OwnerGone, string.Create(CultureInfo.InvariantCulture, $"{OwnerText.Describe(owner)}; {sample.Ports:N0} of its ports are still held"));
            }

            CompareDescriptors(snapshot.Time, sample);
        }

        ForgetOwners(snapshot);
    }

    private void CompareDescriptors(DateTimeOffset time, OwnerSample sample)
    {
        if (sample.Descriptors is not { IsNear: true } use)
        {
            _ = _near.Remove(sample.Owner.Id);
        }
        else if (_near.Add(sample.Owner.Id))
        {
            Add(time, PortEventKind.DescriptorsNear, string.Create(
                CultureInfo.InvariantCulture,
                $"{OwnerText.Describe(sample.Owner)} has {use.Used:N0} of {use.Soft:N0} descriptors; at the limit it fails with EMFILE"));
        }
    }

    /// <summary>Who has nothing any more ended without leaving TIME-WAIT behind, or merely closed all.</summary>
    private void ForgetOwners(Snapshot snapshot)
    {
        if (_notable.Count == 0)
        {
            return;
        }

        var present = snapshot.Owners.Owners.Select(static sample => sample.Owner.Id).ToHashSet();
        foreach (var (id, owner) in _notable.Where(pair => !present.Contains(pair.Key)).ToArray())
        {
            _ = _notable.Remove(id);
            _ = _near.Remove(id);
            Add(snapshot.Time, PortEventKind.OwnerGone, OwnerText.Describe(owner) + " has no port any more");
        }
    }

    private void Add(DateTimeOffset time, PortEventKind kind, string text, PoolKey? pool = null, bool beganBefore = false)
        => _pending.Add(new PortEvent(time, kind, text) { Pool = pool, BeganBefore = beganBefore });
}
