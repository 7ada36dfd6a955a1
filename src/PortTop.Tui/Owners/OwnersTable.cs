using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Owners;

/// <summary>The table of owners.</summary>
internal static class OwnersTable
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

    internal static void Draw(UiState state, CellGrid grid, OwnersScreenLayout layout, IReadOnlyList<OwnerSample> owners)
    {
        DrawHeader(state, grid, layout.HeaderRow);
        if (owners.Count == 0 && state.Snapshot is not null)
        {
            grid.Write(3, layout.FirstRow, state.Filter.IsEmpty ? "Nobody is known to have a port of the range." : "Nobody is known to have a port of a pool that the filter lets through.", (int)Role.Muted);
        }

        for (var i = 0; i < layout.PageSize && state.Owners.Top + i < owners.Count; i++)
        {
            var row = layout.FirstRow + i;
            DrawRow(state, grid, row, owners[state.Owners.Top + i]);
            if (state.Owners.Top + i == state.Owners.Row)
            {
                grid.Write(0, row, state.Glyphs.Marker, (int)Role.Selected, 1);
                grid.Restyle(0, row, grid.Width, (int)Role.Selected);
            }
        }
    }

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
