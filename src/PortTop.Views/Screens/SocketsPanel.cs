using System.Globalization;
using PortTop.Model;
using PortTop.Terminal;

namespace PortTop.Views;

/// <summary>The sockets of one pool: port, state, the timer that runs, queues, user and inode.</summary>
internal static class SocketsPanel
{
    private static readonly (string Header, int Width, ColumnAlignment Alignment)[] Columns =
    [
        ("PORT", 6, ColumnAlignment.Right),
        ("STATE", 11, ColumnAlignment.Left),
        ("TIMER", 10, ColumnAlignment.Left),
        ("LEFT", 6, ColumnAlignment.Right),
        ("RECV-Q", 7, ColumnAlignment.Right),
        ("SEND-Q", 7, ColumnAlignment.Right),
        ("UID", 6, ColumnAlignment.Right),
        ("INODE", 10, ColumnAlignment.Right),
    ];

    /// <summary>What the sockets of a pool that counts for every destination differ in.</summary>
    private static readonly (string Header, int Width, ColumnAlignment Alignment)[] EndColumns =
    [
        ("PORT", 6, ColumnAlignment.Right),
        ("STATE", 11, ColumnAlignment.Left),
        ("UID", 6, ColumnAlignment.Right),
        ("INODE", 10, ColumnAlignment.Right),
        ("LOCAL", 15, ColumnAlignment.Left),
        ("REMOTE", 21, ColumnAlignment.Left),
    ];

    internal static void Draw(UiState state, CellGrid grid, DetailScreenLayout layout)
    {
        DetailScreen.DrawTitle(grid, 0, layout.SocketsRow, grid.Width, "Sockets", state.Glyphs);
        var detail = state.Snapshot?.Detail is { } read && read.Key == state.Opened ? read : null;
        var pen = new Pen(grid, 11, layout.SocketsRow, grid.Width);
        DrawRange(ref pen, state, layout, detail);
        DrawHeader(state, grid, layout.SocketsRow + 1);
        for (var i = 0; detail is not null && i < layout.PageSize && state.DetailTop + i < detail.Sockets.Count; i++)
        {
            DrawSocket(state, grid, layout.FirstRow + i, detail.Sockets[state.DetailTop + i]);
        }
    }

    private static void DrawRange(ref Pen pen, UiState state, DetailScreenLayout layout, PoolDetail? detail)
    {
        if (detail is null)
        {
            pen.Text(state.IsOpenedGone ? " none left " : state.IsPaused ? " not read while paused " : " reading ", Role.Muted);
            return;
        }

        if (detail.Problem is { } problem)
        {
            pen.Text(" cannot be read: ", Role.Notice);
            pen.Clipped(problem, Role.Notice, state.Glyphs);
            return;
        }

        pen.Text(" ");
        pen.Count(Math.Min(state.DetailTop + 1, detail.Sockets.Count));
        pen.Text(state.Glyphs.Dash);
        pen.Count(Math.Min(state.DetailTop + layout.PageSize, detail.Sockets.Count));
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
        foreach (var (header, width, alignment) in HasEnds(state) ? EndColumns : Columns)
        {
            var wide = header == "LOCAL" ? LocalWidth(pen.Room) : width;
            pen.Field(header, wide, alignment, Role.Header, state.Glyphs);
            pen.Skip(2);
        }
    }

    private static void DrawSocket(UiState state, CellGrid grid, int row, in SocketRow socket)
    {
        Span<char> text = stackalloc char[24];
        var role = socket.State switch
        {
            TcpState.TimeWait => Role.TimeWait,
            TcpState.CloseWait => Role.CloseWait,
            TcpState.Established => Role.Established,
            _ => Role.OtherState,
        };
        var pen = new Pen(grid, 1, row, grid.Width);
        Field(ref pen, state, 0, Number(socket.SourcePort, text), Role.Plain);
        Field(ref pen, state, 1, StateName(state, socket.State), role);
        if (HasEnds(state))
        {
            DrawEnds(ref pen, state, socket);
            return;
        }

        Field(ref pen, state, 2, TimerName(socket.Timer), Role.Muted);
        Field(ref pen, state, 3, socket.Timer == 0 ? [] : text[..DurationText.Write(TimeSpan.FromMilliseconds(socket.ExpiresMilliseconds), text)], Role.Plain);
        Field(ref pen, state, 4, Number(socket.ReceiveQueue, text), Role.Plain);
        Field(ref pen, state, 5, Number(socket.SendQueue, text), Role.Plain);

        // A TIME-WAIT socket belongs to no process and no user any more.
        Field(ref pen, state, 6, socket.Inode == 0 ? "-" : Number(socket.UserId, text), Role.Muted);
        Field(ref pen, state, 7, socket.Inode == 0 ? "-" : Number(socket.Inode, text), Role.Muted);
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

    private static void DrawEnds(ref Pen pen, UiState state, in SocketRow socket)
    {
        Span<char> text = stackalloc char[64];
        Field(ref pen, state, 6, socket.Inode == 0 ? "-" : Number(socket.UserId, text), Role.Muted);
        Field(ref pen, state, 7, socket.Inode == 0 ? "-" : Number(socket.Inode, text), Role.Muted);
        var local = LocalWidth(pen.Room);
        socket.Source.TryFormat(text, out var length, default, null);
        pen.Field(text[..length], local, ColumnAlignment.Left, Role.Plain, state.Glyphs);
        pen.Skip(2);
        length = AddressText.WriteEndpoint(socket.Destination, 0, socket.DestinationPort, text);
        pen.Field(socket.DestinationPort == 0 ? "-" : text[..length], pen.Room, ColumnAlignment.Left, Role.Plain, state.Glyphs);
    }

    private static void Field(ref Pen pen, UiState state, int column, ReadOnlySpan<char> text, Role role)
    {
        pen.Field(text, Columns[column].Width, Columns[column].Alignment, role, state.Glyphs);
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
