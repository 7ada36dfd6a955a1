using System.Globalization;
using PortTop.Model;
using PortTop.Tui.Device;
using PortTop.Tui.Themes;

namespace PortTop.Tui.Widgets;

/// <summary>Writes one line from left to right, up to an edge. Nothing here allocates.</summary>
internal struct Pen
{
    private readonly CellGrid _grid;
    private readonly int _y;
    private readonly int _end;

    /// <summary>A pen at (<paramref name="x"/>, <paramref name="y"/>) that stops before column <paramref name="end"/>.</summary>
    internal Pen(CellGrid grid, int x, int y, int end)
    {
        _grid = grid;
        _y = y;
        _end = Math.Min(end, grid.Width);
        X = x;
    }

    /// <summary>The next column.</summary>
    internal int X { get; private set; }

    /// <summary>The columns that are left.</summary>
    internal readonly int Room => Math.Max(0, _end - X);

    internal void Text(ReadOnlySpan<char> text, Role role = Role.Plain) => X += _grid.Write(X, _y, text, (int)role, Room);

    /// <summary>Writes a text whole or, where it has no room, cut off with an ellipsis.</summary>
    internal void Clipped(ReadOnlySpan<char> text, Role role, Glyphs glyphs)
    {
        if (TextWidth.Of(text) <= Room)
        {
            Text(text, role);
            return;
        }

        if (Room > 0)
        {
            X += _grid.Write(X, _y, text, (int)role, Room - 1);
            Text(glyphs.Ellipsis, role);
        }
    }

    internal void Skip(int columns) => X += columns;

    internal void MoveTo(int x) => X = x;

    internal void Count(int value, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[16];
        Text(text[..NumberText.WriteCount(value, text)], role);
    }

    /// <summary>A number without separators, as ports are written.</summary>
    internal void Port(int value, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[16];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        Text(text[..length], role);
    }

    internal void Rate(double? perSecond, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[24];
        Text(text[..NumberText.WriteRate(perSecond, text)], role);
    }

    internal void SignedRate(double? perSecond, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[24];
        Text(text[..NumberText.WriteSignedRate(perSecond, text)], role);
    }

    internal void Duration(TimeSpan duration, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[24];
        Text(text[..DurationText.Write(duration, text)], role);
    }

    /// <summary>A number in a format of .NET.</summary>
    internal void Number(double value, ReadOnlySpan<char> format, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[32];
        if (value.TryFormat(text, out var length, format, CultureInfo.InvariantCulture))
        {
            Text(text[..length], role);
        }
    }

    /// <summary>The time of day: 02:13:08Z, or local time without the Z.</summary>
    internal void Clock(DateTimeOffset time, bool isLocal, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[16];
        var shown = isLocal ? time.LocalDateTime : time.UtcDateTime;
        if (shown.TryFormat(text, out var length, isLocal ? "HH:mm:ss" : "HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        {
            Text(text[..length], role);
        }
    }

    /// <summary>A pool's condition in words, with its duration.</summary>
    internal void Status(PoolSample pool, DateTimeOffset now, Role role)
    {
        Span<char> text = stackalloc char[48];
        Text(text[..PoolStatusText.Write(pool.Status, now, text)], role);
    }

    /// <summary>An owner, cut off where it has no room.</summary>
    internal void Owner(Owner owner, Role role, Glyphs glyphs)
    {
        Span<char> text = stackalloc char[96];
        Clipped(text[..OwnerText.Write(owner, text)], role, glyphs);
    }

    /// <summary>The local address of a pool, by its name where it has one.</summary>
    internal void Source(PoolSample pool, Role role = Role.Plain) => Source(pool.Key, pool.Names, role);

    /// <summary>The remote address and port of a pool, by its name where it has one.</summary>
    internal void Destination(PoolSample pool, Role role = Role.Plain) => Destination(pool.Key, pool.Names, role);

    /// <summary>The same of a pool of which no sample is at hand.</summary>
    internal void Source(PoolKey key, PoolNames names, Role role)
    {
        Span<char> text = stackalloc char[64];
        Text(text[..PoolAddressText.WriteSource(key, names, text)], role);
    }

    /// <summary>The same of a pool of which no sample is at hand.</summary>
    internal void Destination(PoolKey key, PoolNames names, Role role)
    {
        Span<char> text = stackalloc char[64];
        Text(text[..PoolAddressText.WriteDestination(key, names, text)], role);
    }

    internal void Destination(PoolKey key, Role role = Role.Plain)
    {
        Span<char> text = stackalloc char[64];
        Text(text[..AddressText.WriteDestination(key, text)], role);
    }

    /// <summary>Fills the rest of the line, or as many columns as are asked for.</summary>
    internal void Fill(char character, int columns, Role role)
    {
        var count = Math.Min(columns, Room);
        _grid.Fill(X, _y, count, character, (int)role);
        X += count;
    }

    /// <summary>A field of a table with a word, and the gap behind it.</summary>
    internal void Left(ReadOnlySpan<char> text, int width, Role role, Glyphs glyphs)
    {
        Field(text, width, ColumnAlignment.Left, role, glyphs);
        Skip(1);
    }

    /// <summary>A field of a table with a number, and the gap behind it.</summary>
    internal void Right(ReadOnlySpan<char> text, int width, Role role, Glyphs glyphs)
    {
        Field(text, width, ColumnAlignment.Right, role, glyphs);
        Skip(1);
    }

    /// <summary>
    /// Writes a value into a field of fixed width and moves behind it. A number stands at the right and is never cut: one that does
    /// not fit becomes "#". A word stands at the left; one too long loses its middle, because addresses differ at both ends.
    /// </summary>
    internal void Field(ReadOnlySpan<char> text, int width, ColumnAlignment alignment, Role role, Glyphs glyphs)
    {
        var start = X;
        if (width <= 0)
        {
            return;
        }

        if (alignment == ColumnAlignment.Right)
        {
            if (text.Length > width)
            {
                Fill('#', width, role);
            }
            else
            {
                Skip(width - text.Length);
                Text(text, role);
            }
        }
        else if (TextWidth.Of(text) <= width)
        {
            Text(text, role);
        }
        else if (TextWidth.Of(text) != text.Length)
        {
            // Cut at the end: where the middle of wide characters lies is not worth the trouble.
            new Pen(_grid, X, _y, X + width).Clipped(text, role, glyphs);
        }
        else
        {
            const int Tail = 7;
            var tail = Math.Min(Tail, width / 2);
            Text(text[..(width - tail - 1)], role);
            Text(glyphs.Ellipsis, role);
            Text(text[^tail..], role);
        }

        X = start + width;
    }
}
