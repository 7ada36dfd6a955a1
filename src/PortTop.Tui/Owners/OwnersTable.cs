using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Owners;

/// <summary>The table of owners.</summary>
internal sealed class OwnersTable(Action<int?> choose) : RowsView(choose)
{
    private const int WideWidth = 100;
    private const int NarrowWidth = 76;
    private const int OwnerWidth = 21;

    /// <summary>"~28,232".</summary>
    private const int BoundWidth = 7;
    private const int UserWidth = 9;
    private const int HomeWidth = 24;
    private const int CountWidth = 8;
    private const int PoolsWidth = 5;
    private const int StateWidth = 10;
    private const int RateWidth = 7;
    private const int DescriptorsWidth = 13;

    /// <inheritdoc/>
    protected override int Count => State.OwnerRows.Count;

    /// <inheritdoc/>
    protected override int Chosen => State.Owners.Row;

    /// <inheritdoc/>
    protected override void PaintHeader(CellGrid cells) => DrawHeader(State, cells, 0);

    /// <inheritdoc/>
    protected override void PaintRow(CellGrid cells, int y, int row) => DrawRow(State, cells, y, State.OwnerRows[row]);

    /// <inheritdoc/>
    protected override void PaintEmpty(CellGrid cells) => cells.Write(3, 1, WhyEmpty(State), (int)Role.Muted);

    private static string WhyEmpty(UiState state) => state.Snapshot is null ? string.Empty
        : state.Filter.IsEmpty ? "Nobody is known to have a port of the range."
        : "Nobody is known to have a port of a pool that the filter lets through.";

    private static void DrawHeader(UiState state, CellGrid grid, int row)
    {
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Left("OWNER", OwnerWidth, Role.Header, state.Glyphs);
        if (grid.Width >= WideWidth)
        {
            pen.Left("USER", UserWidth, Role.Header, state.Glyphs);
            pen.Left("UNIT, CONTAINER", HomeWidth, Role.Header, state.Glyphs);
        }

        pen.Right("SOCKETS", CountWidth, Role.Header, state.Glyphs);
        if (grid.Width >= NarrowWidth)
        {
            pen.Right("POOLS", PoolsWidth, Role.Header, state.Glyphs);
            pen.Right("BOUND", BoundWidth, Role.Header, state.Glyphs);
        }

        pen.Right("CLOSE-WAIT", StateWidth, Role.Header, state.Glyphs);
        pen.Right("FAIL/s", RateWidth, Role.Header, state.Glyphs);
        if (grid.Width >= NarrowWidth)
        {
            pen.Right("FILES", DescriptorsWidth, Role.Header, state.Glyphs);
        }
    }

    private static void DrawRow(UiState state, CellGrid grid, int row, OwnerSample sample)
    {
        Span<char> text = stackalloc char[96];
        var pen = new Pen(grid, 1, row, grid.Width);
        pen.Left(text[..OwnerText.Write(sample.Owner, text)], OwnerWidth, sample.Failed > 0 ? Role.Full : Role.Plain, state.Glyphs);
        if (grid.Width >= WideWidth)
        {
            pen.Left(sample.Owner.User, UserWidth, Role.Muted, state.Glyphs);
            pen.Left(sample.Owner.Process?.Home ?? PlaceOf(state.Snapshot, sample), HomeWidth, Role.Muted, state.Glyphs);
        }

        text[0] = '~';
        var estimated = sample.Estimated > 0 ? 1 : 0;
        pen.Right(text[..(estimated + NumberText.WriteCount(sample.Ports, text[estimated..]))], CountWidth, Role.Plain, state.Glyphs);
        if (grid.Width >= NarrowWidth)
        {
            pen.Right(text[..NumberText.WriteCount(sample.Pools, text)], PoolsWidth, Role.Plain, state.Glyphs);
            var suspected = sample.Suspected > 0 ? 1 : 0;
            text[0] = '~';
            pen.Right(text[..(suspected + NumberText.WriteCount(sample.Bound + sample.Suspected, text[suspected..]))],
                BoundWidth, sample.AlsoHurt > 0 ? Role.AtRisk : Role.Plain, state.Glyphs);
        }

        var closeWait = sample.States.Of(TcpState.CloseWait);
        pen.Right(text[..NumberText.WriteCount(closeWait, text)], StateWidth, closeWait > 0 ? Role.CloseWait : Role.Plain, state.Glyphs);
        pen.Right(text[..NumberText.WriteRate(sample.Failed, text)], RateWidth, sample.Failed > 0 ? Role.Full : Role.Plain, state.Glyphs);
        if (grid.Width >= NarrowWidth)
        {
            pen.Right(text[..DescriptorText.Write(sample.Descriptors, text)], DescriptorsWidth, sample.Descriptors is { IsNear: true } ? Role.AtRisk : Role.Plain, state.Glyphs);
        }
    }

    /// <summary>
    /// Where several namespaces are read and nothing else says whose the process is, the namespace of its first pool does.
    /// </summary>
    private static string? PlaceOf(Snapshot? snapshot, OwnerSample sample)
        => snapshot is { Namespaces.Count: > 1 } && sample.Targets.Count > 0 ? snapshot.PlaceOf(sample.Targets[0].Pool)?.Label : null;
}
