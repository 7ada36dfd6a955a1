using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Bars;

/// <summary>Two lines that a tired person reads first: the worst pool, how it stands, and how many others stand badly.</summary>
internal sealed class VerdictBar : StateView
{
    private const string Alarm = "!! ";
    private const int NarrowWidth = 76;
    private const int FromWidth = 100;
    private const int ListenersMargin = 3;
    private const int HomeMargin = 3;

    /// <summary>A rate with its word and sign: "   opened 12,345/s".</summary>
    private const int RateRoom = 18;

    /// <summary>The worst pool is in trouble: by how much it is too much and when it began is said too.</summary>
    internal static bool IsTrouble(UiState state)
        => state.Snapshot is { Starved: null, Pools: [{ Demand: not null, Status.Condition: >= PoolCondition.AtRisk }, ..] };

    /// <summary>What is told is not how it stands now.</summary>
    internal bool IsMuted { get; set; }

    /// <inheritdoc/>
    protected override int Rows => 2;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        Draw(State, cells, 0);
        for (var row = 0; row < cells.Height && IsMuted; row++)
        {
            cells.Restyle(0, row, cells.Width, (int)Role.Muted);
        }
    }

    private static void Draw(UiState state, CellGrid grid, int row)
    {
        var pen = new Pen(grid, 0, row, grid.Width);
        if (state.Snapshot is not { } snapshot)
        {
            pen.Text("   reading the socket tables", Role.Muted);
            return;
        }

        if (snapshot.Starved is { } starved)
        {
            NoPortVerdict.Draw(state, grid, row, starved);
            return;
        }

        if (snapshot.Pools.Count == 0)
        {
            pen.Text("   No connection uses a source port of the range here.", Role.Steady);
            DrawListeners(ref pen, snapshot);
            return;
        }

        var worst = snapshot.Pools[0];
        DrawPool(grid, row, worst, state, isNamed: true);
        DrawCounts(state, grid, CountsRow(grid, row));
    }

    /// <summary>Draws how one pool stands, with its two ends in the first line when <paramref name="isNamed"/>.</summary>
    internal static void DrawPool(CellGrid grid, int row, PoolSample pool, UiState state, bool isNamed)
    {
        var role = pool.Status.IsFailingNow ? Role.Full : Roles.Of(pool.Status.Condition);
        var counts = isNamed ? CountsWidth(state, grid.Width) + 1 : 0;
        var pen = new Pen(grid, 0, row, grid.Width - (CountsRow(grid, row) == row ? counts : 0));
        pen.Text(pool.Status.IsFailingNow ? Alarm : Sign(pool.Status.Condition), role);
        if (pool.Failures is { } failures)
        {
            FailureLine.Draw(ref pen, state, pool, failures);
        }
        else if (!WaveLine.Draw(ref pen, state, pool))
        {
            pen.Status(pool, state.TimeOf(pool), role);
            DrawBounds(ref pen, pool, state.Glyphs);
        }

        pen.Skip(3);
        if (isNamed)
        {
            // A failing pool says in its first line how it fails, and in its second which it is.
            var second = new Pen(grid, 3, row + 1, grid.Width - (CountsRow(grid, row) == row ? 0 : counts));
            if (pool.IsElsewhere)
            {
                second.Clipped(pool.Namespace, Role.Title, state.Glyphs);
                second.Skip(2);
            }

            var areTwo = DrawOwner(ref second, state, pool, withHolder: grid.Width >= NarrowWidth);
            if (pool.Failures is null)
            {
                DrawEnds(ref pen, state, pool);
            }
            else
            {
                DrawEnds(ref second, state, pool, withSource: grid.Width >= (areTwo ? FromWidth : NarrowWidth));
                second.Skip(3);
            }

            pen = second;
        }
        else if (grid.Width < FromWidth && pool.Key.HasDestination && pen.Room >= SourceRoom(pool))
        {
            // Line 1 has no room for it there.
            pen.Text("from ", Role.Muted);
            pen.Source(pool, Role.Title);
            Where.Draw(ref pen, state);
            pen.Text("  ");
        }

        DrawFigures(ref pen, pool, state, role);
        PassageLine.Draw(ref pen, pool);
        if (isNamed && (pool.Failing ?? pool.Holder)?.Owner.Process?.Home is { } home && pen.Room >= home.Length + HomeMargin)
        {
            pen.Skip(HomeMargin);
            pen.Text(home, Role.Muted);
        }

        if (isNamed && !pool.IsTroubled && state.Ground is { } ground)
        {
            DrawListeners(ref pen, ground);
        }
    }

    /// <summary>When all is well: servers whose next restart may find the port taken.</summary>
    private static void DrawListeners(ref Pen pen, Snapshot snapshot)
    {
        const string Page = " (i)";
        if (snapshot.Ports.Unreserved?.Summary is { } summary && pen.Room >= ListenersMargin + summary.Length + Page.Length)
        {
            pen.Skip(ListenersMargin);
            pen.Text(summary, Role.Notice);
            pen.Text(Page, Role.Muted);
        }
    }

    /// <summary>Between which two times a pool fills, where there is room for both its ends too.</summary>
    private static void DrawBounds(ref Pen pen, PoolSample pool, Glyphs glyphs)
    {
        const int EndsRoom = 40;
        Span<char> text = stackalloc char[48];
        if (pool.Status.Condition == PoolCondition.Countdown && PoolStatusText.WriteBounds(pool.Forecast, glyphs.Dash, text) is > 0 and var length && pen.Room >= length + EndsRoom)
        {
            pen.Text(" ");
            pen.Text(text[..length], Role.Muted);
        }
    }

    private static int SourceRoom(PoolSample pool)
    {
        const string From = "from ";
        Span<char> text = stackalloc char[64];
        return From.Length + PoolAddressText.WriteSource(pool, text);
    }

    private static void DrawEnds(ref Pen pen, UiState state, PoolSample pool, bool withSource = true)
    {
        if (pool.Key.HasDestination)
        {
            if (withSource)
            {
                pen.Source(pool, Role.Title);
                pen.Text(" ");
            }

            pen.Text(state.Glyphs.Arrow, Role.Title);
            pen.Text(" ");
        }

        pen.Destination(pool, Role.Title);
    }

    /// <summary>
    /// Who fails and, where it is another and there is room for both, who has the ports: returns true when both are named.
    /// </summary>
    private static bool DrawOwner(ref Pen pen, UiState state, PoolSample pool, bool withHolder)
    {
        var (failing, holder) = (pool.Failing, pool.Holder);
        var areTwo = failing is not null && holder is not null && failing.Owner.Id != holder.Owner.Id;
        if ((failing ?? holder) is { } first)
        {
            pen.Owner(first.Owner, Role.Title, state.Glyphs);
            if (failing is not null && (areTwo || holder is null))
            {
                pen.Text(" fails", Role.Full);
            }

            areTwo &= withHolder;
            pen.Skip(areTwo ? 0 : 2);
        }

        if (areTwo)
        {
            pen.Text(", ", Role.Muted);
            pen.Owner(holder!.Owner, Role.Title, state.Glyphs);
            pen.Text(" has them", Role.Muted);
            pen.Skip(2);
        }

        return areTwo;
    }

    private static void DrawFigures(ref Pen pen, PoolSample pool, UiState state, Role role)
    {
        const string Of = " free of ";
        if (UpstreamLine.DrawFigures(ref pen, pool, role, state.Glyphs))
        {
            return;
        }

        Span<char> text = stackalloc char[16];
        if (pen.Room < NumberText.WriteCount(pool.Ledger.Free, text) + Of.Length + NumberText.WriteCount(pool.Ledger.Capacity, text))
        {
            return;
        }

        pen.Count(pool.Ledger.Free, role);
        pen.Text(Of, role);
        pen.Count(pool.Ledger.Capacity, role);
        DrawCertainty(ref pen, pool.Ledger, state.Glyphs);
        DrawWords(ref pen, pool);
        if (pen.Room >= RateRoom)
        {
            pen.Text("   opened ", Role.Muted);
            pen.Rate(pool.Opened);
            pen.Text("/s", Role.Muted);
        }

        if (pen.Room >= RateRoom)
        {
            pen.Text("   net ", Role.Muted);
            pen.SignedRate(pool.Net);
            pen.Text("/s", Role.Muted);
        }
    }

    /// <summary>How sure the number is: exact, or between two others.</summary>
    private static void DrawCertainty(ref Pen pen, PoolLedger ledger, Glyphs glyphs)
    {
        const string Exact = " (exact)";
        const int BoundsRoom = 17;
        if (ledger.IsExact && pen.Room >= Exact.Length)
        {
            pen.Text(Exact, Role.Muted);
        }
        else if (ledger is { IsExact: false, FreeLower: { } lower } && pen.Room >= BoundsRoom)
        {
            pen.Text(" (", Role.Muted);
            pen.Count(lower, Role.Muted);
            pen.Text(glyphs.Dash, Role.Muted);
            pen.Count(ledger.FreeUpper, Role.Muted);
            pen.Text(")", Role.Muted);
        }
    }

    /// <summary>
    /// What a number of free ports comes with: the error that applications get, or a word. Who fails though ports are free may have a range
    /// of its own (IP_LOCAL_PORT_RANGE, ip(7)), of which no socket table tells.
    /// </summary>
    private static void DrawWords(ref Pen pen, PoolSample pool)
    {
        var (word, role) = pool switch
        {
            {
                Status: { Condition: PoolCondition.Failed, IsFailingNow: true },
                Ledger: { FreeLower: not 0, IsUnclear: false, UsedRatio: < PoolFailures.MayFailRatio - .07 }
            }
                => ("a port range of its own?", Role.Notice),
            { Failures: not null } => (string.Empty, Role.Plain),
            { Status.Condition: PoolCondition.Full } => (pool.Key.ErrorName, Role.Full),
            { Ledger.MayAlreadyFail: true, Status.Condition: PoolCondition.Unclear } => ("may already fail", Role.AtRisk),
            { IsSlow: true } => ("slow", Role.Notice),
            _ => (string.Empty, Role.Plain),
        };
        if (word.Length > 0 && pen.Room >= word.Length + 2)
        {
            pen.Text("  ");
            pen.Text(word, role);
        }
    }

    /// <summary>How many pools stand badly is said beside the worst one, or where the screen is narrow below it.</summary>
    private static int CountsRow(CellGrid grid, int row) => grid.Width >= NarrowWidth ? row : row + 1;

    private static void DrawCounts(UiState state, CellGrid grid, int row)
    {
        var pen = new Pen(grid, grid.Width - CountsWidth(state, grid.Width), row, grid.Width);
        var (full, waves, failed, filling, unclear, atRisk) = Counts(state, grid.Width);
        var isFirst = true;
        DrawCount(ref pen, full, " full", Role.Full, ref isFirst);
        DrawCount(ref pen, waves, " in waves", Role.AtRisk, ref isFirst);
        DrawCount(ref pen, failed, " failed", Role.AtRisk, ref isFirst);
        DrawCount(ref pen, filling, " filling", Role.AtRisk, ref isFirst);
        DrawCount(ref pen, unclear, " unclear", Role.AtRisk, ref isFirst);
        DrawCount(ref pen, atRisk, " at risk", Role.AtRisk, ref isFirst);
    }

    private static void DrawCount(ref Pen pen, int count, string word, Role role, ref bool isFirst)
    {
        if (count > 0)
        {
            pen.Text(isFirst ? string.Empty : ", ", Role.Muted);
            pen.Count(count, role);
            pen.Text(word, role);
            isFirst = false;
        }
    }

    /// <summary>Where connect() fails, that is said first; what is merely at risk has room on wide screens alone.</summary>
    private static (int Full, int Waves, int Failed, int Filling, int Unclear, int AtRisk) Counts(UiState state, int width)
        => width < FromWidth && state.Snapshot is { Pools: [{ Failures: not null }, ..] }
        ? state.Counts with { Unclear = 0, AtRisk = 0 } : state.Counts;

    private static int CountsWidth(UiState state, int width)
    {
        var (full, waves, failed, filling, unclear, atRisk) = Counts(state, width);
        var columns = Width(full, " full") + Width(waves, " in waves") + Width(failed, " failed") + Width(filling, " filling")
            + Width(unclear, " unclear") + Width(atRisk, " at risk");
        return columns == 0 ? 0 : columns - 1;

        // With the separator or the margin behind it.
        static int Width(int count, string word)
        {
            Span<char> text = stackalloc char[16];
            return count == 0 ? 0 : NumberText.WriteCount(count, text) + word.Length + 2;
        }
    }

    private static string Sign(PoolCondition condition) => condition switch
    {
        PoolCondition.Full => Alarm,
        PoolCondition.Unclear => "?  ",
        PoolCondition.Waves or PoolCondition.Failed or PoolCondition.Countdown or PoolCondition.AtRisk => "!  ",
        _ => "   ",
    };
}
