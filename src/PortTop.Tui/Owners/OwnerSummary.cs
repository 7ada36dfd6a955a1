using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Owners;

/// <summary>
/// What there is to say of one owner: who it is, what it runs, its limits, its states, where its ports go, and whom its binds hurt.
/// </summary>
internal sealed class OwnerSummary : StateView
{
    private const int LabelWidth = 9;

    /// <inheritdoc/>
    protected override int Rows => ScreenSize.Height >= Screens.TallHeight ? 9 : ScreenSize.Height >= Screens.NormalHeight ? 6 : 0;

    /// <inheritdoc/>
    protected override void Paint(CellGrid cells)
    {
        if (State.Owners.Row < State.OwnerRows.Count)
        {
            Draw(State, cells, State.OwnerRows[State.Owners.Row]);
        }
    }

    private static void Draw(UiState state, CellGrid grid, OwnerSample sample)
    {
        var row = 0;
        DrawIdentity(state, grid, row++, sample);
        var pen = Begin(grid, row++, "Command");
        pen.Clipped(sample.Owner.Process?.CommandLine is { Length: > 0 } command ? command : "-", Role.Plain, state.Glyphs);
        DrawLimits(state, grid, row++, sample);
        pen = Begin(grid, row++, "States");
        StateLine.Draw(pen, sample.States, isComplete: false);
        DrawBound(state, grid, row++, sample);
        for (var i = 0; i < sample.Targets.Count && row < grid.Height; i++)
        {
            DrawTarget(state, grid, row++, sample, i);
        }
    }

    private static void DrawIdentity(UiState state, CellGrid grid, int row, OwnerSample sample)
    {
        Span<char> text = stackalloc char[96];
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Clipped(text[..OwnerText.Write(sample.Owner, text)], Role.Title, state.Glyphs);
        if (sample.Owner.Process is not { } process)
        {
            pen.Clipped("   its processes cannot be looked into", Role.Notice, state.Glyphs);
            return;
        }

        pen.Text("   user ", Role.Muted);
        pen.Clipped(sample.Owner.User ?? "?", Role.Plain, state.Glyphs);
        if (process.Home is { } home)
        {
            pen.Text("   ");
            pen.Clipped(home, Role.Plain, state.Glyphs);
        }

        if (process.Unit is { } unit && unit != process.Home)
        {
            pen.Text("   ");
            pen.Clipped(unit, Role.Muted, state.Glyphs);
        }

        if (process.Cgroup.Length > 0)
        {
            pen.Text("   ");
            pen.Clipped(process.Cgroup, Role.Muted, state.Glyphs);
        }
    }

    private static void DrawLimits(UiState state, CellGrid grid, int row, OwnerSample sample)
    {
        Span<char> text = stackalloc char[48];
        var pen = Begin(grid, row, "Files");
        pen.Text(text[..DescriptorText.Write(sample.Descriptors, text)], sample.Descriptors is { IsNear: true } ? Role.AtRisk : Role.Plain);
        if (sample.Descriptors is { } use)
        {
            pen.Text(use.IsFull ? " soft limit: EMFILE now" : use.IsNear ? " soft limit: EMFILE is near" : " soft limit", use.IsNear ? Role.AtRisk : Role.Muted);
            pen.Text(", hard ", Role.Muted);
            var length = NumberText.WriteCount((int)Math.Min(use.Hard, int.MaxValue), text);
            pen.Text(use.Hard > int.MaxValue ? "-" : text[..length]);
        }

        DrawMachine(ref pen, state);
    }

    /// <summary>The machine's own limit, which is every process's together.</summary>
    private static void DrawMachine(ref Pen pen, UiState state)
    {
        long? open = null;
        long? max = null;
        var counters = state.Snapshot?.Counters ?? [];
        for (var i = 0; i < counters.Count; i++)
        {
            open = counters[i].Counter.Id == "openFiles" ? counters[i].Value : open;
            max = counters[i].Counter.Id == "maxFiles" ? counters[i].Value : max;
        }

        const int MachineWidth = 34;
        if (open is { } used && max is { } limit && pen.Room >= MachineWidth)
        {
            var isNear = used >= limit * state.Snapshot!.Preferences.DescriptorsNear;
            pen.Text("   machine ", Role.Muted);
            pen.Count((int)Math.Min(used, int.MaxValue), isNear ? Role.AtRisk : Role.Plain);
            pen.Text(" of ", Role.Muted);
            if (limit > int.MaxValue)
            {
                pen.Text("-");
            }
            else
            {
                pen.Count((int)limit);
            }
        }
    }

    private static void DrawBound(UiState state, CellGrid grid, int row, OwnerSample sample)
    {
        var pen = Begin(grid, row, "Bound");
        pen.Count(sample.Bound, sample.AlsoHurt > 0 ? Role.AtRisk : Role.Plain);
        if (sample.Suspected > 0)
        {
            pen.Text(" and ", Role.Muted);
            pen.Count(sample.Suspected, Role.AtRisk);
            pen.Text(" suspected", Role.AtRisk);
        }

        if (sample.Bound + sample.Suspected == 0)
        {
            pen.Clipped(" ports of the range taken by bind(): it takes none from others", Role.Muted, state.Glyphs);
            return;
        }

        pen.Text(sample.Bound + sample.Suspected == 1 ? " port taken by bind()" : " ports taken by bind()", Role.Muted);
        if (sample.AlsoHurt > 0)
        {
            pen.Text(": also hurts ", Role.AtRisk);
            pen.Count(sample.AlsoHurt, Role.AtRisk);
            pen.Clipped(sample.AlsoHurt == 1 ? " pool of others" : " pools of others", Role.AtRisk, state.Glyphs);
        }
    }

    private static void DrawTarget(UiState state, CellGrid grid, int row, OwnerSample sample, int index)
    {
        var (key, sockets) = sample.Targets[index];
        var pen = Begin(grid, row, index == 0 ? "Targets" : string.Empty);
        var names = state.Snapshot!.Preferences.Aliases.Of(key);
        pen.Destination(key, names, Role.Plain);
        if (key.HasDestination)
        {
            pen.Text("  from ", Role.Muted);
            pen.Source(key, names, Role.Plain);
        }

        pen.Text("   ");
        pen.Count(sockets);
        pen.Text(sockets == 1 ? " socket" : " sockets", Role.Muted);
        if (index == 0 && sample.Pools > 1)
        {
            pen.Text("   of ", Role.Muted);
            pen.Count(sample.Pools, Role.Muted);
            pen.Clipped(" pools", Role.Muted, state.Glyphs);
        }
    }

    private static Pen Begin(CellGrid grid, int row, string label)
    {
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Text(label, Role.Muted);
        pen.MoveTo(1 + LabelWidth);
        return pen;
    }
}
