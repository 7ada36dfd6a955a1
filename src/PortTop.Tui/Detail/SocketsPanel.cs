using System.Globalization;
using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.State;
using PortTop.Tui.Themes;
using PortTop.Tui.Widgets;

namespace PortTop.Tui.Detail;

/// <summary>The sockets of one pool: port, state, the timer that runs, queues, user, inode and owner.</summary>
internal sealed class SocketsPanel(PanelsView panels) : Panel(panels, DetailPanel.Sockets)
{
    private static readonly (string Header, int Width, ColumnAlignment Alignment) Port = ("PORT", 6, ColumnAlignment.Right);
    private static readonly (string Header, int Width, ColumnAlignment Alignment) TcpStateColumn = ("STATE", 11, ColumnAlignment.Left);
    private static readonly (string Header, int Width, ColumnAlignment Alignment) Timer = ("TIMER", 10, ColumnAlignment.Left);
    private static readonly (string Header, int Width, ColumnAlignment Alignment) Left = ("LEFT", 6, ColumnAlignment.Right);
    private static readonly (string Header, int Width, ColumnAlignment Alignment) ReceiveQueue = ("RECV-Q", 7, ColumnAlignment.Right);
    private static readonly (string Header, int Width, ColumnAlignment Alignment) SendQueue = ("SEND-Q", 7, ColumnAlignment.Right);
    private static readonly (string Header, int Width, ColumnAlignment Alignment) User = ("UID", 6, ColumnAlignment.Right);
    private static readonly (string Header, int Width, ColumnAlignment Alignment) Inode = ("INODE", 10, ColumnAlignment.Right);

    private static readonly (string Header, int Width, ColumnAlignment Alignment) Holder = ("OWNER", 19, ColumnAlignment.Left);

    /// <summary>From this width on user and inode stand beside the owner, below it the owner alone.</summary>
    private const int WideWidth = 100;

    private static readonly (string Header, int Width, ColumnAlignment Alignment)[] Columns = [Port, TcpStateColumn, Timer, Left,
        ReceiveQueue, SendQueue, User, Inode, Holder];
    private static readonly (string Header, int Width, ColumnAlignment Alignment)[] NarrowColumns = [Port, TcpStateColumn, Timer, Left,
        ReceiveQueue, SendQueue, Holder];

    /// <summary>
    /// Of a pool that counts for every destination; what its sockets differ in, their two ends, has the rest of the line.
    /// </summary>
    private static readonly (string Header, int Width, ColumnAlignment Alignment)[] ColumnsBeforeEnds = [Port, TcpStateColumn, User, Inode,
        Holder];
    private static readonly (string Header, int Width, ColumnAlignment Alignment)[] NarrowColumnsBeforeEnds = [Port, TcpStateColumn,
        Holder];

    /// <inheritdoc/>
    internal override int LineCount => Panels.Shown.Snapshot?.Detail?.Sockets.Count ?? 0;

    /// <summary>How many sockets are shown, below their heading.</summary>
    internal override int PageSize => Math.Max(0, Box.Rows - 1);

    /// <inheritdoc/>
    protected override bool HasText => false;

    /// <inheritdoc/>
    protected override void PaintBody(CellGrid cells, PanelBox box, int title) => Draw(State, cells, box, title, Panels.Top);

    /// <summary>Draws the panel; in the title stands which sockets are shown.</summary>
    private static void Draw(UiState state, CellGrid grid, PanelBox area, int title, int top)
    {
        var page = Math.Max(0, area.Rows - 1);
        var detail = state.Snapshot?.Detail is { } read && read.Key == state.Opened ? read : null;
        var pen = new Pen(grid, title, PanelBox.Row, grid.Width);
        DrawRange(ref pen, state, (top, page), detail);
        if (!state.IsPast)
        {
            DrawHeader(state, grid, PanelBox.First);
        }

        for (var i = 0; detail is not null && i < page && top + i < detail.Sockets.Count; i++)
        {
            DrawSocket(state, grid, PanelBox.First + 1 + i, detail, top + i);
        }
    }

    private static void DrawRange(ref Pen pen, UiState state, (int Top, int Page) shown, PoolDetail? detail)
    {
        if (detail is null)
        {
            pen.Text(state.IsPast ? " not kept of past polls " : state.IsOpenedGone ? " none left " : state.IsPaused ? " not read while paused " : " reading ", Role.Muted);
            return;
        }

        if (detail.Problem is { } problem)
        {
            pen.Text(" cannot be read: ", Role.Notice);
            pen.Clipped(problem, Role.Notice, state.Glyphs);
            return;
        }

        pen.Text(" ");
        pen.Count(Math.Min(shown.Top + 1, detail.Sockets.Count));
        pen.Text(state.Glyphs.Dash);
        pen.Count(Math.Min(shown.Top + shown.Page, detail.Sockets.Count));
        pen.Text(" of ");
        pen.Count(detail.Total);
        pen.Text(" ");
        if (detail.Total > detail.Sockets.Count)
        {
            pen.Text("(the first ");
            pen.Count(detail.Sockets.Count);
            pen.Text(" can be seen) ");
        }
    }

    private static void DrawHeader(UiState state, CellGrid grid, int row)
    {
        grid.Restyle(0, row, grid.Width, (int)Role.Header);
        var pen = new Pen(grid, 1, row, grid.Width);
        var isWide = grid.Width >= WideWidth;
        foreach (var column in HasEnds(state) ? isWide ? ColumnsBeforeEnds : NarrowColumnsBeforeEnds : isWide ? Columns : NarrowColumns)
        {
            Field(ref pen, state, column, column.Header, Role.Header);
        }

        if (HasEnds(state))
        {
            DrawEnds(ref pen, state, "LOCAL", "REMOTE", Role.Header);
        }
    }

    private static void DrawSocket(UiState state, CellGrid grid, int row, PoolDetail detail, int index)
    {
        var socket = detail.Sockets[index];
        Span<char> text = stackalloc char[96];
        var role = socket.State switch
        {
            TcpState.TimeWait => Role.TimeWait,
            TcpState.CloseWait => Role.CloseWait,
            TcpState.Established => Role.Established,
            _ => Role.OtherState,
        };
        var pen = new Pen(grid, 1, row, grid.Width);
        Field(ref pen, state, Port, Number(socket.SourcePort, text), Role.Plain);
        Field(ref pen, state, TcpStateColumn, StateName(state, socket.State), role);
        if (!HasEnds(state))
        {
            Field(ref pen, state, Timer, TimerName(socket.Timer), Role.Muted);
            Field(ref pen, state, Left, socket.Timer == 0 ? [] : text[..DurationText.Write(TimeSpan.FromMilliseconds(socket.ExpiresMilliseconds), text)], Role.Plain);
            Field(ref pen, state, ReceiveQueue, Number(socket.ReceiveQueue, text), Role.Plain);
            Field(ref pen, state, SendQueue, Number(socket.SendQueue, text), Role.Plain);
        }

        // A TIME-WAIT socket belongs to no process and no user any more.
        if (grid.Width >= WideWidth)
        {
            Field(ref pen, state, User, socket.Inode == 0 ? "-" : Number(socket.UserId, text), Role.Muted);
            Field(ref pen, state, Inode, socket.Inode == 0 ? "-" : Number(socket.Inode, text), Role.Muted);
        }

        var owner = index < detail.Owners.Count ? detail.Owners[index] : null;
        Field(ref pen, state, Holder, owner is null ? "?" : text[..OwnerText.Write(owner, text)], Role.Plain);
        if (HasEnds(state))
        {
            Span<char> local = stackalloc char[64];
            Span<char> remote = stackalloc char[64];
            socket.Source.TryFormat(local, out var length, default, null);
            var remoteLength = AddressText.WriteEndpoint(socket.Destination, 0, socket.DestinationPort, remote);
            DrawEnds(ref pen, state, local[..length], socket.DestinationPort == 0 ? "-" : remote[..remoteLength], Role.Plain);
        }
    }

    private static bool HasEnds(UiState state) => state.Opened is { HasDestination: false };

    /// <summary>TCP without a connection is bound; listeners are told apart from what the breakdown calls other.</summary>
    private static string StateName(UiState state, TcpState socket) => socket switch
    {
        TcpState.Listen => "LISTEN",
        TcpState.Close when state.Opened is { Protocol: Protocol.Tcp } => "BOUND",
        _ => StateGroup.NameOf(socket),
    };

    /// <summary>The two ends share what room there is.</summary>
    private static int LocalWidth(int room) => Math.Min(39, Math.Max(8, (room - 8) / 2));

    private static void DrawEnds(ref Pen pen, UiState state, ReadOnlySpan<char> local, ReadOnlySpan<char> remote, Role role)
    {
        pen.Field(local, LocalWidth(pen.Room), ColumnAlignment.Left, role, state.Glyphs);
        pen.Skip(2);
        pen.Field(remote, pen.Room, ColumnAlignment.Left, role, state.Glyphs);
    }

    private static void Field(
        ref Pen pen, UiState state, (string Header, int Width, ColumnAlignment Alignment) column, ReadOnlySpan<char> text, Role role)
    {
        pen.Field(text, column.Width, column.Alignment, role, state.Glyphs);
        pen.Skip(2);
    }

    private static ReadOnlySpan<char> Number(uint value, Span<char> text)
    {
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return text[..length];
    }

    /// <summary>The names of <c>ss -o</c>.</summary>
    private static string TimerName(byte timer) => timer switch
    {
        0 => string.Empty,
        1 => "on",
        2 => "keepalive",
        3 => "timewait",
        4 => "persist",
        _ => "?",
    };
}
