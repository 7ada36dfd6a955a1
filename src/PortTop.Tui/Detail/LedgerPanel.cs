using PortTop.Model;
using PortTop.Tui.Bars;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>Where the ports of one pool went, a term a line, summing to the last port.</summary>
internal sealed class LedgerPanel(PanelsView panels) : Panel(panels, DetailPanel.Ledger)
{
    private const int NumberWidth = 8;
    private const int WordWidth = 14;
    private const int NamedPorts = 3;
    private const int AgedSeconds = 3;

    /// <summary>Two numbers and the dash between them.</summary>
    private const int BoundsWidth = 13;

    /// <summary>What gives way first on a low screen: terms of nothing, then the sum in the middle.</summary>
    private static readonly LedgerLine[] Dispensable =
        [LedgerLine.Suspected, LedgerLine.BoundFirst, LedgerLine.Listeners, LedgerLine.Reserved, LedgerLine.TimeWait, LedgerLine.InUse, LedgerLine.Capacity];

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => Draw(State, cells, box);

    private static void Draw(UiState state, CellGrid grid, PanelBox area)
    {
        var row = PanelBox.Row;
        if (state.OpenedPool is not { } pool || state.Snapshot?.Around(pool.Key) is not { } snapshot)
        {
            return;
        }

        Span<bool> isShown = stackalloc bool[(int)LedgerLine.Upstream + 1];
        Choose(pool, area.Rows, isShown);
        for (var line = LedgerLine.Range; line <= LedgerLine.Upstream; line++)
        {
            if (isShown[(int)line])
            {
                DrawLine(state, grid, ++row, area.Right - 1, line, pool, snapshot);
            }
        }
    }

    private static void Choose(PoolSample pool, int rows, Span<bool> isShown)
    {
        isShown.Fill(true);
        if (pool.Key.IsNat)
        {
            // Reservations, listeners and bound sockets mean nothing to it.
            isShown[(int)LedgerLine.Reserved..((int)LedgerLine.Suspected + 1)].Clear();
        }

        isShown[(int)LedgerLine.Upstream] = pool.Upstream is not null;
        var left = isShown.Length - (pool.Upstream is null ? 1 : 0) - rows;
        for (var i = 0; i < Dispensable.Length && left > 0; i++)
        {
            if (Dispensable[i] == LedgerLine.Capacity || Count(pool, Dispensable[i]) == 0)
            {
                isShown[(int)Dispensable[i]] = false;
                left--;
            }
        }
    }

    private static int Count(PoolSample pool, LedgerLine line) => line switch
    {
        LedgerLine.Range => pool.Ledger.Range,
        LedgerLine.Reserved => pool.Ledger.Reserved,
        LedgerLine.Listeners => pool.Ledger.Listeners,
        LedgerLine.BoundFirst => pool.Ledger.BoundFirst,
        LedgerLine.Suspected => pool.Ledger.Suspected,
        LedgerLine.Capacity => pool.Ledger.Capacity,
        LedgerLine.InUse => pool.Ledger.Used - pool.HeldTimeWait,
        LedgerLine.TimeWait => pool.HeldTimeWait,
        LedgerLine.Upstream => pool.Upstream?.Used ?? 0,
        _ => pool.Ledger.Free,
    };

    private static void DrawLine(UiState state, CellGrid grid, int row, int width, LedgerLine line, PoolSample pool, Snapshot snapshot)
    {
        var pen = new Pen(grid, 1, row, width - NumberWidth);
        var isFree = line == LedgerLine.Free;
        pen.Text(line switch
        {
            LedgerLine.Range => " ",
            LedgerLine.Capacity or LedgerLine.Free => "=",
            LedgerLine.Upstream => "^",
            _ => state.Glyphs.Minus,
        }, isFree ? Role.Title : Role.Muted);
        pen.Text(" ");
        pen.Text(Word(line), isFree ? Role.Title : Role.Muted);
        pen.MoveTo(Math.Max(pen.X + 1, 1 + WordWidth));
        DrawRemark(ref pen, state, line, pool, snapshot);
        Span<char> text = stackalloc char[16];
        var length = NumberText.WriteCount(Count(pool, line), text);
        grid.Write(width - length, row, text[..length], (int)JudgedBy(line, pool));
        if (line == LedgerLine.Upstream && pool.Upstream is { Budget.IsAtLeast: true })
        {
            grid.Write(width - length - 1, row, ">", (int)JudgedBy(line, pool));
        }
    }

    /// <summary>The number that the state goes by has its look.</summary>
    private static Role JudgedBy(LedgerLine line, PoolSample pool)
        => line == (pool.IsUpstreamTrouble ? LedgerLine.Upstream : LedgerLine.Free) ? Roles.Of(pool.Status.Condition) : Role.Plain;

    private static string Word(LedgerLine line) => line switch
    {
        LedgerLine.Range => "range",
        LedgerLine.Reserved => "reserved",
        LedgerLine.Listeners => "listeners",
        LedgerLine.BoundFirst => "bound first",
        LedgerLine.Suspected => "suspected",
        LedgerLine.Capacity => "can ever serve",
        LedgerLine.InUse => "in use",
        LedgerLine.TimeWait => "TIME-WAIT",
        LedgerLine.Upstream => "at the NAT",
        _ => "free now",
    };

    private static void DrawRemark(ref Pen pen, UiState state, LedgerLine line, PoolSample pool, Snapshot snapshot)
    {
        switch (line)
        {
            case LedgerLine.Range:
                RangeLine.DrawRange(ref pen, pool.OwnPorts ?? snapshot.Ports.Range, state.Glyphs);
                break;
            case LedgerLine.Reserved when pool.Ledger.Reserved > 0:
                pen.Clipped(snapshot.Ports.Settings.ReservedText, Role.Muted, state.Glyphs);
                break;
            case LedgerLine.Listeners when pool.Ledger.Listeners > 0:
                DrawPorts(ref pen, state, snapshot.Ports.Listeners, snapshot, pool.Key);
                break;
            case LedgerLine.BoundFirst when pool.Ledger.BoundFirst > 0:
                DrawAsked(ref pen, state, pool, snapshot);
                DrawPorts(ref pen, state, snapshot.Ports.Bound.Holders, snapshot, pool.Key);
                DrawAge(ref pen, snapshot.HoldersAge);
                break;
            case LedgerLine.BoundFirst when !snapshot.Ports.Bound.IsComplete:
                pen.Clipped("and perhaps more: not seen", Role.Notice, state.Glyphs);
                break;
            case LedgerLine.Suspected when pool.Ledger.Suspected > 0:
                pen.Clipped(pool.Key.HasDestination ? "bind(), likely" : "IPv6, likely", Role.Notice, state.Glyphs);
                break;
            case LedgerLine.Capacity when pool.Names.Destination is { IsOfNetwork: false }:
                // The title has the name; what one types needs the address.
                pen.Destination(pool.Key, Role.Muted);
                break;
            case LedgerLine.Capacity:
                pen.Clipped(pool.Key.HasDestination ? "this target" : pool.Key.Source.IsWildcard ? "all addresses" : "this address", Role.Muted, state.Glyphs);
                break;
            case LedgerLine.InUse:
                DrawStates(ref pen, pool.States);
                break;
            case LedgerLine.TimeWait when pool.Ledger.Reclaimable > 0 || pool.HeldTimeWait > 0:
                DrawTimeWait(ref pen, state, pool, snapshot.Ports);
                break;
            case LedgerLine.Free:
                DrawCertainty(ref pen, state, pool, snapshot.Ports);
                break;
            case LedgerLine.Upstream:
                UpstreamLine.DrawRemark(ref pen, pool, state.Glyphs);
                break;
        }
    }

    /// <summary>How many of them no dump tells of: the kernel answered so.</summary>
    private static void DrawAsked(ref Pen pen, UiState state, PoolSample pool, Snapshot snapshot)
    {
        const string Word = "asked ";
        if (pool.Ledger.BoundFirst > snapshot.Ports.BoundFirst && pool.Key.HasDestination && snapshot.Asking.Held > 0)
        {
            pen.Clipped(Word, Role.Muted, state.Glyphs);
            pen.Count(pool.Ledger.BoundFirst - snapshot.Ports.BoundFirst, Role.Muted);
            pen.Text(snapshot.Ports.BoundFirst > 0 ? ", " : string.Empty, Role.Muted);
        }
    }

    /// <summary>Said once it is older than a person would take it for.</summary>
    private static void DrawAge(ref Pen pen, TimeSpan age)
    {
        const int AgeWidth = 18;
        if (age.TotalSeconds >= AgedSeconds && pen.Room >= AgeWidth)
        {
            pen.Text(" (read ", Role.Muted);
            pen.Duration(age, Role.Muted);
            pen.Text(" ago)", Role.Muted);
        }
    }

    private static void DrawTimeWait(ref Pen pen, UiState state, PoolSample pool, PortSpace ports)
    {
        if (pool.HeldTimeWait > 0)
        {
            pen.Clipped(pool.Key.IsNat ? "kept by connection tracking" : pool.Key.HasDestination ? ports.Reuse.WhyHeld(pool.Key) : "held for 60 s", Role.Muted, state.Glyphs);
        }

        if (pool.Ledger.Reclaimable > 0 && pen.Room >= 18)
        {
            pen.Text(pool.HeldTimeWait > 0 ? "; " : string.Empty, Role.Muted);
            pen.Count(pool.Ledger.Reclaimable, Role.Muted);
            pen.Clipped(" more reusable", Role.Muted, state.Glyphs);
        }
    }

    private static void DrawCertainty(ref Pen pen, UiState state, PoolSample pool, PortSpace ports)
    {
        var ledger = pool.Ledger;
        if (ledger.FreeLower is not { } lower)
        {
            var isOld = ports.Bound is { IsComplete: true, IsFresh: false };
            pen.Clipped(pool.Key.IsNat ? "if its rule names no ports" : isOld ? "by holders read before this poll" : "at most: see what is not seen", Role.Muted, state.Glyphs);
        }
        else if (ledger.IsExact)
        {
            const string Whole = "exact; each port accounted for";
            pen.Clipped(pen.Room >= Whole.Length ? Whole : "exact", Role.Muted, state.Glyphs);
        }
        else
        {
            const string Word = "bounds ";
            const string Odd = ", odd range";
            pen.Text(pen.Room >= Word.Length + BoundsWidth ? Word : string.Empty, Role.Muted);
            pen.Count(lower, Role.Muted);
            pen.Text(state.Glyphs.Dash, Role.Muted);
            pen.Count(ledger.FreeUpper, Role.Muted);
            pen.Text(ledger.MayMissOne && pen.Room >= Odd.Length ? Odd : string.Empty, ledger is { MayAlreadyFail: true, Free: > 0 } ? Role.AtRisk : Role.Muted);
        }
    }

    /// <summary>The states but TIME-WAIT, those with the most sockets; what does not fit is left out whole.</summary>
    private static void DrawStates(ref Pen pen, in StateCounts states)
    {
        Span<char> text = stackalloc char[16];
        var isFirst = true;
        for (var i = 1; i < StateGroup.All.Count; i++)
        {
            var group = StateGroup.All[i];
            var count = group.Count(states);
            if (count == 0)
            {
                continue;
            }

            if (pen.Room < group.Name.Length + 3 + NumberText.WriteCount(count, text))
            {
                return;
            }

            pen.Text(isFirst ? string.Empty : ", ", Role.Muted);
            pen.Text(group.Name, Role.Muted);
            pen.Text(" ");
            pen.Count(count, Role.Muted);
            isFirst = false;
        }
    }

    /// <summary>Who holds a port, where there is room for it and for how many others there are.</summary>
    private static void DrawHolder(ref Pen pen, UiState state, Owner? owner)
    {
        const int Others = 13;
        Span<char> text = stackalloc char[96];
        if (owner is not null && OwnerText.Write(owner, text) is var length && pen.Room > length + Others)
        {
            pen.Text(" ");
            pen.Clipped(text[..length], Role.Muted, state.Glyphs);
        }
    }

    /// <summary>A held port is gone for connect() on every address; for bind() on its own address and on the wildcards.</summary>
    private static bool Takes(in PortHolder holder, in PoolKey key)
        => key.HasDestination || key.Source.IsWildcard || holder.Address.IsWildcard || holder.Address == key.Source;

    private static void DrawPorts(ref Pen pen, UiState state, IReadOnlyList<PortHolder> holders, Snapshot snapshot, PoolKey key)
    {
        var ports = snapshot.Ports;
        const int More = 14;
        var named = 0;
        var others = 0;
        var last = -1;
        for (var i = 0; i < holders.Count; i++)
        {
            // Many sockets may share a port; the list is in the order of ports. All that is said of others is how many there are.
            if (holders[i].Port == last || !ports.IsEphemeral(holders[i].Port) || !Takes(holders[i], key))
            {
                continue;
            }

            last = holders[i].Port;
            if (named == NamedPorts || pen.Room < More)
            {
                others++;
                continue;
            }

            pen.Text(named++ > 0 ? ", " : string.Empty, Role.Muted);
            pen.Port(holders[i].Port, Role.Muted);
            DrawHolder(ref pen, state, snapshot.Owners.Of(holders[i]));
        }

        if (others > 0)
        {
            pen.Text(", ", Role.Muted);
            pen.Count(others, Role.Muted);
            pen.Clipped(" more", Role.Muted, state.Glyphs);
        }
    }
}
