using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>Two lines that a tired person reads first: the worst pool, how it stands, and how many others stand badly.</summary>
internal static class Verdict
{
    private const int NarrowWidth = 76;
    private const int FromWidth = 100;

    /// <summary>A rate with its word and sign: "   opened 12,345/s".</summary>
    private const int RateRoom = 18;

    internal static void Draw(UiState state, CellGrid grid, int row)
    {
        var pen = new Pen(grid, 0, row, grid.Width);
        if (state.Snapshot is not { } snapshot)
        {
            pen.Text("   reading the socket tables", Role.Muted);
            return;
        }

        if (snapshot.Ports.Usable <= 0)
        {
            pen.Text("!! NO USABLE PORT", Role.Full);
            pen.Text("   each connect() fails");
            grid.Write(3, row + 1, "every port of the range is reserved, listening or bound", (int)Role.Plain);
            return;
        }

        if (snapshot.Pools.Count == 0)
        {
            pen.Text("   No connection uses a source port of the range here.", Role.Steady);
            return;
        }

        var worst = snapshot.Pools[0];
        DrawPool(grid, row, worst, state, isNamed: true);
        DrawCounts(state, grid, CountsRow(grid, row));
    }

    /// <summary>Draws how one pool stands, with its two ends in the first line when <paramref name="isNamed"/>.</summary>
    internal static void DrawPool(CellGrid grid, int row, PoolSample pool, UiState state, bool isNamed)
    {
        var role = Roles.Of(pool.Status.Condition);
        var counts = isNamed ? CountsWidth(state) + 1 : 0;
        var pen = new Pen(grid, 0, row, grid.Width - (CountsRow(grid, row) == row ? counts : 0));
        pen.Text(Sign(pool.Status.Condition), role);
        if (pool.Failures is { } failures)
        {
            FailureLine.Draw(ref pen, state, pool, failures);
        }
        else
        {
            pen.Status(pool, state.KnownUntil, role);
        }

        pen.Skip(3);
        if (isNamed)
        {
            // A failing pool says in its first line how it fails, and in its second which it is.
            var second = new Pen(grid, 3, row + 1, grid.Width - (CountsRow(grid, row) == row ? 0 : counts));
            DrawOwner(ref second, state, pool);
            if (pool.Failures is null)
            {
                DrawEnds(ref pen, state, pool.Key);
            }
            else
            {
                DrawEnds(ref second, state, pool.Key, withSource: grid.Width >= NarrowWidth);
                second.Skip(3);
            }

            pen = second;
        }
        else if (grid.Width < FromWidth && pool.Key.HasDestination)
        {
            // Line 1 has no room for it there.
            pen.Text("from ", Role.Muted);
            pen.Source(pool.Key, Role.Title);
            pen.Text("  ");
        }

        DrawFigures(ref pen, pool, state, role);
    }

    private static void DrawEnds(ref Pen pen, UiState state, PoolKey key, bool withSource = true)
    {
        if (key.HasDestination)
        {
            if (withSource)
            {
                pen.Source(key, Role.Title);
                pen.Text(" ");
            }

            pen.Text(state.Glyphs.Arrow, Role.Title);
            pen.Text(" ");
        }

        pen.Destination(key, Role.Title);
    }

    private static void DrawOwner(ref Pen pen, UiState state, PoolSample pool)
    {
        if (pool.Owners.Count > 0)
        {
            pen.Owner(pool.Owners[0].Owner, Role.Title, state.Glyphs);
            pen.Skip(2);
        }
    }

    private static void DrawFigures(ref Pen pen, PoolSample pool, UiState state, Role role)
    {
        const string Of = " free of ";
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

    /// <summary>What a number of free ports comes with: the error that applications get, or a word.</summary>
    private static void DrawWords(ref Pen pen, PoolSample pool)
    {
        var (word, role) = pool switch
        {
            { Failures: not null } => (string.Empty, Role.Plain),
            { Status.Condition: PoolCondition.Full } => (pool.Key.ErrorName, Role.Full),
            { Ledger.MayAlreadyFail: true } => ("may already fail", Role.AtRisk),
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
        var pen = new Pen(grid, grid.Width - CountsWidth(state), row, grid.Width);
        var (full, atRisk, rising) = Counts(state);
        var isFirst = true;
        DrawCount(ref pen, full, " full", Role.Full, ref isFirst);
        DrawCount(ref pen, atRisk, " at risk", Role.AtRisk, ref isFirst);
        DrawCount(ref pen, rising, " rising", Role.Rising, ref isFirst);
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
    private static (int Full, int AtRisk, int Rising) Counts(UiState state)
        => state.Width < FromWidth && state.Snapshot is { Pools: [{ Failures: not null }, ..] } ? (state.Counts.Full, 0, 0) : state.Counts;

    private static int CountsWidth(UiState state)
    {
        var (full, atRisk, rising) = Counts(state);
        var width = Width(full, " full") + Width(atRisk, " at risk") + Width(rising, " rising");
        return width == 0 ? 0 : width - 1;

        // With the separator or the margin behind it.
        static int Width(int count, string word)
        {
            Span<char> text = stackalloc char[16];
            return count == 0 ? 0 : NumberText.WriteCount(count, text) + word.Length + 2;
        }
    }

    private static string Sign(PoolCondition condition) => condition switch
    {
        PoolCondition.Full => "!! ",
        PoolCondition.AtRisk => "!  ",
        _ => "   ",
    };
}
