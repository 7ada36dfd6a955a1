using PortTop.Model;
using PortTop.Tui.Themes;

namespace PortTop.Tui.State;

/// <summary>All that decides what the screen looks like. Screens draw it, keys and polls make a new one of it.</summary>
public sealed record UiState
{
    /// <summary>The name of the machine.</summary>
    public string Host { get; init; } = string.Empty;

    /// <summary>The scenario that is shown; null for a machine. Every screen says that it is a demo.</summary>
    public string? Demo { get; init; }

    /// <summary>The time that durations and the clock show.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The person's own time. That of a demo is another: it jumps while the story is worked off, and may go faster.</summary>
    public DateTimeOffset PersonNow { get; init; }

    /// <summary>The characters beyond ASCII.</summary>
    public Glyphs Glyphs { get; init; } = Glyphs.Unicode;

    /// <summary>True when times are local, false for UTC.</summary>
    public bool IsLocalTime { get; init; }

    /// <summary>The poll that is shown: the last that succeeded, or an earlier one; null before the first.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>The last poll that succeeded while an earlier one is shown; otherwise null.</summary>
    public Snapshot? Latest { get; init; }

    /// <summary>True while an earlier poll is shown.</summary>
    public bool IsPast => Latest is not null;

    /// <summary>Set while polls fail.</summary>
    public Trouble? Trouble { get; init; }

    /// <summary>What was wrong with settings, to be read once; all of it stays in help.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>True while the notices stand on the screen.</summary>
    public bool AreNoticesShown { get; init; } = true;

    /// <summary>Which screen is shown.</summary>
    public ScreenKind Screen { get; init; }

    /// <summary>The page of text that covers the screen.</summary>
    public PageKind Page { get; init; }

    /// <summary>How many pools are full, failed without being full, count down to being full, and are at risk.</summary>
    public (int Full, int Waves, int Failed, int Filling, int Unclear, int AtRisk) Counts { get; init; }

    /// <summary>Which pools are shown.</summary>
    public PoolFilter Filter { get; init; } = PoolFilter.All;

    /// <summary>The line that a filter is written in; null while none is.</summary>
    public FilterPrompt? Prompt { get; init; }

    /// <summary>Filters that were kept, the newest first.</summary>
    public IReadOnlyList<string> FilterHistory { get; init; } = [];

    /// <summary>The pools that the filter lets through, worst first.</summary>
    public IReadOnlyList<PoolSample> Matched { get; init; } = [];

    /// <summary>What pools are gathered by.</summary>
    public GroupKind Group { get; init; }

    /// <summary>The groups in the order of the table; empty where pools stand alone.</summary>
    public IReadOnlyList<PoolGroup> Groups { get; init; } = [];

    /// <summary>The selection among them.</summary>
    public RowChoice<GroupId> GroupSelection { get; init; }

    /// <summary>The group whose pools are shown; null for all.</summary>
    public GroupId? Within { get; init; }

    /// <summary>How groups are sorted: severity or a column of <see cref="Model.GroupColumns"/>.</summary>
    public string GroupSort { get; init; } = PoolColumns.SeverityId;

    /// <summary>True when their order is reversed.</summary>
    public bool IsGroupReversed { get; init; }

    /// <summary>The table has groups in the place of pools.</summary>
    public bool AreGroupsShown => Group != GroupKind.Pool && Within is null;

    /// <summary>A word about what a key did, until <see cref="NoteUntil"/>; null for none.</summary>
    public string? Note { get; init; }

    /// <summary>How long the note stands, by <see cref="PersonNow"/>.</summary>
    public DateTimeOffset NoteUntil { get; init; }

    /// <summary>How the screen began.</summary>
    public ViewChoices Initial { get; init; } = ViewChoices.Usual;

    /// <summary>The pools in the order of the table.</summary>
    public IReadOnlyList<PoolSample> Rows { get; init; } = [];

    /// <summary>The pool that the person chose, null while the selection stays with the first row.</summary>
    public PoolKey? Selected { get; init; }

    /// <summary>The row of the selection.</summary>
    public int SelectedRow { get; init; }

    /// <summary>The pool of the detail screen.</summary>
    public PoolKey? Opened { get; init; }

    /// <summary>How often a pool was opened: each time its panels begin with their first lines.</summary>
    public int Openings { get; init; }

    /// <summary>The newest sample of <see cref="Opened"/>, the last one when it has no sockets any more.</summary>
    public PoolSample? OpenedPool { get; init; }

    /// <summary>Other local addresses with ports towards the target of the opened pool.</summary>
    public IReadOnlyList<SiblingAddress> Siblings { get; init; } = [];

    /// <summary>True when the opened pool has no sockets any more.</summary>
    public bool IsOpenedGone { get; init; }

    /// <summary>The panel of the detail that is enlarged.</summary>
    public DetailPanel Panel { get; init; }

    /// <summary>Which page of panels is asked for where the screen has not room for all; the screen counts round.</summary>
    public int DetailPage { get; init; }

    /// <summary>The view of states.</summary>
    public StateSheet StateSheet { get; init; } = StateSheet.None;

    /// <summary>The selected state there.</summary>
    public RowChoice<TcpState> States { get; init; }

    /// <summary>The selected pool among those with most sockets in it.</summary>
    public RowChoice<PoolKey> Leaders { get; init; }

    /// <summary>Keys move through those pools, not through the states.</summary>
    public bool AreLeadersChosen { get; init; }

    /// <summary>The selection in the view of owners.</summary>
    public RowChoice<int> Owners { get; init; }

    /// <summary>The screen that the detail was opened from.</summary>
    public ScreenKind Origin { get; init; }

    /// <summary>The screen that the war room was opened from.</summary>
    public ScreenKind BeforeWarRoom { get; init; }

    /// <summary>The name of the theme in force.</summary>
    public string Theme { get; init; } = string.Empty;

    /// <summary>The themes that there are.</summary>
    public IReadOnlyList<string> ThemeNames { get; init; } = [];

    /// <summary>How rows are sorted: severity or a column.</summary>
    public string Sort { get; init; } = PoolColumns.SeverityId;

    /// <summary>True when the order is reversed.</summary>
    public bool IsReversed { get; init; }

    /// <summary>True while nothing is polled.</summary>
    public bool IsPaused { get; init; }

    /// <summary>When the pause began.</summary>
    public DateTimeOffset PausedAt { get; init; }

    /// <summary>The wanted time between polls.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Why the worst pool stands as it does, in words for the rows below the verdict.</summary>
    public Advice Advice { get; init; } = Advice.None;

    /// <summary>The pool that is explained, on a page or in its detail; null for none.</summary>
    public PoolKey? Explained { get; init; }

    /// <summary>Why that pool stands as it does; null where that is not asked.</summary>
    public Diagnosis? Explanation { get; init; }

    /// <summary>The same in two lines.</summary>
    public Advice ExplainedAdvice { get; init; } = Advice.None;

    /// <summary>The six lines for the chat.</summary>
    public IReadOnlyList<string> Chat { get; init; } = [];

    /// <summary>How often they were asked for: each time they are copied.</summary>
    public int Copies { get; init; }

    /// <summary>What is asked of the kernel, and what it answered.</summary>
    public Probing Probing { get; init; } = Probing.None;

    /// <summary>True when the person wants to leave.</summary>
    public bool IsQuitting { get; init; }

    /// <summary>
    /// The columns that the person has chosen for the table of pools, by name; none for those that the width has room for.
    /// </summary>
    public IReadOnlyList<string> ChosenColumns { get; init; } = [];

    /// <summary>The pool that the selection of the first view is on, of a group its worst; null where there is none.</summary>
    public PoolSample? UnderCursor => AreGroupsShown ? GroupSelection.Row < Groups.Count ? Groups[GroupSelection.Row].Worst : null
        : SelectedRow < Rows.Count ? Rows[SelectedRow] : null;

    /// <summary>
    /// The reading of the namespace that the person looks at: that of the selected pool, or of the worst. Null before the first poll.
    /// </summary>
    public Snapshot? Ground => Snapshot is { } snapshot ? UnderCursor is { } pool ? snapshot.Around(pool.Key) : snapshot : null;

    /// <summary>The owners of the table: all, or where a filter is set those with sockets in the pools that it lets through.</summary>
    public IReadOnlyList<OwnerSample> OwnerRows { get; init; } = [];

    /// <summary>
    /// The time that durations are counted to: now while the screen is live, the last good poll when it is not, because nothing is known of
    /// later.
    /// </summary>
    public DateTimeOffset KnownUntil => Snapshot is { } snapshot && (IsPast || IsPaused || Trouble is not null || IsStale) ? snapshot.Time : Now;

    /// <summary>
    /// The time that the status of a pool is told at. A countdown runs on by the clock whatever the polls do: that the figure is old is
    /// said beside it, and a number that stands still would be a second error.
    /// </summary>
    public DateTimeOffset TimeOf(PoolSample pool)
        => pool.Status.Condition == PoolCondition.Countdown && !IsPast && !IsPaused ? Now : KnownUntil;

    /// <summary>
    /// True when the last good poll is older than three of the intervals that were asked for, than one and a half of those in force, and
    /// than five seconds, though nobody paused.
    /// </summary>
    public bool IsStale => (Latest ?? Snapshot) is { } snapshot && !IsPaused
        && (Now - snapshot.Time).TotalSeconds
        > Math.Max(5, Math.Max(1.5 * snapshot.Interval.TotalSeconds, 3 * Interval.TotalSeconds));
}
