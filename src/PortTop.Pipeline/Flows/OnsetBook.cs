using PortTop.Model;

namespace PortTop.Pipeline;

/// <summary>Finds when the trouble of each pool began, and what changed then.</summary>
internal sealed class OnsetBook
{
    /// <summary>
    /// What changed longer ago does not explain what begins now: a pool fills within a minute of any change of short connections, and a
    /// slower one within its lives.
    /// </summary>
    private const double Recent = 130;

    /// <summary>A process explains what begins within so many seconds of its start.</summary>
    private const double CauseBefore = 30;

    /// <summary>Starts are known to the second, steps to a poll.</summary>
    private const double CauseAfter = 3;

    /// <summary>For so long the cause is looked for again: owners become known later than pools.</summary>
    private const double Search = 60;

    /// <summary>A destination that has been there for longer is not new, unless its load is what began.</summary>
    private const double Fresh = 75;

    /// <summary>By then what began is as clear as it gets.</summary>
    private const double Settled = 20;

    /// <summary>
    /// Lives that grow because of a step in the load are noticed within so many seconds of it; what is noticed later is another thing.
    /// </summary>
    private const double Lag = 25;

    /// <summary>What is no further apart than this in seconds is one thing.</summary>
    private const double Same = 5;

    private DateTimeOffset? _rangeChanged;
    private DateTimeOffset _first;

    /// <summary>Begins a poll.</summary>
    internal void Begin(PollMoment moment)
    {
        _first = moment.IsFirst ? moment.Now : _first;
        _rangeChanged = !moment.IsFirst && !moment.IsComparable ? moment.Now : _rangeChanged;
    }

    /// <summary>Tells of each pool in trouble when that began.</summary>
    /// <param name="samples">The pools.</param>
    /// <param name="watchOf">What is remembered of a pool.</param>
    /// <param name="now">The time of the poll.</param>
    /// <param name="events">What happened so far.</param>
    internal void Apply(IList<PoolSample> samples, Func<PoolKey, PoolWatch?> watchOf, DateTimeOffset now, IReadOnlyList<PortEvent> events)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            if (sample.Status.Condition < PoolCondition.AtRisk)
            {
                if (watchOf(sample.Key) is { } calm)
                {
                    (calm.Onset, calm.Trouble) = (null, null);
                }

                continue;
            }

            if (watchOf(sample.Key) is { } watch)
            {
                samples[i] = sample with { Onset = watch.Onset = Follow(watch, sample, now, events) };
            }
        }
    }

    /// <summary>What is told is looked for again for a while: lives are known later than loads, and owners later than pools.</summary>
    private PoolOnset? Follow(PoolWatch watch, PoolSample sample, DateTimeOffset now, IReadOnlyList<PortEvent> events)
    {
        // A trouble of the first poll began before that poll, and nothing more is known of it. A worse trouble is another one, and so are
        // failures that were seen to begin.
        var trouble = Degree(sample.Status.Condition);
        var isOld = watch.Onset is { Kind: OnsetKind.Earlier } && trouble <= watch.Trouble && sample.Failures is not { BeganBefore: false };
        if (now == _first || isOld || sample.Failures is { BeganBefore: true })
        {
            watch.Trouble = now == _first || watch.Trouble is null || trouble > watch.Trouble ? trouble : watch.Trouble;
            return new PoolOnset(OnsetKind.Earlier, _first) { IsAtLatest = true };
        }

        // A worse trouble may have another cause; the return of a wave is none.
        if (watch.Trouble is not { } before || trouble > before)
        {
            watch.TroubleSince = now;
        }

        watch.Trouble = trouble;
        var lasts = (now - watch.TroubleSince).TotalSeconds;
        if (lasts > Search || (lasts > Settled && watch.Onset is not null))
        {
            return watch.Onset;
        }

        var onset = Find(sample, watch, now);
        if (onset is null || (onset.Time - watch.TroubleSince).TotalSeconds > CauseAfter)
        {
            // What changed when the trouble was there already did not begin it.
            return watch.Onset is { Kind: OnsetKind.Earlier } ? null : watch.Onset;
        }

        return onset is { Cause: null } ? Explain(onset, sample, events) : onset;
    }

    /// <summary>Full, failed and in waves are one trouble.</summary>
    private static PoolCondition Degree(PoolCondition condition) => condition >= PoolCondition.Failed ? PoolCondition.Full : condition;

    /// <summary>What changed; null where nothing is seen that did.</summary>
    private PoolOnset? Find(PoolSample sample, PoolWatch watch, DateTimeOffset now)
    {
        var step = watch.Forecaster.FindStep();
        var stepped = step is { } up ? now.AddSeconds(-up.SecondsAgo) : now;
        var lives = watch.Forecaster.LivesChanged is { SecondsAgo: < Recent } change ? change : ((double Before, double After, double SecondsAgo)?)null;
        if (lives is { } longer && longer.After > longer.Before && (step is null || (now.AddSeconds(-longer.SecondsAgo) - stepped).TotalSeconds > Lag))
        {
            return new PoolOnset(OnsetKind.LongerLives, now.AddSeconds(-longer.SecondsAgo)) { Before = longer.Before, After = longer.After };
        }

        if (watch.Born is { } born && (step is null ? (now - born).TotalSeconds < Fresh : (now - born).TotalSeconds < Recent && (stepped - born).TotalSeconds < Same))
        {
            return new PoolOnset(OnsetKind.NewDestination, born) { After = step?.After ?? sample.Demand?.Mean };
        }

        if (_rangeChanged is { } changed && (now - changed).TotalSeconds < Recent && (step is null || (stepped - changed).TotalSeconds < Same))
        {
            return new PoolOnset(OnsetKind.RangeChanged, changed);
        }

        if (step is { } load)
        {
            return new PoolOnset(OnsetKind.MoreAsked, stepped)
            {
                Before = load.Before,
                After = load.After,
                Cause = lives is { } shorter && shorter.After < shorter.Before ? OnsetText.Describe(Shorter(shorter, now), "to") : null,
            };
        }

        return lives is { } lived ? Shorter(lived, now) : null;
    }

    private static PoolOnset Shorter((double Before, double After, double SecondsAgo) lives, DateTimeOffset now)
        => new(OnsetKind.ShorterLives, now.AddSeconds(-lives.SecondsAgo)) { Before = lives.Before, After = lives.After };

    /// <summary>Who started just before.</summary>
    private static PoolOnset Explain(PoolOnset onset, PoolSample sample, IReadOnlyList<PortEvent> events)
    {
        if (onset.Kind is OnsetKind.RangeChanged or OnsetKind.Earlier)
        {
            return onset;
        }

        foreach (var candidate in sample.Owners.OrderBy(static candidate => candidate.Owner.IsGone))
        {
            if (candidate.Owner.Process is { Started: { } started } process
                && (onset.Time - started).TotalSeconds is > -CauseAfter and < CauseBefore)
            {
                var isRestart = events.Any(happened => happened.Kind == PortEventKind.OwnerGone
                    && happened.Text.StartsWith(process.Name + " gone", StringComparison.Ordinal)
                    && Math.Abs((started - happened.Time).TotalSeconds) < CauseBefore);
                return onset with { Cause = OwnerText.Describe(candidate.Owner) + (isRestart ? " restarted" : " started"), CauseTime = started };
            }
        }

        return onset;
    }
}
