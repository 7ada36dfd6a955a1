using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PortTop.Model;

/// <summary>
/// An IPv4 or IPv6 address in 16 bytes. IPv4 is kept v4-mapped (<c>::ffff:a.b.c.d</c>), because the kernel treats the two
/// as one address when it looks for a free port: equal values share a pool.
/// </summary>
public readonly record struct IpAddress : ISpanFormattable, IComparable<IpAddress>
{
    /// <summary>The longest text form, in characters: eight groups of four digits and seven colons.</summary>
    public const int MaxTextLength = 39;

    private const ulong MappedPrefix = 0x0000_ffff_0000_0000;

    private readonly ulong _high;
    private readonly ulong _low;

    private IpAddress(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>True for IPv4, native or v4-mapped.</summary>
    public bool IsIPv4 => _high == 0 && (_low & 0xffff_ffff_0000_0000) == MappedPrefix;

    /// <summary>The IPv4 wildcard 0.0.0.0. The wildcard of IPv6 is the default value.</summary>
    public static IpAddress AnyIPv4 { get; } = FromIPv4(0);

    /// <summary>True for 0.0.0.0 and ::.</summary>
    public bool IsWildcard => (_high == 0 && _low == 0) || (IsIPv4 && IPv4Value == 0);

    /// <summary>True for <c>127.0.0.0/8</c>, v4-mapped too, and <c>::1</c>.</summary>
    public bool IsLoopback => IsIPv4 ? IPv4Value >> 24 == 127 : _high == 0 && _low == 1;

    /// <summary>True for <c>fe80::/10</c>, whose addresses mean nothing without an interface (RFC 4007).</summary>
    public bool IsLinkLocalIPv6 => _high >> 54 == 0xfe80 >> 6;

    /// <summary>The four bytes of an IPv4 address as a big-endian number; meaningless for IPv6.</summary>
    public uint IPv4Value => (uint)_low;

    /// <summary>An IPv4 address from its four bytes as a big-endian number: 127.0.0.1 is 0x7f000001.</summary>
    public static IpAddress FromIPv4(uint value) => new(0, MappedPrefix | value);

    /// <summary>An IPv6 address from its two halves as big-endian numbers; a v4-mapped one becomes IPv4.</summary>
    public static IpAddress FromIPv6(ulong high, ulong low) => new(high, low);

    /// <summary>An address from 4 or 16 bytes in network order.</summary>
    /// <exception cref="ArgumentException">The length is neither 4 nor 16.</exception>
    public static IpAddress FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes)),
        16 => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..])),
        _ => throw new ArgumentException("an address has 4 or 16 bytes", nameof(bytes)),
    };

    /// <summary>Writes the address in network order, 4 bytes for IPv4 and 16 for IPv6, and returns how many.</summary>
    public int WriteBytes(Span<byte> destination)
    {
        if (IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, IPv4Value);
            return 4;
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
        return 16;
    }

    /// <summary>Reads the text form of an IPv4 or IPv6 address, without a port and without a scope.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IpAddress address)
    {
        address = default;

        // IPAddress also takes a scope, brackets with a port that it forgets, and short forms such as 10.1 that nobody means.
        var isWhole = text.Contains(':') ? !text.ContainsAny('%', '[') : text.Count('.') == 3;
        if (!isWhole || !System.Net.IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        if (!parsed.TryWriteBytes(bytes, out var length))
        {
            return false;
        }

        address = FromBytes(bytes[..length]);
        return true;
    }

    /// <summary>Joins the address to a hash of 64 bits, all of it: folding halves together first would make neighbours collide.</summary>
    public ulong Hash(ulong hash) => Mix(Mix(hash, _high), _low);

    /// <summary>Joins a number to a hash of 64 bits (the multiplier is that of Fibonacci hashing, 2^64 over the golden ratio).</summary>
    public static ulong Mix(ulong hash, ulong value)
    {
        hash = (hash ^ value) * 0x9e37_79b9_7f4a_7c15;
        return hash ^ (hash >> 32);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Hash(0);

    /// <inheritdoc/>
    public int CompareTo(IpAddress other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    /// <inheritdoc/>
    public override string ToString() => ToString(null, null);

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider)
    {
        Span<char> text = stackalloc char[MaxTextLength];
        return TryFormat(text, out var written, default, null) ? text[..written].ToString() : string.Empty;
    }

    /// <summary>Writes the canonical text of RFC 5952 (IPv4 as a dotted quad) without allocating.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => IsIPv4 ? TryFormatIPv4(destination, out charsWritten) : TryFormatIPv6(destination, out charsWritten);

    private bool TryFormatIPv4(Span<char> destination, out int charsWritten)
    {
        var value = IPv4Value;
        return destination.TryWrite(
            CultureInfo.InvariantCulture,
            $"{value >> 24}.{(value >> 16) & 255}.{(value >> 8) & 255}.{value & 255}",
            out charsWritten);
    }

    private bool TryFormatIPv6(Span<char> destination, out int charsWritten)
    {
        charsWritten = 0;
        var (start, length) = LongestZeroRun();
        Span<char> text = stackalloc char[MaxTextLength];
        var n = 0;
        for (var i = 0; i < 8; i++)
        {
            if (i == start)
            {
                text[n++] = ':';
                text[n++] = ':';
                i += length - 1;
                continue;
            }

            if (n > 0 && text[n - 1] != ':')
            {
                text[n++] = ':';
            }

            Group(i).TryFormat(text[n..], out var digits, "x", CultureInfo.InvariantCulture);
            n += digits;
        }

        if (!text[..n].TryCopyTo(destination))
        {
            return false;
        }

        charsWritten = n;
        return true;
    }

    private ushort Group(int index) => (ushort)((index < 4 ? _high : _low) >> (48 - (16 * (index & 3))));

    /// <summary>The run of zero groups that <c>::</c> stands for: the longest, the first among equals, never one group alone.</summary>
    private (int Start, int Length) LongestZeroRun()
    {
        var best = (Start: -1, Length: 1);
        for (var i = 0; i < 8; i++)
        {
            var end = i;
            while (end < 8 && Group(end) == 0)
            {
                end++;
            }

            if (end - i > best.Length)
            {
                best = (i, end - i);
            }

            i = Math.Max(i, end - 1);
        }

        return best;
    }
}
